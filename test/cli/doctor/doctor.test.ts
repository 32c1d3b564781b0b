import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportText } from "../../../src/cli/doctor/doctor.js";
import { checks } from "../../../src/cli/doctor/run-doctor.js";
import { ailments } from "./failing-backends.js";
import { aPatient, cookie, endpoint, idsOf, page } from "./test-backend.js";

describe("doctor, on the handler of this package", () => {
  it("finds everything in order, and leaves nothing out", async () => {
    const report = await aPatient().examine();
    assert.deepEqual(
      idsOf(report, "passed"),
      checks.map(({ id }) => id),
    );
    assert.equal(report.state, "healthy");
    assert.ok(checks.length >= 15);
  });

  it("names each check once", () => {
    assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length);
  });
});

describe("doctor, on a backend that is broken:", () => {
  for (const { what, noticedBy, spoil, prepare, url, options, outcome = "failed" } of ailments) {
    it(`notices ${what}`, async () => {
      const patient = aPatient(spoil);
      prepare?.(patient);
      const report = await patient.examine(options, url);
      const found = idsOf(report, outcome);
      for (const id of noticedBy) assert.ok(found.includes(id), `${id}: ${found}`);
      assert.equal(report.state, outcome === "failed" ? "ailing" : "healthy");
    });
  }

  it("has a broken backend for every check", () => {
    const noticed = new Set(ailments.flatMap(({ noticedBy }) => noticedBy));
    assert.deepEqual(
      checks.map(({ id }) => id).filter((id) => !noticed.has(id)),
      [],
    );
  });
});

describe("doctor", () => {
  it("submits nobody and asks for no link unless it is told to", async () => {
    const patient = aPatient();
    const report = await patient.examine({ submit: false });
    assert.deepEqual(
      patient.simulator.calls.filter(({ method }) => method !== "GET"),
      [],
    );
    assert.deepEqual(idsOf(report, "skipped"), [
      "submit-key",
      "submit-answer",
      "submit-idempotent",
      "submit-in-flight",
      "link-hosts",
      "link-lifetime",
    ]);
    assert.equal(report.state, "healthy");
  });

  it("submits when it is told to (control)", async () => {
    const patient = aPatient();
    await patient.examine();
    assert.equal(patient.simulator.calls.filter(({ method }) => method !== "GET").length, 1);
  });

  it("asks the endpoint and the page alone, and follows no redirect", async () => {
    const patient = aPatient((request, answer) =>
      request.url.endsWith("/customer")
        ? Response.redirect("https://elsewhere.example/", 307)
        : answer,
    );
    await patient.examine();
    assert.ok(patient.requests.length > 10);
    for (const { url, redirect } of patient.requests) {
      assert.ok(url.startsWith(`${endpoint}/`) || url === page, url);
      assert.equal(redirect, "manual");
    }
  });

  it("sends the login to the session and the page alone", async () => {
    const patient = aPatient();
    await patient.examine();
    const withCookie = patient.requests.filter(({ headers }) => headers.has("Cookie"));
    assert.deepEqual(
      [...new Set(withCookie.map(({ url }) => url))].sort(),
      [`${endpoint}/session`, page].sort(),
    );
  });

  it("needs no login for what can be seen without one", async () => {
    const report = await aPatient().examine({ headers: {} });
    assert.ok(idsOf(report, "passed").includes("login-required"));
    assert.ok(idsOf(report, "skipped").includes("customer-schema"));
    assert.deepEqual(idsOf(report, "failed"), []);
  });

  it("takes a token in the place of a login", async () => {
    const patient = aPatient();
    const headers = { Cookie: cookie };
    const answer = await patient.fetch(`${endpoint}/session`, { method: "POST", headers });
    const { token } = (await answer.json()) as { token: string };
    const report = await patient.examine({ headers: {}, token });
    assert.ok(idsOf(report, "passed").includes("customer-schema"));
  });

  it("does not try to submit where any token can read", async () => {
    const patient = aPatient((request, answer) =>
      request.headers.has("Authorization") && answer.status === 401
        ? Response.json({ id: "customer_1" })
        : answer,
    );
    await patient.examine({ submit: false });
    const presses = patient.requests.filter(({ method, url }) => {
      return method === "POST" && url.endsWith("/submit");
    });
    assert.deepEqual(presses, []);
  });

  it("says that nobody answers", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const report = await aPatient().examine({ fetch });
    assert.equal(report.state, "unreachable");
    assert.match(reportText(report), /POST \/session without a login: no answer/);
  });

  it("refuses what is no address", async () => {
    for (const url of ["", "app.example", "file:///etc", "https://ana:key@app.example/kyc"]) {
      await assert.rejects(aPatient().examine({}, url), /TypeError: runDoctor: the URL/);
    }
    await assert.rejects(aPatient().examine({ page: "account" }), /"page"/);
    await assert.rejects(aPatient().examine({ origin: "https://a.example/b" }), /"origin"/);
    await assert.rejects(aPatient().examine({ token: "short" }), /"token"/);
    await assert.rejects(aPatient().examine({ linkHosts: ["sumsub.com/x"] }), /link hosts/);
  });

  it("takes a loopback origin for a link host", async () => {
    const linkHosts = ["http://127.0.0.1:4180"];
    const report = await aPatient().examine({ linkHosts });
    assert.deepEqual(idsOf(report, "failed"), ["link-hosts"]);
  });

  it("says who may be submitted when SpherePay refused", async () => {
    const patient = aPatient();
    patient.simulator.require(patient.customerId, "identity_document");
    const report = await patient.examine();
    assert.equal(report.state, "healthy");
    assert.match(reportText(report), /was refused \(422\): give a test customer who may/);
  });

  it("repeats no token, cookie, link, customer id or personal data, whatever is broken", async () => {
    for (const { spoil, prepare, url, options } of ailments) {
      const seen: string[] = [];
      const patient = aPatient(async (request, answer) => {
        const spoilt = (await spoil?.(request, answer)) ?? answer;
        // A stream has no end to wait for.
        const isJson = spoilt.headers.get("Content-Type")?.endsWith("json");
        const { token } = Object(isJson && (await spoilt.clone().json()));
        if (typeof token === "string" && token.length > 20) seen.push(token);
        return spoilt;
      });
      prepare?.(patient);
      const text = JSON.stringify(await patient.examine(options, url));
      const planted = ["canary-cookie", patient.customerId, "/websdk/p/", "ana@example.com"];
      for (const secret of [...planted, "sk_live_4", "+3491555", ...seen]) {
        assert.ok(!text.includes(secret), secret);
      }
    }
  });
});
