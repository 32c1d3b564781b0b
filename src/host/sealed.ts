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

/** Makes a seal (AES-256-GCM) whose key is derived from a secret. */
export function createSeal(secret: Uint8Array): Seal {
  const key = keyOf(secret);
  const encoder = new TextEncoder();
  const ways = (place: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: "AES-GCM",
    iv,
    additionalData: encoder.encode(place),
  });
  return {
    async close(place, text) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const sealed = await crypto.subtle.encrypt(ways(place, iv), await key, encoder.encode(text));
      const whole = new Uint8Array(ivBytes + sealed.byteLength);
      whole.set(iv);
      whole.set(new Uint8Array(sealed), ivBytes);
      return base64url(whole);
    },
    async open(place, sealed) {
      try {
        const whole = bytesOf(sealed);
        const algorithm = ways(place, whole.slice(0, ivBytes));
        const text = await crypto.subtle.decrypt(algorithm, await key, whole.slice(ivBytes));
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
  };
}
