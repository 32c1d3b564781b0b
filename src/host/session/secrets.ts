import { bytesOf } from "../bytes.js";
import { refuse } from "../options.js";

/** The keys of session tokens, the current one first. */
export type SigningKeys = readonly [Uint8Array, ...Uint8Array[]];

const minSecretBytes = 32;
const secretForm = `${minSecretBytes} bytes or more (text or Uint8Array), or [current, previous]`;
const webhookSecretText = /^[!-~]{16,1024}$/;

function keyOf(secret: unknown): Uint8Array {
  const bytes = bytesOf(secret);
  return bytes && bytes.byteLength >= minSecretBytes ? bytes : refuse("secret", secretForm, secret);
}

/**
 * Reads the option `secret`.
 * @throws {TypeError} saying what was expected.
 */
export function signingKeysOf(given: unknown): SigningKeys {
  if (!Array.isArray(given)) return [keyOf(given)];
  return given.length === 2
    ? [keyOf(given[0]), keyOf(given[1])]
    : refuse("secret", secretForm, given);
}

/**
 * Reads the option `webhookSecret`; none where it is left out.
 * @throws {TypeError} saying what was expected.
 */
export function webhookSecretsOf(given: unknown): readonly string[] {
  if (given === undefined) return [];
  const listed: readonly unknown[] = Array.isArray(given) && given.length === 2 ? given : [given];
  const secrets = listed.filter(
    (each): each is string => typeof each === "string" && webhookSecretText.test(each),
  );
  return secrets.length === listed.length
    ? secrets
    : refuse(
        "webhookSecret",
        "SpherePay's webhook secret: 16 or more visible ASCII characters, or [current, previous]",
        given,
      );
}
