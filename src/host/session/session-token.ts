/**
 * Owns: session tokens: what they claim, how they are signed, which ones are refused.
 * Does not own: which customer gets one (the host's `resolveCustomer`), or how it travels.
 * Why: the token alone says which customer a request is about, so a doubtful one is refused.
 *
 * Follows RFC 8725 (JSON Web Token best current practices).
 */
import { base64url, CompactSign, jwtVerify } from "jose";
import type { OnboardingFlow } from "../../core/customer.js";
import { bytesOf } from "../bytes.js";
import { isCustomerId } from "../spherepay/types.js";

/** What a valid session says. */
export interface SessionClaims {
  readonly customerId: string;
  readonly flow: OnboardingFlow;
  /** Names the session; the token itself has to stay out of logs. */
  readonly jti: string;
  /** When the session ends, milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** A new token, and when it ends (ISO 8601 UTC). */
export interface MintedSession {
  readonly token: string;
  readonly expiresAt: string;
}

/** Mints and verifies session tokens. */
export interface SessionTokens {
  mint(customerId: string, flow: OnboardingFlow): Promise<MintedSession>;
  /** Returns the claims, or `undefined` for anything but a live token of this handler. Never throws. */
  verify(token: string): Promise<SessionClaims | undefined>;
}

/** What {@link createSessionTokens} needs. */
export interface SessionTokenSettings {
  /** The current key first, then at most one that is being retired. 32 bytes or more each. */
  readonly keys: readonly [Uint8Array, ...Uint8Array[]];
  readonly lifetimeSeconds: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** No session lives longer, seconds. */
export const maxSessionSeconds = 600;

const algorithm = "HS256";
const typ = "kyc-session+jwt";
const issuer = "sphere-kyc-onboarding";
const audience = "sphere-kyc-onboarding-host";
const headerNames = "alg,typ";

// jose decodes base64url leniently: white space and stray bits give one token many spellings.
function isCanonical(part: string): boolean {
  try {
    return base64url.encode(base64url.decode(part)) === part;
  } catch {
    return false;
  }
}

function importKey(bytes: Uint8Array): Promise<CryptoKey> {
  const algorithmOfKey = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", new Uint8Array(bytes), algorithmOfKey, false, [
    "sign",
    "verify",
  ]);
}

/** The bytes to sign. `SignJWT` refuses those that jsdom's `TextEncoder` of another realm returns. */
const payloadOf = (claims: object): Uint8Array =>
  bytesOf(JSON.stringify(claims)) ?? new Uint8Array();

/** Makes session tokens and verifies them. */
export function createSessionTokens(settings: SessionTokenSettings): SessionTokens {
  const { lifetimeSeconds, now } = settings;
  const [current, ...retired] = settings.keys;
  const signingKey = importKey(current);
  const keys = [signingKey, ...retired.map(importKey)];

  async function claimsBy(key: CryptoKey, token: string): Promise<SessionClaims | undefined> {
    const { payload, protectedHeader } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      typ,
      issuer,
      audience,
      requiredClaims: ["sub", "iat", "exp", "jti"],
      currentDate: new Date(now()),
    });
    const { sub, iat = 0, exp = Number.POSITIVE_INFINITY, jti } = payload;
    if (Object.keys(protectedHeader).sort().join() !== headerNames) return undefined;
    if (!isCustomerId(sub) || !jti || !(exp - iat <= maxSessionSeconds)) return undefined;
    const flow = payload["flow"] === "hosted" ? "hosted" : "api";
    return { customerId: sub, flow, jti, expiresAtMs: exp * 1000 };
  }

  return {
    async mint(customerId, flow) {
      const issuedAt = Math.floor(now() / 1000);
      const expiresAt = issuedAt + lifetimeSeconds;
      const claims = {
        ...(flow === "hosted" && { flow }),
        ...{ iss: issuer, aud: audience, sub: customerId },
        ...{ iat: issuedAt, exp: expiresAt, jti: crypto.randomUUID() },
      };
      const token = await new CompactSign(payloadOf(claims))
        .setProtectedHeader({ alg: algorithm, typ })
        .sign(await signingKey);
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },

    async verify(token) {
      const parts = token.split(".");
      if (parts.length !== 3 || !parts.every(isCanonical)) return undefined;
      for (const key of keys) {
        try {
          return await claimsBy(await key, token);
        } catch {
          // Signed with another key, expired or malformed: the next key is tried.
        }
      }
      return undefined;
    },
  };
}
