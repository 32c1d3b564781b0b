/**
 * Owns: which document it is: its kind, the country that issued it, its slots, and what the host has noted
 * of it.
 * Does not own: the files (`document-step.ts`).
 */
import type { DocumentAction, DocumentType } from "../../../core/action.js";
import type { CustomerScreen } from "../../../core/screen.js";
import type { Slot } from "./chosen-file.js";

/** What a government issues: SpherePay wants to know which one. */
const issued = /^(passport|id_card|drivers|residence_permit)/;

export class DocumentChoice {
  type = "";
  /** Alpha-3. */
  country = "";
  /** What was not chosen when it was needed. */
  missing: "type" | "country" | undefined;
  action: DocumentAction = { kind: "document", types: [] };
  #firstCountry = "";
  #screen: CustomerScreen | undefined;
  readonly #requirement: string;

  constructor(requirement: string) {
    this.#requirement = requirement;
  }

  /** Takes over what the host offers; the only kind, or the one that it has a file of, is chosen. */
  follow(screen: CustomerScreen): void {
    const offered = screen.step?.offered;
    this.#screen = screen;
    if (offered?.kind === "document") this.action = offered;
    if (this.document) return;
    const { types } = this.action;
    const last = this.#notes.at(-1);
    const noted = types.find(({ type }) => type === last?.type);
    const only = types.length === 1 ? types[0] : undefined;
    this.set((noted ?? only)?.type ?? "", (noted && last?.country) ?? "");
  }

  get #notes() {
    return this.#screen?.customer.uploads?.[this.#requirement] ?? [];
  }

  get document(): DocumentType | undefined {
    return this.action.types.find(({ type }) => type === this.type);
  }

  get needsCountry(): boolean {
    return issued.test(this.type) || !!this.document?.countries;
  }

  get slots(): readonly Slot[] {
    return this.document ? (this.document.sides ?? ["file"]) : [];
  }

  set(type: string, country: string): void {
    this.type = type;
    const countries = this.document?.countries;
    const [only] = countries?.length === 1 ? countries : [];
    this.country = only ?? (countries && !countries.includes(country) ? "" : country);
    this.#firstCountry ||= this.country;
  }

  /** Whether it is known which document it is; else the field that is missing says so. */
  isKnown(): boolean {
    const isCountryMissing = this.needsCountry && !this.country;
    this.missing = !this.document ? "type" : isCountryMissing ? "country" : undefined;
    return !this.missing;
  }

  /** A slot of this document alone. */
  keyOf(slot: string): string {
    return [this.type, this.country, slot].join();
  }

  /** When the host noted a file of the slot, ISO 8601. A host may note no country. */
  noted(slot: Slot): string | undefined {
    const ofSlot = this.#notes.filter(
      ({ type, side = "file", country = this.country }) =>
        type === this.type && side === slot && country === this.country,
    );
    return ofSlot.at(-1)?.receivedAt;
  }

  /** The same, unless the customer has since said that another country issued it. */
  notedHere(slot: Slot): string | undefined {
    return this.country === this.#firstCountry ? this.noted(slot) : undefined;
  }
}
