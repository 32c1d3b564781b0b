/**
 * Owns: the kinds of documents that complete a requirement, the options for them, and SpherePay's words.
 * Does not own: which steps are on (`steps/steps.ts`), or the files.
 * Why: SpherePay's pages spell a kind in two ways, and name kinds that its reference does not take.
 */
import type { DocumentAction, DocumentSide, DocumentType } from "../../../core/action.js";
import { Failure } from "../../http/failure.js";
import { quoted, refuse } from "../../options.js";
import type { DocumentStepOptions, IdentityDocumentType } from "../step-options.js";

/** A document that is about to be sent. */
export interface OfferedDocument {
  readonly type: string;
  /** Issuing country, alpha-3; for what a government has issued. */
  readonly country?: string;
  readonly side?: DocumentSide;
}

const sides: readonly DocumentSide[] = ["front", "back"];
const identityTypes: Readonly<Record<IdentityDocumentType, DocumentType>> = {
  passport: { type: "passport" },
  id_card: { type: "id_card", sides },
  drivers: { type: "drivers", sides },
  residence_permit: { type: "residence_permit", sides },
};

const documentAction = (types: readonly DocumentType[]): DocumentAction => ({
  kind: "document",
  types,
});

/** What each requirement takes when it is only turned on. */
export const documentActions = {
  identity_document: documentAction(Object.values(identityTypes)),
  proof_of_address_document: documentAction([{ type: "proof_of_address" }]),
  liveness_report_document: documentAction([{ type: "liveness_report" }]),
} as const;

/** Whether a government has issued it: then SpherePay wants to know which one's. */
const hasCountry = (type: string): boolean => Object.hasOwn(identityTypes, type);

const countryForm = /^[A-Z]{3}$/;
const driversTypes = ["drivers", "drivers_license"];
const expected =
  'true, false, or an object such as { types: { passport: true, id_card: ["ESP", "FRA"] } }';

/**
 * Checks the option `steps.identity_document`, where it is an object.
 * @throws {TypeError} naming the entry and what was expected.
 */
export function identityActionOf(given: DocumentStepOptions): DocumentAction {
  const name = "steps.identity_document";
  const unknown = Object.keys(given).find((key) => key !== "types" && key !== "driversType");
  if (unknown !== undefined) refuse(name, `${expected}; ${quoted(unknown)} is none`, given);
  const { types, driversType } = given;
  if (driversType !== undefined && !driversTypes.includes(driversType)) {
    refuse(
      `${name}.driversType`,
      driversTypes.map((each) => `"${each}"`).join(" or "),
      driversType,
    );
  }
  if (types === undefined) return documentActions.identity_document;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(Object(types));
  const listed = entries.flatMap(([key, countries]): DocumentType[] => {
    const known = Object.values(identityTypes).find(({ type }) => type === key);
    if (!known)
      return refuse(`${name}.types`, `of ${Object.keys(identityTypes).join(", ")}`, types);
    if (countries === true) return [known];
    const isList = Array.isArray(countries) && countries.length > 0;
    if (!isList || !countries.every((each) => countryForm.test(String(each)))) {
      refuse(`${name}.types.${key}`, 'true, or countries such as ["ESP", "FRA"]', countries);
    }
    return [{ ...known, countries: Object.freeze([...countries].map(String)) }];
  });
  return listed.length > 0 ? documentAction(listed) : refuse(`${name}.types`, expected, types);
}

/** SpherePay's word for a kind, by the option `steps.identity_document.driversType`. */
export function documentWordsOf(identityDocument: unknown): (type: string) => string {
  const { driversType = "drivers" } = Object(identityDocument);
  return (type) => (type === "drivers" ? String(driversType) : type);
}

/** The one value of a parameter of the query; `undefined` when there is none or an empty one. */
function parameterOf(query: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = query.getAll(name);
  if (more.length > 0) throw new Failure("bad_request", "document_not_offered");
  return value || undefined;
}

/**
 * Reads from the query what is about to be sent.
 * @throws {Failure} `document_refused`, pointing at what is not offered: `type`, `country` or `side`.
 */
export function readOffered(query: URLSearchParams, { types }: DocumentAction): OfferedDocument {
  const refused = (name: string) =>
    new Failure("document_refused", "document_not_offered", { requirements: [name] });
  const type = parameterOf(query, "type");
  const offered = types.find((each) => each.type === type);
  if (!offered) throw refused("type");
  const country = parameterOf(query, "country") ?? "";
  const isListed = !offered.countries || offered.countries.includes(country);
  // A page need not know which kinds have no country: theirs is left out.
  const needsCountry = hasCountry(offered.type);
  if (needsCountry && !(countryForm.test(country) && isListed)) throw refused("country");
  const given = parameterOf(query, "side");
  const side = sides.find((each) => each === given);
  const known = offered.sides ?? [];
  if (known.length > 0 ? !side || !known.includes(side) : given !== undefined)
    throw refused("side");
  return { type: offered.type, ...(needsCountry && { country }), ...(side && { side }) };
}
