/**
 * Owns: how addresses are written in each country: the order of the parts, what they are called, which
 * of them every address has.
 * Does not own: the words (`locales/steps`), what the host requires.
 * Why: a form that asks for a part that a country lacks gets "N/A" for an answer.
 *
 * The orders are those of Google's libaddressinput, as the npm package localized-address-format has them.
 */
import type { StepMessageKey } from "../../../locales/steps/messages.js";
import { countries } from "../countries.js";

/** A part of an address, by its name on the wire. */
export type AddressPart = "line1" | "line2" | "city" | "state" | "postalCode";

/** How a country writes its addresses. */
export interface AddressFormat {
  /** In the country's order. A country may have no city, no region, no postal code. */
  readonly parts: readonly AddressPart[];
  readonly labels: Readonly<Record<AddressPart, StepMessageKey>>;
  /** Parts that some addresses of the country lack. */
  readonly optional: readonly AddressPart[];
  /** What a postal code looks like, where there is an example. */
  readonly postalExample: string;
}

/** Reads a table of countries, two letters each, by what they have in common. */
function byCountry<Name extends string>(
  table: Readonly<Record<Name, string>>,
): ReadonlyMap<string, Name> {
  const found = new Map<string, Name>();
  for (const name in table) {
    for (const alpha2 of table[name].match(/../g) ?? []) found.set(alpha2, name);
  }
  return found;
}

/** The orders that there are. `a`: the lines, `c`: city, `s`: region, `z`: postal code. */
const orders =
  "azc ac acz acsz azcs acs aczs zsca as ascz az scaz asz zac sca caz asc a azsc".split(" ");
/** Which of them each country has, as a letter from `a`, in the order of `countries`. */
const orderOf =
  "bcbcaaaieedbbbdaababbbcacfaaebcbddccbbbddaehbbbbbdbejdbdmaaabbaaaadbaeeaabcaadbcacbknabababaaa" +
  "cboddaapdcgcdldacefcchhcacqflaacabbacceajraaaaacedabccaddebbaabeacaadgebaacicacfcggdgachaabeba" +
  "sdbccakccabbeadaabbfaaacbfbcbbdababbbaefhabddedeacgcddbababcab";

const regions = byCountry({
  state: "ASAUBRCCCXFMINMHMPMXMYNFNGPWSOUSVEVI",
  province: "ARCACNCRCUESIDIRITKPKRMZPAPGPHTHTRVN",
  county: "EEIELTROTW",
  department: "COHNNISVUY",
  governorate: "EGIQ",
  district: "NRSR",
  island: "BSCVKIKNKYPFSCTV",
  parish: "BBJM",
  prefecture: "JP",
  emirate: "AE",
});
const cities = byCountry({ town: "GBGGIEIMJE", suburb: "AUNZ", district: "HK" });
const postalCodes = byCountry({
  zip: "ASFMGUMHMPPRPWUSVI",
  postcode: "AUCCCXFKGBGGIMIOJENFNZPNSHTCZA",
  pin: "IN",
  cep: "BR",
  eircode: "IE",
});
/** Where every address has all of these parts; elsewhere some have no region or postal code. */
const complete =
  /AE|A[TU]|B[ER]|C[AHNZ]|D[EK]|ES|F[IR]|G[BR]|H[KU]|I[DNT]|JP|K[RY]|LU|M[XY]|N[LORZ]|P[LT]|RU|S[EGK]|T[RW]|US|ZA/;
/** What postal codes look like where they are more than digits in a row. */
const examples = byCountry({
  "01304-001": "BR",
  "SW1A 1AA": "GB",
  "K1A 0B1": "CA",
  "100-0001": "JP",
  "00-001": "PL",
  "1000-001": "PT",
  "1011 AB": "NL",
  "D02 X285": "IE",
});

const partsOf: Readonly<Record<string, readonly AddressPart[]>> = {
  a: ["line1", "line2"],
  c: ["city"],
  s: ["state"],
  z: ["postalCode"],
};

/** How a country writes its addresses; what most have in common for the empty text. */
export function addressFormat(alpha2: string): AddressFormat {
  const index = countries.findIndex((each) => each.alpha2 === alpha2);
  const order = orders[orderOf.charCodeAt(index) - 97] ?? "acsz";
  return {
    parts: [...order].flatMap((each) => partsOf[each] ?? []),
    labels: {
      line1: "address.line1",
      line2: "address.line2",
      city: `address.${cities.get(alpha2) ?? "city"}`,
      state: `address.${regions.get(alpha2) ?? "region"}`,
      postalCode: `address.${postalCodes.get(alpha2) ?? "postal"}`,
    },
    optional: complete.test(alpha2) ? ["line2"] : ["line2", "state", "postalCode"],
    postalExample: examples.get(alpha2) ?? "",
  };
}
