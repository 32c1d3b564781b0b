/** What SpherePay knows about a customer in the walk, and the JSON that a host makes of it. */
import { type Customer, readCustomer } from "../../../src/core/customer.js";
import { aCustomerJson, aProfile, type Json, ownSteps } from "../builders.js";
import type { Random } from "./random.js";

const missing = [
  "email_verification",
  "phone_verification",
  "terms_of_service",
  "identity_document",
  "a_new_name",
  ...ownSteps,
];
const link = { kind: "link" };
const code = { kind: "code" };

/** Every stage, and where SpherePay may move it next. */
export const stages = {
  preparing: { fields: { verificationProfiles: [aProfile("incomplete", {})] }, next: ["missing"] },
  missing: {
    fields: {
      tosStatus: "incomplete",
      verificationProfiles: [
        aProfile("incomplete", { complete: ["email_address"], required: missing }),
      ],
      actions: {
        terms_of_service: link,
        a_new_name: link,
        email_verification: code,
        phone_verification: { ...code, to: "+1 *** 0142" },
      },
    },
    next: ["ready", "missing", "failed"],
  },
  failed: {
    fields: {
      verificationProfiles: [
        aProfile("incomplete", {
          pending: ["identity_document", "liveness_check"],
          required: ownSteps,
          errors: [
            { name: "identity_document", detail: "blurred" },
            { name: "phone_verification" },
          ],
        }),
      ],
      actions: { identity_document: link, phone_verification: code },
    },
    next: ["ready", "missing"],
  },
  ready: {
    fields: {
      verificationProfiles: [
        aProfile("incomplete", { required: ownSteps, errors: [{ name: "phone_verification" }] }),
      ],
      actions: { phone_verification: code },
    },
    next: ["missing", "ready"],
  },
  hosted: { fields: { flow: "hosted", verificationProfiles: [aProfile()] }, next: ["ready"] },
  pending: {
    fields: {
      verificationProfiles: [aProfile("pending")],
      actions: { identity_verification: link },
    },
    next: ["approved", "rejected", "ready", "missing", "reviewed", "held"],
  },
  reviewed: {
    fields: {
      verificationProfiles: [
        aProfile("pending", {
          complete: ["identity_verification"],
          required: ["kyc_a_approval"],
        }),
      ],
    },
    next: ["approved", "rejected", "failed"],
  },
  held: {
    fields: {
      verificationProfiles: [aProfile("on_hold", { errors: [{ name: "email_verification" }] })],
      actions: { email_verification: code },
    },
    next: ["pending", "approved"],
  },
  approved: { fields: { verificationProfiles: [aProfile("approved", {})] }, next: ["both"] },
  rejected: { fields: { verificationProfiles: [aProfile("rejected", {})] }, next: ["missing"] },
  both: {
    fields: {
      verificationProfiles: [
        aProfile("approved", {}),
        {
          ...aProfile("incomplete", {
            required: ownSteps,
            errors: [{ name: "phone_verification" }],
          }),
          name: "kyc_profile_b",
        },
      ],
      actions: { phone_verification: code },
    },
    next: ["preparing", "missing", "hosted"],
  },
} as const satisfies Record<string, { fields: Json; next: readonly [string, ...string[]] }>;

export type Stage = keyof typeof stages;

/** One customer at SpherePay. */
export class Truth {
  stage: Stage = "ready";
  #extra: Json = {};
  #customer: Customer | undefined;
  #checked = new Map<string, "complete" | "pending">();

  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get customer(): Customer {
    this.#customer ??= this.#withChecked(
      readCustomer(aCustomerJson({ id: this.id, ...stages[this.stage].fields, ...this.#extra })),
    );
    return this.#customer;
  }

  #withChecked(customer: Customer): Customer {
    const checked = this.#checked;
    const verificationProfiles = customer.verificationProfiles.map((profile) => {
      const { criteria } = profile;
      if (!criteria || !checked.size) return profile;
      const names = (list: "complete" | "pending") =>
        [...checked].flatMap(([name, state]) => (state === list ? [name] : []));
      const rest = {
        complete: [...criteria.complete, ...names("complete")],
        pending: [...criteria.pending, ...names("pending")],
        required: criteria.required.filter((name) => !checked.has(name)),
        errors: criteria.errors.filter(({ name }) => !checked.has(name)),
      };
      return { ...profile, criteria: rest };
    });
    return { ...customer, verificationProfiles };
  }

  /** SpherePay has checked a requirement's code. */
  check(name: string, state: "complete" | "pending"): void {
    this.#checked.set(name, state);
    this.#customer = undefined;
  }

  /** Whether a submit would be accepted. */
  get submittable(): boolean {
    return ["ready", "failed", "hosted", "both"].includes(this.stage);
  }

  moveTo(stage: Stage, extra: Json = this.#extra): void {
    this.stage = stage;
    this.#extra = extra;
    this.#checked = new Map();
    this.#customer = undefined;
  }

  move(random: Random): void {
    this.moveTo(
      random.happens(0.2)
        ? random.pick(Object.keys(stages) as [Stage, ...Stage[]])
        : random.pick<Stage>(stages[this.stage].next),
      {
        ...(random.happens(0.3) && { pollAfterSeconds: 5 + random.below(60) }),
        ...(random.happens(0.3) && {
          submission: { startedAt: `2026-11-${10 + random.below(20)}` },
        }),
      },
    );
  }
}
