import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { base64url, jwtVerify, SignJWT, UnsecuredJWT } from "jose";
import { createSessionTokens } from "../../../src/host/session/session-token.js";
import { createHandClock } from "../../../src/simulator/index.js";

const key = new TextEncoder().encode("the-current-key-of-32-bytes-....");
const oldKey = new TextEncoder().encode("the-retired-key-of-32-bytes-....");
const customerId = "customer_0123456789abcdef0123456789abcdef";
const clock = createHandClock();
const nowSeconds = clock.now() / 1000;
const tokens = createSessionTokens({ keys: [key], lifetimeSeconds: 600, now: clock.now });

const goodClaims = {
  iss: "sphere-kyc-onboarding",
  aud: "sphere-kyc-onboarding-host",
  sub: customerId,
  iat: nowSeconds,
  exp: nowSeconds + 600,
  jti: "a-session",
};
const goodHeader = { alg: "HS256", typ: "kyc-session+jwt" };

const sign = (claims: object, header: object = {}, signedWith = key) =>
  new SignJWT({ ...goodClaims, ...claims })
    .setProtectedHeader({ ...goodHeader, ...header })
    .sign(signedWith);

describe("a session token", () => {
  it("a token names the customer, the flow and the session", async () => {
    const { token, expiresAt } = await tokens.mint(customerId, "hosted");

    const claims = await tokens.verify(token);

    assert.deepEqual([claims?.customerId, claims?.flow], [customerId, "hosted"]);
    assert.match(claims?.jti ?? "", /^[0-9a-f-]{36}$/);
    assert.equal(expiresAt, new Date(clock.now() + 600_000).toISOString());
  });

  it("every token is a new session", async () => {
    const minted = [await tokens.mint(customerId, "api"), await tokens.mint(customerId, "api")];

    const sessions = await Promise.all(minted.map(({ token }) => tokens.verify(token)));

    assert.equal(new Set(sessions.map((claims) => claims?.jti)).size, 2);
  });

  it("a token is valid until its last second and no longer", async () => {
    const ownClock = createHandClock();
    const own = createSessionTokens({ keys: [key], lifetimeSeconds: 600, now: ownClock.now });
    const { token } = await own.mint(customerId, "api");

    ownClock.advance(599_999);
    const live = await own.verify(token);
    ownClock.advance(1);
    const dead = await own.verify(token);

    assert.equal(live?.customerId, customerId);
    assert.equal(dead, undefined);
  });

  it("a token of the old key is valid while both keys are configured, and new tokens use the new key", async () => {
    const before = createSessionTokens({ keys: [oldKey], lifetimeSeconds: 600, now: clock.now });
    const during = createSessionTokens({
      keys: [key, oldKey],
      lifetimeSeconds: 600,
      now: clock.now,
    });
    const { token: oldToken } = await before.mint(customerId, "api");
    const { token: newToken } = await during.mint(customerId, "api");

    assert.equal((await during.verify(oldToken))?.customerId, customerId);
    assert.equal((await tokens.verify(newToken))?.customerId, customerId);
    assert.equal(await tokens.verify(oldToken), undefined);
  });

  it("control: a token signed by hand with correct claims is accepted", async () => {
    assert.equal((await tokens.verify(await sign({})))?.customerId, customerId);
  });

  const refused: readonly [what: string, token: () => string | Promise<string>][] = [
    ["another key", () => sign({}, {}, oldKey)],
    ["another issuer", () => sign({ iss: "someone-else" })],
    ["another audience", () => sign({ aud: "someone-else" })],
    ["another type", () => sign({}, { typ: "JWT" })],
    ["no type", () => sign({}, { typ: undefined })],
    ["a stronger algorithm", () => sign({}, { alg: "HS512" }, new Uint8Array(64).fill(1))],
    ["the algorithm none", () => new UnsecuredJWT(goodClaims).encode()],
    ["a key in the header", () => sign({}, { jwk: { kty: "oct", k: "AA" } })],
    ["a key address in the header", () => sign({}, { jku: "https://evil.example/keys" })],
    ["a certificate address in the header", () => sign({}, { x5u: "https://evil.example/" })],
    ["a key name in the header", () => sign({}, { kid: "../../dev/null" })],
    ["a critical extension", () => sign({}, { b64: true, crit: ["b64"] })],
    ["no expiry", () => sign({ exp: undefined })],
    ["no issue time", () => sign({ iat: undefined })],
    ["no session name", () => sign({ jti: undefined })],
    ["no customer", () => sign({ sub: undefined })],
    ["a customer of another form", () => sign({ sub: "customer_../kyc-link" })],
    ["an expiry in the past", () => sign({ iat: nowSeconds - 600, exp: nowSeconds })],
    ["more than ten minutes", () => sign({ exp: nowSeconds + 601 })],
    ["a later beginning", () => sign({ nbf: nowSeconds + 60 })],
    ["an expiry that is text", () => sign({ exp: `${nowSeconds + 600}` })],
    ["nothing", () => ""],
    ["two parts", () => "a.b"],
    ["four parts", async () => `${await sign({})}.`],
    ["five parts", () => "a.b.c.d.e"],
  ];
  for (const [what, token] of refused) {
    it(`a token with ${what} is refused`, async () => {
      assert.equal(await tokens.verify(await token()), undefined);
    });
  }

  /** The last character of a base64url part with other unused bits: the same bytes, another text. */
  function otherSpelling(part: string): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const last = alphabet.indexOf(part.at(-1) ?? "");
    return `${part.slice(0, -1)}${alphabet[last ^ 1]}`;
  }

  it("a token has one spelling; control: bare jwtVerify accepts several", async () => {
    const token = await sign({});
    const [header = "", payload = "", signature = ""] = token.split(".");
    const variants = [
      `${header}.${payload}.${signature.slice(0, 9)} ${signature.slice(9)}`,
      `${header}.${payload}.${signature}\n`,
      `${header}.${payload}.\t${signature}`,
      `${header}.${payload}.${otherSpelling(signature)}`,
      `${header}.${payload}.${signature}=`,
    ];
    const currentDate = new Date(clock.now());

    const ours = await Promise.all(variants.map((variant) => tokens.verify(variant)));
    const bare = await Promise.all(
      variants.map((variant) => jwtVerify(variant, key, { currentDate }).catch(() => undefined)),
    );

    assert.deepEqual(
      ours.filter((claims) => claims !== undefined),
      [],
    );
    assert.ok(bare.filter((result) => result !== undefined).length >= 3);
  });

  it("a token with one changed character is refused", async () => {
    const token = await sign({});
    const variants = Array.from(token, (character, index) => {
      const other = character === "A" ? "B" : "A";
      return [
        `${token.slice(0, index)}${other}${token.slice(index + 1)}`,
        `${token.slice(0, index)}${token.slice(index + 1)}`,
        `${token.slice(0, index)}${character}${token.slice(index)}`,
      ];
    }).flat();

    const accepted = [];
    for (const variant of variants) {
      if (variant !== token && (await tokens.verify(variant))) accepted.push(variant);
    }

    assert.ok(variants.length > 900);
    assert.deepEqual(accepted, []);
  });

  it("the payload of a token has only the listed claims", async () => {
    const { token } = await tokens.mint(customerId, "hosted");

    const payload: unknown = JSON.parse(
      new TextDecoder().decode(base64url.decode(token.split(".")[1] ?? "")),
    );

    assert.deepEqual(Object.keys(Object(payload)).sort(), [
      "aud",
      "exp",
      "flow",
      "iat",
      "iss",
      "jti",
      "sub",
    ]);
  });
});
