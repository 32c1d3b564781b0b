import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { readSession } from "sphere-kyc-onboarding/contract";
import { readSource } from "../package/source-files.js";
import { serveCuttingProxy } from "./cutting-proxy.js";
import {
  assertPassing,
  assertStrangersRefused,
  examineHost,
  examineSteps,
  walkJourney,
} from "./journey.js";
import { assertInstalled, withStartedHost } from "./started-host.js";
import { aStepVisitor, assertRefused, stepNames, walkSteps } from "./walk-steps.js";

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

  it("takes a customer through every step, up to ready to submit", async () => {
    await withStartedHost([...command], walkSteps);
  });

  it("limits codes: 60 seconds apart, five tries", async () => {
    await withStartedHost([...command], async (host) => {
      const { sendCode, checkCode } = await aStepVisitor(host);
      const name = "phone_verification";
      const both = await Promise.all([sendCode(name), sendCode(name)]);
      const again = both.find(({ status }) => status !== 201);
      assert.ok(again);
      assertRefused(again, 429, "rate_limited");
      const wait = Number(again.headers.get("Retry-After"));
      assert.ok(wait > 50 && wait <= 60);
      assert.equal(host.simulator.codes.length, 1);
      for (let tried = 0; tried < 5; tried += 1) {
        assertRefused(await checkCode(name, "wrong"), 422, "code_refused");
      }
      assertRefused(await checkCode(name, host.simulator.codes[0]?.code), 429, "rate_limited");
      assertRefused(await checkCode(name, 123_456), 400, "bad_request");
    });
  });

  it("says that a code has expired when its end has passed", async () => {
    await withStartedHost([...command], async (host) => {
      host.simulator.behave({ codeTtlMs: -1_000 });
      const { sendCode, checkCode, lastCode } = await aStepVisitor(host);
      assert.equal((await sendCode("email_verification")).status, 201);
      assertRefused(await checkCode("email_verification", lastCode()), 410, "code_expired");
    });
  });

  it("refuses documents before it reads them", async () => {
    await withStartedHost([...command], async (host) => {
      const { ask, sendDocument } = await aStepVisitor(host);
      const file = Buffer.from("%PDF-1.7");
      const large = await sendDocument("type=passport&country=ESP", new Uint8Array(15_000_001));
      assertRefused(large, 413, "document_too_large");
      assert.equal(Object(large.json).maxBytes, 15_000_000);
      for (const query of [
        "",
        "type=selfie&country=ESP",
        "type=passport&country=Spain",
        "type=passport&country=ESP&side=front",
      ]) {
        assertRefused(await sendDocument(query, file), 422, "document_refused");
      }
      const query = "type=passport&country=ESP";
      assertRefused(await sendDocument(query, file, "selfie"), 404, "no_such_requirement");
      const path = `/documents/identity_document?${query}`;
      const bad = await ask("POST", path, file, { Authorization: "Bearer forged.forged.forged" });
      assertRefused(bad, 401, "session_invalid");
      const noKey = await ask("POST", path, file, { "Idempotency-Key": "" });
      assertRefused(noKey, 400, "bad_request");
      assert.deepEqual(host.simulator.documents, []);
    });
  });

  it("asks SpherePay how the customer stands after an answer that was lost", async () => {
    await withStartedHost([...command], async (host) => {
      const { sendCode, checkCode, sendDocument, save, lastCode } = await aStepVisitor(host);
      const lose = (path: string) =>
        host.simulator.inject({ kind: "status", status: 503, isCarriedOut: true, path });
      await sendCode("email_verification");
      lose("/v2/customer/{id}/otp-verify");
      assert.equal((await checkCode("email_verification", lastCode())).status, 204);
      lose("/v2/document");
      const file = Buffer.from("%PDF-1.7");
      assert.equal((await sendDocument("type=passport&country=ESP", file)).status, 201);
      assert.equal(host.simulator.documents.length, 1);
      const late = await sendDocument("type=passport&country=ESP", file);
      assertRefused(late, 409, "wrong_state");
      host.simulator.inject({
        ...{ kind: "status", status: 503, isCarriedOut: true },
        ...{ method: "PATCH", path: "/v2/customer/{id}" },
      });
      const address = { line1: "Calle 1", city: "Madrid", country: "ESP" };
      assert.equal((await save({ address })).status, 204);
    });
  });

  it("sends SpherePay the listed details alone, and says when they are locked", async () => {
    await withStartedHost([...command], async (host) => {
      const { save, ask } = await aStepVisitor(host);
      const before = host.simulator.customer(host.customerId)?.meta;
      const address = { line1: "Calle 1", city: "Madrid", country: "ESP" };
      for (const body of ["{}", "[]", "no JSON", '{"meta":{"a":1}}', '{"address":"Madrid"}']) {
        assertRefused(await ask("PATCH", "/details", body), 400, "bad_request");
      }
      assert.equal((await save({ address, meta: { canary: 1 } })).status, 204);
      assert.deepEqual(host.simulator.customer(host.customerId)?.meta, before);
      host.simulator.setStatus(host.customerId, "pending");
      const tax = { number: "00000000T", type: "national_id", country: "ESP" };
      assertRefused(await save({ address, tax }), 409, "details_locked");
    });
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

  it("passes the doctor's checks of steps", async () => {
    await withStartedHost([...command], async (host) => {
      for (const name of stepNames) host.simulator.require(host.customerId, name);
      const { findings } = await examineSteps(host);
      const ofSteps = findings.filter(({ id }) => /^(step|code|details|document)-/.test(id));
      assert.deepEqual(
        ofSteps.filter(({ outcome }) => outcome !== "passed"),
        [],
      );
      assert.deepEqual(
        findings.filter(({ outcome }) => outcome === "failed"),
        [],
      );
      assert.equal(ofSteps.length, 13);
      assert.equal(host.simulator.codes.length, 1);
      assert.deepEqual(
        host.simulator.documents.map(({ sizeBytes }) => sizeBytes),
        [15_000_000],
      );
    });
  });

  it("is found to take less behind a proxy that does", async () => {
    await withStartedHost([...command], async (host) => {
      for (const name of stepNames) host.simulator.require(host.customerId, name);
      const proxy = await serveCuttingProxy(host.endpoint, 1_048_576);
      try {
        const { findings } = await examineSteps({ ...host, endpoint: `${proxy.origin}/kyc` });
        const found = findings.find(({ id }) => id === "document-arrives");
        assert.equal(found?.outcome, "failed");
        assert.match(found.fix, /`maxDocumentBytes: 1000000`/);
        assert.deepEqual(
          host.simulator.documents.map(({ sizeBytes }) => sizeBytes),
          [1_000_000],
        );
      } finally {
        proxy.close();
      }
    });
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

  it("is one file of at most 260 lines that needs the standard library alone", () => {
    const { text } = readSource(file);
    assert.ok(text.trimEnd().split("\n").length <= 260);
    const imported = [...text.matchAll(/^(?:import|from) (.+?)(?: import .*)?$/gm)]
      .flatMap(([, names = ""]) => names.split(", "))
      .map((name) => name.split(".")[0]);
    const standard = [
      "base64",
      "collections",
      "datetime",
      "hmac",
      "http",
      "json",
      "os",
      "re",
      "socket",
      "threading",
    ];
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
