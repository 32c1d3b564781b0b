import type { Action } from "../../core/action.js";
import { hostFailure } from "../http/failure.js";
import type { OnboardingHandlerOptions } from "../options.js";
import type { ReportFailure } from "../reports.js";
import { withDeadline } from "../runtime.js";
import type { CustomerRead } from "../spherepay/types.js";
import { type CodeChannel, maskedContact } from "./masked.js";
import { channelOf } from "./steps.js";

/** Says where codes go, masked; nothing where that cannot be known. Never rejects. */
export interface CodeDestinations {
  of(customer: CustomerRead, channel: CodeChannel): Promise<string | undefined>;
  /** The same actions; those with a code say where it goes. */
  added(
    actions: Readonly<Record<string, Action>>,
    customer: CustomerRead,
  ): Promise<Readonly<Record<string, Action>>>;
}

/** What {@link createCodeDestinations} needs. */
export interface CodeDestinationsSettings {
  readonly codeDestination: OnboardingHandlerOptions["codeDestination"];
  readonly upstreamTimeoutMs: number;
  readonly reportFailure: ReportFailure;
}

/** Asks the host's hook, or without one what SpherePay says of the customer. */
export function createCodeDestinations(settings: CodeDestinationsSettings): CodeDestinations {
  const { codeDestination, upstreamTimeoutMs, reportFailure } = settings;

  async function destinationOf(
    { id, contacts }: CustomerRead,
    channel: CodeChannel,
  ): Promise<string | undefined> {
    if (!codeDestination) return contacts?.[channel];
    try {
      const late = () =>
        hostFailure("code_destination_threw", new Error("codeDestination took too long."));
      const ask = async () => codeDestination(id, channel);
      return maskedContact(channel, await withDeadline(upstreamTimeoutMs / 4, ask, late));
    } catch (error) {
      reportFailure("code_destination_threw", error);
      return undefined;
    }
  }

  return {
    of: destinationOf,
    async added(actions, customer) {
      const entries = Object.entries(actions).map(async ([name, action]) => {
        const channel = channelOf(name);
        if (action.kind !== "code" || !channel) return [name, action] as const;
        const to = await destinationOf(customer, channel);
        return [name, to === undefined ? action : { ...action, to }] as const;
      });
      return Object.fromEntries(await Promise.all(entries));
    },
  };
}
