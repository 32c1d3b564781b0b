/** The kinds of tax numbers that a customer chooses from. */
import type { FieldsAction } from "../../../core/action.js";

/** What SpherePay documents; no kind is invented. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  USA: ["ssn", "itin"],
  BRA: ["cpf"],
};
const elsewhere = ["national_id", "passport", "other"];

/**
 * The kinds for a country: the host's, else SpherePay's.
 * @param alpha3 Alpha-3; the empty text before one is chosen.
 * @see https://docs.spherepay.co/concepts/onboarding/identification-types
 */
export function taxKinds(alpha3: string, taxTypes: FieldsAction["taxTypes"]): readonly string[] {
  if (!alpha3) return [];
  const own = taxTypes?.[alpha3] ?? [];
  return own.length > 0 ? own : (builtIn[alpha3] ?? elsewhere);
}

/** The kinds that have words of ours. */
export const knownKinds = ["ssn", "itin", "cpf", "national_id", "passport", "other"] as const;

/** What the numbers of a kind look like, where they are all digits. */
export const numberExamples: ReadonlyMap<string, string> = new Map([
  ["ssn", "123-45-6789"],
  ["itin", "912-70-1234"],
  ["cpf", "123.456.789-09"],
]);
