const hexDigits = "0123456789abcdef";
const digits = "0123456789";
const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The ids of SpherePay and the provider; the same seed gives the same ids. */
export interface SeededIds {
  /** `customer_` and 32 hex digits. */
  customerId(): string;
  /** `sbx_` and 16 letters or digits: like tokens of the provider's sandbox. */
  linkToken(): string;
  /** 32 hex digits. */
  correlationId(): string;
  /** 43 letters or digits: like the signature of a terms token. */
  termsSignature(): string;
  /** 32 hex digits, of a webhook's event. */
  eventId(): string;
  /** `document_` and 32 hex digits: only the simulator's own, SpherePay has none. */
  documentId(): string;
  /** A code of so many digits, or of capitals and digits. */
  code(length: number, of: "digits" | "characters"): string;
}

/**
 * Makes a source of ids. Each kind has its own sequence, so that one more refused call does not change
 * the id of the next customer. Not for secrets: the ids are predictable.
 */
export function createSeededIds(seed: number): SeededIds {
  const customers = createStream(seed);
  const tokens = createStream(seed ^ 0x5bd1e995);
  const correlations = createStream(seed ^ 0x27d4eb2f);
  const signatures = createStream(seed ^ 0x165667b1);
  const events = createStream(seed ^ 0x9e3779b9);
  const documents = createStream(seed ^ 0x85ebca6b);
  const codes = createStream(seed ^ 0xc2b2ae35);
  return {
    customerId: () => `customer_${draw(customers, hexDigits, 32)}`,
    linkToken: () => `sbx_${draw(tokens, alphanumeric, 16)}`,
    correlationId: () => draw(correlations, hexDigits, 32),
    termsSignature: () => draw(signatures, alphanumeric, 43),
    eventId: () => draw(events, hexDigits, 32),
    documentId: () => `document_${draw(documents, hexDigits, 32)}`,
    code: (length, of) => draw(codes, of === "digits" ? digits : capitals, length),
  };
}

function draw(random: () => number, alphabet: string, length: number): string {
  let word = "";
  while (word.length < length) {
    word += alphabet.charAt(Math.floor(random() * alphabet.length));
  }
  return word;
}

/** Mulberry32: small, fast and equal in every engine. Gives numbers from 0 to below 1. */
function createStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
