import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runDoctor } from "../../../src/cli/doctor/doctor.js";
import { instead, problem, session } from "./broken-responses.js";
import { basic, behindBasic, redirecting } from "./failing-mounts.js";
import {
  aTestBackend,
  type Change,
  cookie,
  endpoint,
  idsOf,
  page,
  type TestBackend,
} from "./test-backend.js";

describe("doctor, with a URL that ends in a slash", () => {
  it("sends every request with one, as the element does, and passes where that is wanted", async () => {
    const backend = aTestBackend(redirecting("with"));
    const report = await backend.runDoctor({}, `${endpoint}//`);
    assert.deepEqual([report.state, report.url], ["passing", `${endpoint}/`]);
    const paths = backend.requests
      .filter(({ url }) => url !== page)
      .map(({ url }) => new URL(url).pathname);
    assert.ok(paths.length > 10);
    assert.deepEqual(
      paths.filter((path) => !path.endsWith("/")),
      [],
    );
  });

  it("passes on the handler itself with either", async () => {
    for (const url of [endpoint, `${endpoint}/`]) {
      assert.equal((await aTestBackend().runDoctor({}, url)).state, "passing", url);
    }
  });
});

describe("doctor, behind HTTP Basic", () => {
  const headers = { Cookie: cookie, Authorization: basic };
  /** SpherePay has no password: its webhooks, and the page, are let through. */
  const exceptWebhooks: Change = (request, original) =>
    /webhook$/.test(request.url) || request.url === page
      ? original
      : behindBasic(request, original);

  it("sends the session in Sphere-Kyc-Session, and checks everything", async () => {
    const backend = aTestBackend(exceptWebhooks);
    const report = await backend.runDoctor({ headers, origin: "https://app.example" });
    assert.deepEqual(idsOf(report, "failed"), []);
    assert.ok(idsOf(report, "passed").includes("session-header"));
    const bearers = backend.requests.filter(({ headers }) =>
      headers.get("Authorization")?.startsWith("Bearer"),
    );
    assert.deepEqual(bearers, []);
    const sessions = backend.requests.filter(({ headers }) => headers.has("Sphere-Kyc-Session"));
    assert.ok(sessions.length > 5);
  });

  it("says that webhooks are not let through (control)", async () => {
    const report = await aTestBackend(behindBasic).runDoctor({
      headers,
      origin: "https://app.example",
    });
    assert.ok(idsOf(report, "failed").includes("webhook-signed"));
  });

  it("does not repeat the password, nor give it to a backend that does not ask for it", async () => {
    const inFront = aTestBackend(behindBasic);
    assert.ok(!JSON.stringify(await inFront.runDoctor({ headers })).includes(basic.slice(6)));
    const backend = aTestBackend();
    await backend.runDoctor({ headers });
    const given = backend.requests.filter(({ headers }) => headers.get("Authorization") === basic);
    assert.deepEqual(
      [...new Set(given.map(({ url }) => url))].sort(),
      [`${endpoint}/session`, page].sort(),
    );
  });
});

describe("doctor, where nothing is mounted", () => {
  it("gives no advice about anything else", async () => {
    const report = await aTestBackend(() => new Response("no", { status: 404 })).runDoctor();
    assert.deepEqual(idsOf(report, "failed"), ["mounted", "page-status"]);
    assert.deepEqual(idsOf(report, "advised"), []);
    assert.equal(report.state, "failing");
  });
});

describe("doctor, with a token and no POST /session", () => {
  const none = instead(session, problem(404, "no_such_route"));

  it("asks for nothing that a page with `fetchSession` does not need", async () => {
    const plain = aTestBackend();
    const init = { method: "POST", headers: { Cookie: cookie } };
    const { token } = (await (await plain.fetch(`${endpoint}/session`, init)).json()) as {
      token: string;
    };
    const report = await aTestBackend(none).runDoctor({ headers: {}, token });
    assert.ok(!idsOf(report, "failed").includes("login-required"));
    assert.ok(!idsOf(report, "skipped").includes("session-status"));
  });

  it("asks for it where there is no token (control)", async () => {
    const report = await aTestBackend(none).runDoctor({ headers: {} });
    assert.ok(idsOf(report, "failed").includes("login-required"));
  });
});

describe("doctor, and webhooks", () => {
  /** With a login and nothing else. */
  const run = ({ fetch, simulator }: TestBackend) =>
    runDoctor(endpoint, { headers: { Cookie: cookie }, fetch, now: simulator.clock.now });

  it("sends none that is signed without the secret", async () => {
    const backend = aTestBackend();
    await run(backend);
    const sent = backend.requests.filter(({ url }) => url.endsWith("/webhook"));
    assert.deepEqual(
      sent.map(({ headers }) => headers.has("signature")),
      [false],
    );
  });

  it("are about nobody: no page reads again", async () => {
    const backend = aTestBackend();
    await backend.runDoctor();
    const sent = backend.requests.filter(({ url }) => url.endsWith("/webhook"));
    assert.equal(sent.length, 5);
    for (const request of sent) assert.doesNotMatch(await request.text(), /customer/);
  });

  it("are as good where none are received", async () => {
    const none: Change = (request, original) =>
      request.url.endsWith("/webhook") ? problem(404, "no_such_route")() : original;
    const report = await run(aTestBackend(none));
    for (const id of ["webhook-signed", "webhook-readings", "webhook-unsigned"]) {
      assert.ok(idsOf(report, "passed").includes(id), id);
    }
  });
});
