/**
 * Owns: how addresses are written in each country: the order of the parts, what they are called, which
 * of them every address has.
 * Does not own: the words (`locales/steps`), what the host requires.
 * Why: a form that asks for a part that a country lacks gets "N/A" for an answer.
 *
 * The orders are those of Google's libaddressinput, as the npm package localized-address-format has them.
 */
import type { StepMessageKey } from "../../../locales/steps/messages.js";

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

type Table = ReadonlyMap<string, string>;

/** Reads `value:COUNTRIES`, of two letters each, separated by blanks, by country. */
const byCountry = (text: string): Table =>
  new Map(
    text.split(" ").flatMap((entry) => {
      const [value = "", countries = ""] = entry.split(":");
      return (countries.match(/../g) ?? []).map((alpha2) => [alpha2, value] as const);
    }),
  );

/** `a`: the lines, `c`: city, `s`: region, `z`: postal code. A country that is not here has lines and a city. */
const orders = byCountry(
  "acz:ACAFAIBDBHBMBNBTFKGBGGGSGUILIMIOJEJOKEKHLBLKLSMMMTMVNANPNZPKPNPRSASDSHSZTATCVCVGZA " +
    "azc:ADALATAXAZBABEBGBLCHCYCZDEDKDODZECEHETFIFOFRGEGFGLGPGRGTGWHRHTISKGKWLALILRLUMAMCMDMEMFMGMKMQ" +
    "MUNCNENLNOOMPLPMPTPYRERSSESISJSKSMSNTJTMTNTZVAWFXKYTZM " +
    "azcs:AMARBYCLCVEEESITLTMXMYMZNIPFSVTRUYUZ " +
    "acsz:ASAUBBBRCACCCOCUCXEGFMHMHNIDIEIQMHMNMPNFPWRUSOTHUAUMUSVIVN " +
    "acs:BSJMKNPASCSRTV zsca:CNJPKPKZTW ascz:CRLV az:GISG as:AENR zac:GN sca:HK caz:HU " +
    "aczs:INNGPEPGPHVE scaz:IRKR asc:KI asz:KY a:MO azsc:RO",
);

const regions = byCountry(
  "state:ASAUBRCCCXFMHMINMHMPMXMYNFNGPWSOUMUSVEVI " +
    "province:ARCACNCRCUESIDIRITKPKRMZPAPGPHTHTRVN " +
    "county:EEIELTROTW department:COHNNISVUY governorate:EGIQ district:NRSR " +
    "island:BSCVKIKNKYPFSCTV parish:BBJM prefecture:JP emirate:AE",
);
const cities = byCountry("town:GBGGIEIMJE suburb:AUNZ district:HK");
const postalCodes = byCountry(
  "zip:ASFMGUMHMPPRPWUMUSVI postcode:AUCCCXFKGBGGGSIMIOJENFNZPNSHTCZA pin:IN cep:BR eircode:IE",
);
/** Where every address has all of these parts; elsewhere some have no region or postal code. */
const complete = byCountry(
  "1:AEATAUBEBRCACHCNCZDEDKESFIFRGBGRHKHUIDINITJPKRKYLUMXMYNLNONRNZPLPTRUSESGSKTRTWUSZA",
);
/** What postal codes look like where they are more than digits in a row. */
const examples = byCountry(
  "01304-001:BR SW1A_1AA:GB K1A_0B1:CA 100-0001:JP 00-001:PL 1000-001:PT 1011_AB:NL D02_X285:IE",
);

const partsOf: Readonly<Record<string, readonly AddressPart[]>> = {
  a: ["line1", "line2"],
  c: ["city"],
  s: ["state"],
  z: ["postalCode"],
};

/** How a country writes its addresses; what most have in common for the empty text. */
export function addressFormat(alpha2: string): AddressFormat {
  const order = alpha2 ? (orders.get(alpha2) ?? "ac") : "acsz";
  return {
    parts: [...order].flatMap((each) => partsOf[each] ?? []),
    labels: {
      line1: "address.line1",
      line2: "address.line2",
      city: `address.${cities.get(alpha2) ?? "city"}` as "address.city",
      state: `address.${regions.get(alpha2) ?? "region"}` as "address.region",
      postalCode: `address.${postalCodes.get(alpha2) ?? "postal"}` as "address.postal",
    },
    optional: complete.has(alpha2) ? ["line2"] : ["line2", "state", "postalCode"],
    postalExample: (examples.get(alpha2) ?? "").replace("_", " "),
  };
}
