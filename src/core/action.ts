/**
 * Owns: what a customer can do about a requirement, as the host says in `actions`.
 * Does not own: which names they are (`requirements.ts`), how it is done (`element/steps`).
 * Why: an open set; what is not understood is no action, and never a wrong one.
 */

/** A side of a document that has two. */
export type DocumentSide = "front" | "back";

/** A document that the host takes for a requirement. */
export interface DocumentType {
  /** SpherePay's word, such as `passport`, `id_card`, `drivers`, `residence_permit`. */
  readonly type: string;
  /** Absent: one file without a side. */
  readonly sides?: readonly DocumentSide[];
  /** Issuing countries, alpha-3; absent: every country. */
  readonly countries?: readonly string[];
}

/** The customer gets a code, at an address or number that the host has masked, and types it in. */
export interface CodeAction {
  readonly kind: "code";
  readonly to?: string;
}

/** The customer gives files; `maxBytes` where the host takes less than SpherePay. */
export interface DocumentAction {
  readonly kind: "document";
  readonly types: readonly DocumentType[];
  readonly maxBytes?: number;
}

/** The customer fills in fields; `taxTypes`: kinds of tax numbers by country, alpha-3. */
export interface FieldsAction {
  readonly kind: "fields";
  readonly fields: "address" | "tax";
  readonly taxTypes?: Readonly<Record<string, readonly string[]>>;
}

/** What completes a requirement in place. */
export type StepAction = CodeAction | DocumentAction | FieldsAction;

/** The kinds of step that there are: each has a folder in `element/steps`. */
export const stepKinds = [
  "code",
  "document",
  "fields",
] as const satisfies readonly StepAction["kind"][];

/** A kind of step that there is. */
export type StepKind = (typeof stepKinds)[number];

/**
 * What the customer can do about a requirement: ask the host for a link, open a page of the host, or
 * complete it in place.
 */
export type Action =
  | { readonly kind: "link" }
  | { readonly kind: "page"; readonly href: string }
  | StepAction;

/** A text in which there is something to read. */
const isText = (value: unknown): value is string =>
  typeof value === "string" && /(?!\p{DI})[\p{L}\p{N}]/u.test(value);

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);

/** The sides that are there, the front first. */
const sidesOf = (value: unknown): DocumentSide[] =>
  (["front", "back"] as const).filter((side) => textsOf(value).includes(side));

function documentTypeOf(value: unknown): DocumentType[] {
  const { type, sides, countries } = Object(value);
  if (!isText(type)) return [];
  const knownSides = sidesOf(sides);
  const alpha3 = textsOf(countries).filter((each) => /^[A-Z]{3}$/.test(each));
  // Of a list in which there is no country, none can be chosen.
  if (Array.isArray(countries) && countries.length > alpha3.length && !alpha3.length) return [];
  return [
    {
      type,
      ...(knownSides.length > 0 && { sides: knownSides }),
      ...(alpha3.length > 0 && { countries: alpha3 }),
    },
  ];
}

function taxTypesOf(value: unknown): Record<string, readonly string[]> {
  const types: Record<string, readonly string[]> = Object.create(null);
  for (const [country, names] of Object.entries(Object(value))) types[country] = textsOf(names);
  return types;
}

/** One action of a host; `undefined` when it is none that is known. */
export function readAction(value: unknown): Action | undefined {
  const { kind, href, to, types, maxBytes, fields, taxTypes } = Object(value);
  switch (kind) {
    case "link":
      return { kind };
    case "page":
      return typeof href === "string" ? { kind, href } : undefined;
    case "code":
      return { kind, ...(isText(to) && { to }) };
    case "document": {
      const known = Array.isArray(types) ? types.flatMap(documentTypeOf) : [];
      const hasLimit = typeof maxBytes === "number" && maxBytes > 0;
      return known.length > 0 ? { kind, types: known, ...(hasLimit && { maxBytes }) } : undefined;
    }
    case "fields":
      return fields === "address" || fields === "tax"
        ? { kind, fields, ...(taxTypes && { taxTypes: taxTypesOf(taxTypes) }) }
        : undefined;
    default:
      return undefined;
  }
}
