import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { reportText } from "../../../src/cli/doctor/doctor.js";
import { checks } from "../../../src/cli/doctor/run-doctor.js";
import { failingBackends } from "./failing-backends.js";
import { aTestBackend, cookie, endpoint, idsOf, page, webhookSecret } from "./test-backend.js";

describe("doctor, on the handler of this package", () => {
  it("passes every check and skips none", async () => {
    const report = await aTestBackend().runDoctor();
    assert.deepEqual(
      idsOf(report, "passed"),
      checks.map(({ id }) => id),
    );
    assert.equal(report.state, "passing");
    assert.ok(checks.length >= 15);
  });

  it("names each check once", () => {
    assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length);
  });
});

describe("doctor, on a failing backend:", () => {
  for (const {
    what,
    noticedBy,
    change,
    prepare,
    url,
    options,
    outcome = "failed",
    fix = /./,
  } of failingBackends) {
    it(`notices ${what}`, async () => {
      const backend = aTestBackend(change);
      prepare?.(backend);
      const report = await backend.runDoctor(options, url);
      const found = idsOf(report, outcome);
      for (const id of noticedBy) assert.ok(found.includes(id), `${id}: ${found}`);
      assert.equal(report.state === "failing", outcome === "failed");
      const advice = report.findings.flatMap((each) =>
        "fix" in each && noticedBy.includes(each.id) ? [each.fix] : [],
      );
      assert.ok(
        advice.some((text) => fix.test(text)),
        advice.join("\n"),
      );
    });
  }

  it("has a failing backend for every check", () => {
    const noticed = new Set(failingBackends.flatMap(({ noticedBy }) => noticedBy));
    assert.deepEqual(
      checks.map(({ id }) => id).filter((id) => !noticed.has(id)),
      [],
    );
  });
});

describe("doctor", () => {
  it("submits no customer and requests no link without the option", async () => {
    const backend = aTestBackend();
    const report = await backend.runDoctor({ submit: false });
    assert.deepEqual(
      backend.simulator.calls.filter(({ method }) => method !== "GET"),
      [],
    );
    assert.deepEqual(idsOf(report, "skipped"), [
      "submit-key",
      "submit-response",
      "submit-idempotent",
      "submit-in-flight",
      "link-hosts",
      "link-lifetime",
    ]);
    assert.equal(report.state, "incomplete");
  });

  it("submits with the option (control)", async () => {
    const backend = aTestBackend();
    await backend.runDoctor();
    assert.equal(backend.simulator.calls.filter(({ method }) => method !== "GET").length, 1);
  });

  it("sends requests only to the endpoint and the page, and follows no redirect", async () => {
    const backend = aTestBackend((request, response) =>
      request.url.endsWith("/customer")
        ? Response.redirect("https://elsewhere.example/", 307)
        : response,
    );
    await backend.runDoctor();
    assert.ok(backend.requests.length > 10);
    for (const { url, redirect } of backend.requests) {
      assert.ok(url.startsWith(`${endpoint}/`) || url === page, url);
      assert.equal(redirect, "manual");
    }
  });

  it("sends the login only to the session and the page", async () => {
    const backend = aTestBackend();
    await backend.runDoctor();
    const withCookie = backend.requests.filter(({ headers }) => headers.has("Cookie"));
    assert.deepEqual(
      [...new Set(withCookie.map(({ url }) => url))].sort(),
      [`${endpoint}/session`, page].sort(),
    );
  });

  it("runs the checks that need no login without one", async () => {
    const report = await aTestBackend().runDoctor({ headers: {} });
    assert.ok(idsOf(report, "passed").includes("login-required"));
    assert.ok(idsOf(report, "skipped").includes("customer-schema"));
    assert.deepEqual(idsOf(report, "failed"), []);
  });

  it("takes a token instead of a login", async () => {
    const backend = aTestBackend();
    const headers = { Cookie: cookie };
    const response = await backend.fetch(`${endpoint}/session`, { method: "POST", headers });
    const { token } = (await response.json()) as { token: string };
    const report = await backend.runDoctor({ headers: {}, token });
    assert.ok(idsOf(report, "passed").includes("customer-schema"));
  });

  it("does not try to submit where any token can read", async () => {
    const backend = aTestBackend((request, response) =>
      request.headers.has("Authorization") && response.status === 401
        ? Response.json({ id: "customer_1" })
        : response,
    );
    await backend.runDoctor({ submit: false });
    const submitRequests = backend.requests.filter(({ method, url }) => {
      return method === "POST" && url.endsWith("/submit");
    });
    assert.deepEqual(submitRequests, []);
  });

  it("says that no response came", async () => {
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const report = await aTestBackend().runDoctor({ fetch });
    assert.equal(report.state, "unreachable");
    assert.match(reportText(report), /POST \/session without a login: no response/);
  });

  it("refuses an invalid address", async () => {
    for (const url of ["", "app.example", "file:///etc", "https://ana:key@app.example/kyc"]) {
      await assert.rejects(aTestBackend().runDoctor({}, url), /TypeError: runDoctor: the URL/);
    }
    await assert.rejects(aTestBackend().runDoctor({ page: "account" }), /"page"/);
    await assert.rejects(aTestBackend().runDoctor({ origin: "https://a.example/b" }), /"origin"/);
    await assert.rejects(aTestBackend().runDoctor({ token: "short" }), /"token"/);
    await assert.rejects(aTestBackend().runDoctor({ linkHosts: ["sumsub.com/x"] }), /link hosts/);
  });

  it("accepts a loopback origin as a link host", async () => {
    const linkHosts = ["http://127.0.0.1:4180"];
    const report = await aTestBackend().runDoctor({ linkHosts });
    assert.deepEqual(idsOf(report, "failed"), ["session-link-hosts", "link-hosts"]);
  });

  it("asks for a customer who can be submitted when SpherePay refuses", async () => {
    const backend = aTestBackend();
    backend.simulator.require(backend.customerId, "proof_of_address_document");
    const report = await backend.runDoctor();
    assert.equal(report.state, "incomplete");
    assert.match(reportText(report), /was refused \(422\): give a test customer who may/);
  });

  it("repeats no token, cookie, link, customer id or personal data, whatever fails", async () => {
    for (const { change, prepare, url, options } of failingBackends) {
      const seen: string[] = [];
      const backend = aTestBackend(async (request, response) => {
        const changed = (await change?.(request, response)) ?? response;
        // A stream never ends, so it is not read.
        const isJson = changed.headers.get("Content-Type")?.endsWith("json");
        const { token } = Object(isJson && (await changed.clone().json()));
        if (typeof token === "string" && token.length > 20) seen.push(token);
        return changed;
      });
      prepare?.(backend);
      const text = JSON.stringify(await backend.runDoctor(options, url));
      const planted = [
        webhookSecret,
        "canary-cookie",
        backend.customerId,
        "/websdk/p/",
        "ana@example.com",
      ];
      for (const secret of [...planted, "sk_live_4", "+3491555", ...seen]) {
        assert.ok(!text.includes(secret), secret);
      }
    }
  });
});
