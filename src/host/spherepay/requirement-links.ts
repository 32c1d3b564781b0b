import type { Customer } from "../../core/customer.js";
import { Failure } from "../http/failure.js";
import { isForCustomer } from "./actions.js";
import { linkOf, type ShareOutcome } from "./shared-outcomes.js";
import { isLinkRequirement, type ProviderLink, type SphereClient } from "./spherepay-client.js";

/** Links to the pages where a customer does one requirement. */
export interface RequirementLinks {
  /** @throws {Failure} `no_such_requirement` when this customer has no such step. */
  linkFor(customerId: string, requirement: string): Promise<ProviderLink>;
}

/** What {@link createRequirementLinks} needs. */
export interface RequirementLinkSettings {
  readonly sphere: SphereClient;
  readonly share: ShareOutcome;
  readonly readCustomer: (customerId: string) => Promise<Customer>;
}

const nothingHere = () => new Failure("no_such_requirement", "no_such_requirement");

/** Makes links for single requirements: one lock and one link per customer and requirement. */
export function createRequirementLinks(settings: RequirementLinkSettings): RequirementLinks {
  const { sphere, share, readCustomer } = settings;
  return {
    async linkFor(customerId, requirement) {
      if (!isLinkRequirement(requirement)) throw nothingHere();
      const make = async () => {
        // Only a step that not every customer has is worth a call of its own.
        if (!isForCustomer(requirement, { type: "business" })) {
          if (!isForCustomer(requirement, await readCustomer(customerId))) throw nothingHere();
        }
        return sphere.createRequirementLink(customerId, requirement);
      };
      return linkOf(await share(customerId, requirement, make));
    },
  };
}
