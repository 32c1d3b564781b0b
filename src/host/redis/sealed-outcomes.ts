/**
 * Owns: outcomes as they stand in Redis: encrypted, each for its own place.
 * Does not own: where they stand and for how long.
 * Why: a provider link is a bearer credential, and a backup of Redis must not hold any. A text that
 * was sealed for one customer must not open at the place of another.
 *
 * Follows RFC 7516 (JSON Web Encryption): `dir` with `A256GCM`, by `jose`.
 */
import { EncryptJWT, type JWTPayload, jwtDecrypt } from "jose";
import { type ProblemCode, problems } from "../../core/problem.js";
import { Failure, type FailureReason } from "../http/failure.js";
import { accepted, type Outcome } from "../store/store.js";

/** What came of a request, as another process learns of it. */
export type Ended = { readonly outcome: Outcome } | { readonly error: Error };

/** Writes and reads what came of a request, sealed for its place. */
export interface SealedOutcomes {
  close(place: string, ended: Ended): Promise<string>;
  /**
   * `undefined` when it cannot be read here: sealed for another place, with another secret, by another
   * version of this package, or not at all.
   */
  open(place: string, sealed: string): Promise<Ended | undefined>;
}

const purpose = "sphere-kyc-onboarding: what is shared between processes";
const keyManagement = "dir";
const encryption = "A256GCM";

async function keyOf(secret: Uint8Array): Promise<CryptoKey> {
  const info = new TextEncoder().encode(purpose);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const algorithm = { name: "AES-GCM", length: 256 };
  const bytes = new Uint8Array(secret);
  const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(derivation, material, algorithm, false, ["encrypt", "decrypt"]);
}

/** How much longer an outcome is valid, milliseconds: a link expires, an acceptance does not. */
export function validForMs(outcome: Outcome, nowMs: number): number {
  const expiresAt = "url" in outcome ? outcome.expiresAt : undefined;
  return expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - nowMs;
}

const textOf = (value: unknown): value is string => typeof value === "string";
const isCode = (code: unknown): code is ProblemCode =>
  textOf(code) && Object.hasOwn(problems, code);
// Only this package can seal, and it writes only the reason of a Failure.
const isReason = (reason: unknown): reason is FailureReason => textOf(reason);

function claimsOf(ended: Ended): JWTPayload {
  if ("outcome" in ended) return { outcome: ended.outcome };
  const { error } = ended;
  // The text of an unexpected error stays in its process.
  if (!(error instanceof Failure)) return { failure: {} };
  const { code, reason, upstreamStatus, requirements, retryAfterMs } = error;
  return { failure: { code, reason, upstreamStatus, requirements, retryAfterMs } };
}

function endedOf(claims: JWTPayload): Ended | undefined {
  const { outcome, failure } = claims;
  if (outcome !== undefined) {
    const { url, expiresAt } = Object(outcome);
    if (Object(outcome).accepted === true) return { outcome: accepted };
    if (!textOf(url)) return undefined;
    return { outcome: { url, ...(textOf(expiresAt) && { expiresAt }) } };
  }
  const { code, reason, upstreamStatus, requirements, retryAfterMs } = Object(failure);
  if (!isCode(code) || !isReason(reason)) return { error: new Error("It failed elsewhere.") };
  const facts = {
    ...(typeof upstreamStatus === "number" && { upstreamStatus }),
    ...(Array.isArray(requirements) && { requirements: requirements.filter(textOf) }),
    ...(typeof retryAfterMs === "number" && { retryAfterMs }),
  };
  return { error: new Failure(code, reason, facts) };
}

/**
 * Makes the writer and reader of outcomes. The place is the audience of the encrypted token.
 * @param secrets The first one seals, all of them open.
 */
export function createSealedOutcomes(secrets: readonly Uint8Array[]): SealedOutcomes {
  const keys = secrets.map(keyOf);
  const [sealing] = keys;
  if (!sealing) throw new TypeError("createSealedOutcomes: at least one secret is needed.");
  return {
    async close(place, ended) {
      return new EncryptJWT(claimsOf(ended))
        .setProtectedHeader({ alg: keyManagement, enc: encryption })
        .setAudience(place)
        .encrypt(await sealing);
    },

    async open(place, sealed) {
      for (const key of keys) {
        try {
          const { payload } = await jwtDecrypt(sealed, await key, {
            keyManagementAlgorithms: [keyManagement],
            contentEncryptionAlgorithms: [encryption],
            audience: place,
          });
          return endedOf(payload);
        } catch {
          // Sealed with another key or not at all: the next key is tried.
        }
      }
      return undefined;
    },
  };
}
