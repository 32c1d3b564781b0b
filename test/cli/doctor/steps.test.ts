import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalTimeoutMs } from "../../../src/cli/doctor/collect-steps.js";
import { reportText } from "../../../src/cli/doctor/doctor.js";
import { at, body, both, customer, instead, problem, withStatus } from "./broken-responses.js";
import { aTestBackend, idsOf, type TestBackend } from "./test-backend.js";

/** Every request of the doctor's to a route of steps, preflights aside. */
const stepRequests = ({ requests }: TestBackend) =>
  requests.filter(
    ({ method, url }) => method !== "OPTIONS" && /\/(codes|documents|details)/.test(url),
  );

describe("doctor, on steps", () => {
  it("sends no code, file or details without the option", async () => {
    const backend = aTestBackend();
    await backend.runDoctor({ steps: false });
    const kept = stepRequests(backend)
      .filter(({ url }) => !url.includes("doctor_no_such_requirement"))
      .map(({ headers }) => headers.get("Authorization") ?? "");
    assert.equal(kept.length, 4);
    assert.ok(kept.every((token) => token.startsWith("Bearer doctor.")));
  });

  it("sends one code and one file with the option (control)", async () => {
    const backend = aTestBackend();
    const report = await backend.runDoctor();
    assert.equal(backend.simulator.codes.length, 1);
    const files = stepRequests(backend).filter(({ url }) =>
      url.includes("/documents/identity_document"),
    );
    const bytes = files.map(({ headers }) => Number(headers.get("Content-Length")));
    assert.deepEqual(bytes, [2_048, 2_048, 2_048, 100_001, 100_000]);
    assert.equal(report.state, "passing");
  });

  it("sends nothing to the routes of steps that the customer is not offered", async () => {
    const backend = aTestBackend(body(customer, ({ actions: _, ...rest }) => rest));
    const without = await backend.runDoctor({ steps: false });
    assert.deepEqual(idsOf(without, "skipped"), []);
    const report = await backend.runDoctor();
    assert.equal(report.state, "incomplete");
    assert.match(reportText(report), /the customer is asked for no code: give one who is/);
    assert.deepEqual(stepRequests(backend), []);
  });

  it("waits for a refusal of the length, then sends the rest to a backend that reads it all", async () => {
    const waits: number[] = [];
    let bytes = 0;
    const backend = aTestBackend(async (request, response) => {
      if (Number(request.headers.get("Content-Length")) !== 100_001) return response;
      bytes = (await request.arrayBuffer()).byteLength;
      return response;
    });
    const deadline = (ms: number) => {
      waits.push(ms);
      return ms === refusalTimeoutMs ? AbortSignal.abort() : AbortSignal.timeout(ms);
    };
    const report = await backend.runDoctor({ deadline });
    assert.ok(idsOf(report, "passed").includes("document-length"));
    assert.equal(bytes, 100_001);
    assert.ok(waits.includes(refusalTimeoutMs));
  });

  it("reads a masked address also where it is written with escapes", async () => {
    const escaped = (text: string) => text.replaceAll("•", "\\u2022");
    const backend = aTestBackend(async (_, response) => {
      if (!response.headers.get("Content-Type")?.endsWith("/json")) return response;
      return new Response(escaped(await response.text()), response);
    });
    const report = await backend.runDoctor();
    assert.deepEqual(idsOf(report, "failed"), []);
    const sent = backend.requests.find(({ url }) => url.endsWith("/codes/email_verification"));
    assert.ok(sent);
  });

  it("could not find out how large a file may be when SpherePay fails", async () => {
    const file = at("POST", "/kyc/documents/identity_document");
    const backend = aTestBackend(
      instead(both(file, withStatus(201)), problem(502, "upstream_failed")),
    );
    const report = await backend.runDoctor();
    assert.equal(report.state, "incomplete");
    assert.match(reportText(report), /could not find out: POST \/documents of 100,000 bytes: 502/);
  });
});
