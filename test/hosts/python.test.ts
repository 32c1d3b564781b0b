import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { readSession } from "sphere-kyc-onboarding/contract";
import { readSource } from "../package/source-files.js";
import { assertPassing, assertStrangersRefused, examineHost, walkJourney } from "./journey.js";
import { assertInstalled, withStartedHost } from "./started-host.js";

const file = "demo/hosts/python/backend.py";
const command = ["python3", file] as const;

describe("the backend in Python", () => {
  before(() => assertInstalled("python3"));

  it("takes a customer from sign-in to approved", async () => {
    await withStartedHost([...command], async (host) => {
      await walkJourney(host);
      await assertStrangersRefused(host);
    });
  });

  it("sends the customer to a simulator's pages when configured to", async () => {
    await withStartedHost([...command], walkJourney, "http://127.0.0.1:4180");
  });

  it("finds requirements on the profile itself", async () => {
    await withStartedHost([...command], async (host) => {
      const required = ["identity_document"];
      const profile = { name: "kyc_profile_b", status: "incomplete", required };
      const { id } = host.simulator.customer(host.customerId) ?? {};
      host.simulator.replace(host.customerId, { id, verificationProfiles: [profile] });
      const headers = { Cookie: host.cookie };
      const answer = await fetch(`${host.endpoint}/session`, { method: "POST", headers });
      const { customer } = readSession(await answer.json());
      assert.deepEqual(customer?.verificationProfiles[0]?.criteria?.required, required);
    });
  });

  it("passes the doctor", async () => {
    await withStartedHost([...command], async (host) => assertPassing(await examineHost(host)));
  });

  it("keeps SpherePay's refusals, redirects and nonsense to itself", async () => {
    await withStartedHost([...command], async (host) => {
      host.simulator.replace(host.customerId, { email: "canary@example.com" });
      const headers = { Cookie: host.cookie };
      const answer = await fetch(`${host.endpoint}/session`, { method: "POST", headers });
      assert.equal(answer.status, 502);
      assert.deepEqual(await answer.json(), { status: 502, code: "upstream_failed" });
    });
  });

  it("is one file of at most 150 lines that needs the standard library alone", () => {
    const { text } = readSource(file);
    assert.ok(text.trimEnd().split("\n").length <= 150);
    const imported = [...text.matchAll(/^(?:import|from) (.+?)(?: import .*)?$/gm)]
      .flatMap(([, names = ""]) => names.split(", "))
      .map((name) => name.split(".")[0]);
    const standard = ["base64", "datetime", "hmac", "http", "json", "os", "re", "threading"];
    assert.deepEqual(
      imported.filter((name = "") => ![...standard, "time", "urllib"].includes(name)),
      [],
    );
  });

  it("starts with the command that its README gives", () => {
    assert.ok(readSource("demo/hosts/python/README.md").text.includes(command.join(" ")));
  });
});

describe("these checks notice", () => {
  it("a program that is not installed", () => {
    assert.throws(() => assertInstalled("python3-of-nowhere"), /is not installed/);
  });

  it("a host that does not start, with its own message", async () => {
    const broken = ["python3", "-c", "raise SystemExit('no key')"] as const;
    await assert.rejects(
      withStartedHost([...broken], async () => {}),
      /ended without a word: no key/,
    );
  });
});
