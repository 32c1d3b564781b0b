import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  allowsConnecting,
  readPolicies,
} from "../../../src/cli/doctor/checks/content-security-policy.js";

const kyc = "https://app.example/kyc";

function allows(header: string, endpoint = kyc, page = "https://page.example/account"): boolean {
  return readPolicies(header).every((policy) =>
    allowsConnecting(policy, new URL(endpoint), new URL(page)),
  );
}

describe("a content security policy lets the element connect", () => {
  const rows: readonly (readonly [header: string, endpoint?: string, page?: string])[] = [
    ["script-src 'self'"],
    ["connect-src *"],
    ["connect-src https:"],
    ["connect-src http:"],
    ["connect-src https://app.example"],
    ["connect-src HTTPS://APP.EXAMPLE:443"],
    ["connect-src http://app.example"],
    ["connect-src app.example:*"],
    ["connect-src https://*.example"],
    ["connect-src https://*"],
    ["connect-src https://app.example/"],
    ["connect-src https://app.example/kyc/"],
    ["default-src 'none'; connect-src 'self'", kyc, "https://app.example/account"],
    ["connect-src 'self'", kyc, "http://app.example/account"],
    ["connect-src app.example", kyc, "http://page.example/"],
    ["connect-src http://127.0.0.1:4181", "http://127.0.0.1:4181/kyc"],
    ["connect-src http://[::1]:4181", "http://[::1]:4181/kyc"],
    ["connect-src https://app.example; connect-src 'none'"],
  ];
  for (const [header, endpoint, page] of rows) {
    it(header, () => assert.ok(allows(header, endpoint, page)));
  }
});

describe("a content security policy keeps the element from connecting", () => {
  const rows: readonly (readonly [header: string, endpoint?: string, page?: string])[] = [
    ["default-src 'none'"],
    ["connect-src 'none'"],
    ["connect-src"],
    ["connect-src 'self'"],
    ["connect-src 'nonce-YQ'"],
    ["connect-src wss:"],
    ["connect-src https://app.example:8443"],
    ["connect-src https://app.example.evil"],
    ["connect-src https://*.app.example"],
    ["connect-src https://app.example/kyc"],
    ["connect-src https://app.example/ky/"],
    ["connect-src https://app.example", "http://app.example/kyc"],
    ["connect-src app.example", "http://app.example/kyc"],
    ["connect-src *, connect-src 'none'"],
    ["connect-src 'none'; connect-src *"],
  ];
  for (const [header, endpoint, page] of rows) {
    it(header, () => assert.ok(!allows(header, endpoint, page)));
  }
});
