/**
 * Keeps a text unreadable, and unmovable, for whoever can look into a store: a provider link is a
 * bearer credential, and a backup of Redis must not hold any.
 */
export interface Seal {
  /** Encrypts a text for one place. */
  close(place: string, text: string): Promise<string>;
  /** The text, or `undefined` when it was sealed for another place, with another secret or not at all. */
  open(place: string, sealed: string): Promise<string | undefined>;
}

const ivBytes = 12;
const purpose = "sphere-kyc-onboarding: what is shared between processes";
const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

async function keyOf(secret: Uint8Array): Promise<CryptoKey> {
  const encoder = new TextEncoder();
  const material = await crypto.subtle.importKey("raw", new Uint8Array(secret), "HKDF", false, [
    "deriveKey",
  ]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode(purpose) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/**
 * Makes a seal (AES-256-GCM) whose keys are derived from secrets.
 * @param secrets The first seals, all of them open.
 */
export function createSeal(secrets: readonly Uint8Array[]): Seal {
  const keys = secrets.map(keyOf);
  const [sealing] = keys;
  if (!sealing) throw new TypeError("createSeal: one secret is needed at least.");
  const encoder = new TextEncoder();
  const ways = (place: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: "AES-GCM",
    iv,
    additionalData: encoder.encode(place),
  });
  return {
    async close(place, text) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(
        ways(place, iv),
        await sealing,
        encoder.encode(text),
      );
      const whole = new Uint8Array(ivBytes + sealed.byteLength);
      whole.set(iv);
      whole.set(new Uint8Array(sealed), ivBytes);
      return base64url(whole);
    },
    async open(place, sealed) {
      for (const key of keys) {
        try {
          const whole = bytesOf(sealed);
          const algorithm = ways(place, whole.slice(0, ivBytes));
          const text = await crypto.subtle.decrypt(algorithm, await key, whole.slice(ivBytes));
          return new TextDecoder().decode(text);
        } catch {
          // Sealed with another key or not at all: the next key decides, or nobody.
        }
      }
      return undefined;
    },
  };
}
