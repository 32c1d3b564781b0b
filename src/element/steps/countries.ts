/** The countries and territories of ISO 3166-1, and Kosovo: their codes, and their names in a language. */

/** A country by its codes: browsers know the first, SpherePay the second. */
export interface Country {
  readonly alpha2: string;
  readonly alpha3: string;
}

/** Each alpha-3, and after it, in small letters, what of its alpha-2 is not in its first two. */
const packed =
  "ABWwAFGAGOoAIAALAxALBANDdAREeARGARMmASMATAqATFtfATGgAUSAUTtAZEBDIiBELBENjBESqBFABGDdBGRBHRBHSs" +
  "BIHaBLMBLRyBLZzBMUBOLBRABRBbBRNnBTNBVTBWACAFfCANCCKCHECHLlCHNnCIVCMRCODdCOGgCOKkCOLCOMkmCPVvCRI" +
  "CUBCUWwCXRCYMkyCYPCZEDEUDJIDMADNKkDOMDZAECUEGYERIESHhESPESTeETHFINFJIFLKkFRAFROoFSMmGABGBRGEOGGY" +
  "GHAGIBGINnGLPpGMBGNBwGNQqGRCGRDdGRLlGTMGUFfGUMGUYyHKGHMDHNDHRVHTIHUNIDNIMNINDIOTIRLeIRNIRQqISL" +
  "ISRlITAJAMmJEYJORJPNKAZzKENKGZKHMKIRKNAKORrKWTLAOLBNLBRrLBYyLCALIELKALSOLTULUXLVAMACoMAFfMARMCO" +
  "MDAMDGgMDVvMEXxMHLMKDMLIMLTtMMRMNEeMNGMNPpMOZzMRTMSRMTQqMUSMWIMYSMYTytNAMNCLNERNFKNGANICNIUuNLD" +
  "NORNPLNRUNZLOMNPAKkPANPCNnPERPHLPLWwPNGgPOLlPRIPRKkpPRTtPRYyPSEPYFfQATREUROURUSRWASAUSDNSENnSGP" +
  "SGSgsSHNSJMSLBbSLESLVvSMRSOMSPMpmSRBrsSSDSTPSURrSVKkSVNiSWEeSWZzSXMSYCcSYRTCATCDdTGOTHATJKTKLTKMm" +
  "TLSTONTTOTUNnTURrTUVvTWNTZAUGAUKRaUMIURYyUSAUZBVATVCTVENVGBVIRVNMVUTWLFfWSMXKXYEMZAFZMBZWE";

/** Every country. */
export const countries: readonly Country[] = [...packed.matchAll(/([A-Z]{3})([a-z]*)/g)].map(
  ([, alpha3 = "", rest = ""]) => ({
    alpha2: alpha3.slice(0, 2 - rest.length) + rest.toUpperCase(),
    alpha3,
  }),
);

/** A country with its name in a language. */
export interface NamedCountry extends Country {
  readonly name: string;
}

const named = new Map<string, readonly NamedCountry[]>();

/**
 * Every country with its name in a language, sorted as that language sorts.
 * @param intlTag A tag for `Intl`.
 */
export function countryNames(intlTag: string): readonly NamedCountry[] {
  const known = named.get(intlTag);
  if (known) return known;
  const names = new Intl.DisplayNames(intlTag, { type: "region" });
  const { compare } = new Intl.Collator(intlTag);
  const sorted = countries
    .map((country) => ({ ...country, name: names.of(country.alpha2) ?? country.alpha3 }))
    .sort((a, b) => compare(a.name, b.name));
  named.set(intlTag, sorted);
  return sorted;
}
