import type { Behaviour } from "../behaviour.js";
import type { SimulatedCustomer } from "../customers/customer.js";
import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";

/** Where a code goes. */
export type CodeType = "email" | "phone";

/** A code that SpherePay has sent. */
export interface SentCode {
  readonly customerId: string;
  readonly type: CodeType;
  /** The address or number on file. */
  readonly to: string;
  readonly code: string;
  /** ISO 8601, UTC, by SpherePay's clock. */
  readonly sentAt: string;
  /** ISO 8601, UTC, by SpherePay's clock. */
  readonly expiresAt: string;
  /** `replaced` by a later one, or `used`; both are refused. */
  readonly state: "sent" | "replaced" | "used";
}

/** Every code that was sent, oldest first. */
export interface CodeBook {
  readonly sent: readonly SentCode[];
  /** Sends a code; the earlier ones of the same customer and type are refused from now on. */
  send(customer: SimulatedCustomer, type: CodeType): SentCode;
  /** Whether this is the last code and still valid; if so it is used up. */
  accept(customerId: string, type: CodeType, code: string): boolean;
}

const codeLength = 6;
const longestCode = 10;

/** Makes an empty book. `clock` is SpherePay's own. */
export function createCodeBook(
  clock: Clock,
  ids: SeededIds,
  behaviour: Readonly<Behaviour>,
): CodeBook {
  const sent: { -readonly [Name in keyof SentCode]: SentCode[Name] }[] = [];

  function nextCode(): string {
    switch (behaviour.codeForm) {
      case "six-digits":
        return ids.code(codeLength, "digits");
      case "leading-zero":
        return `0${ids.code(codeLength - 1, "digits")}`;
      case "ten-characters":
        return ids.code(longestCode, "characters");
    }
  }

  const validOf = (customerId: string, type: CodeType) =>
    sent.find(
      (each) => each.customerId === customerId && each.type === type && each.state === "sent",
    );

  return {
    sent,
    send(customer, type) {
      const earlier = validOf(customer.id, type);
      if (earlier !== undefined) {
        earlier.state = "replaced";
      }
      const nowMs = clock.now();
      const entry = {
        customerId: customer.id,
        type,
        to: type === "email" ? customer.email : customer.phone,
        code: nextCode(),
        sentAt: new Date(nowMs).toISOString(),
        expiresAt: new Date(nowMs + behaviour.codeTtlMs).toISOString(),
        state: "sent" as const,
      };
      sent.push(entry);
      return entry;
    },
    accept(customerId, type, code) {
      const last = validOf(customerId, type);
      if (last?.code !== code || Date.parse(last.expiresAt) <= clock.now()) {
        return false;
      }
      last.state = "used";
      return true;
    },
  };
}
