import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportText } from "../../../src/cli/doctor/doctor.js";
import { aTestBackend } from "./test-backend.js";

const failed = (cause: unknown) => new TypeError("fetch failed: canary-text", { cause });
const withCode = (code: string) => Object.assign(new Error("canary-text"), { code });

describe("doctor, without a response, says why and what to do:", () => {
  for (const [what, error, reason, fix] of [
    [
      "nothing listens",
      failed(withCode("ECONNREFUSED")),
      /nothing listens there/,
      /Start the backend/,
    ],
    ["no such host", failed(withCode("ENOTFOUND")), /no host with this name/, /Correct the host/],
    [
      "a bad certificate",
      failed(withCode("DEPTH_ZERO_SELF_SIGNED_CERT")),
      /certificate is not trusted \(DEPTH_ZERO/,
      /NODE_EXTRA_CA_CERTS/,
    ],
    ["an old one", failed(withCode("CERT_HAS_EXPIRED")), /certificate/, /renew/],
    ["another name's", failed(withCode("ERR_TLS_CERT_ALTNAME_INVALID")), /certificate/, /renew/],
    ["no TLS", failed(withCode("ERR_SSL_WRONG_VERSION_NUMBER")), /does not speak TLS/, /http:/],
    ["no HTTP", failed(withCode("HPE_INVALID_CONSTANT")), /does not speak HTTP/, /port/],
    ["a crash", failed(failed(withCode("UND_ERR_SOCKET"))), /ended without a response/, /log/],
    ["a bad port", failed(new Error("bad port")), /browsers block this port/, /another port/],
    ["silence", new DOMException("late", "TimeoutError"), /no response within 10 s/, /waits for/],
    ["something new", failed(withCode("E_NEW")), /no response \(E_NEW\)/, /`endpoint`/],
    ["nothing known", failed(null), /no response$/, /`endpoint`/],
    ["an odd code", failed(withCode("canary text")), /no response$/, /`endpoint`/],
  ] as const) {
    it(what, async () => {
      const report = await aTestBackend().runDoctor({ fetch: () => Promise.reject(error) });
      assert.equal(report.state, "unreachable");
      assert.deepEqual(report.findings, []);
      assert.match(report.reason ?? "", /^POST \/session without a login: /);
      assert.match(report.reason ?? "", reason);
      assert.match(report.fix ?? "", fix);
      const text = reportText(report);
      assert.match(text, /^ FAIL {2}POST \/session without a login: no response/m);
      assert.match(text, /^ +fix: /m);
      assert.ok(!text.includes("canary"));
    });
  }
});

describe("doctor, with a response that never ends", () => {
  it("reads a megabyte of it, and goes on", async () => {
    const chunk = new Uint8Array(256 * 1024).fill(0x61);
    let chunks = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull(controller) {
          chunks += 1;
          controller.enqueue(chunk);
        },
      });
    const report = await aTestBackend(() => new Response(endless())).runDoctor({ headers: {} });
    assert.equal(report.state, "failing");
    assert.ok(chunks < 200, String(chunks));
  });
});
