import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { routes } from "../../../src/core/contract.js";
import { aHost, everyRoute } from "../host-under-test.js";

const problemType = "application/problem+json";

describe("the routes of the handler", () => {
  it("every route of the contract is tested here", () => {
    assert.deepEqual(
      everyRoute.map(([, path]) =>
        path.replace("/kyc", "").replace("identity_verification", "{requirement}"),
      ),
      Object.values(routes).map(({ path }) => path),
    );
  });

  for (const [method, path] of everyRoute) {
    it(`${method} ${path} has the common headers in success and failure`, async () => {
      const { ask, session, simulator, customerId } = aHost();
      const headers = { ...(await session()), "Idempotency-Key": "a-key" };
      if (path.includes("/links/")) simulator.setStatus(customerId, "pending");

      const answers = [await ask(method, path, headers), await ask("PUT", path, headers)];

      assert.deepEqual(
        answers.map(({ status }) => status),
        [method === "GET" ? 200 : 201, 405],
      );
      for (const answer of answers) {
        assert.equal(answer.headers.get("Cache-Control"), "no-store, no-transform");
        assert.equal(answer.headers.get("Vary"), "Authorization, Sphere-Kyc-Session");
        assert.equal(answer.headers.get("X-Content-Type-Options"), "nosniff");
        assert.equal(answer.headers.get("Referrer-Policy"), "no-referrer");
        assert.equal(answer.headers.get("Cross-Origin-Resource-Policy"), "same-origin");
        assert.equal(answer.headers.get("Date"), new Date(simulator.clock.now()).toUTCString());
        assert.equal(answer.headers.has("Access-Control-Allow-Origin"), false);
        assert.equal(answer.headers.has("Set-Cookie"), false);
      }
      assert.deepEqual(
        answers.map((answer) => answer.headers.get("Content-Type")),
        [path === "/kyc/events" ? "text/event-stream" : "application/json", problemType],
      );
    });

    for (const wrong of ["PUT", "DELETE", "HEAD", "OPTIONS", method === "GET" ? "POST" : "GET"]) {
      it(`${wrong} ${path} is 405 and names the allowed method`, async () => {
        const { ask, session, simulator } = aHost();
        const headers = await session();
        const before = simulator.calls.length;

        const answer = await ask(wrong, path, headers);

        assert.equal(answer.status, 405);
        assert.equal(answer.headers.get("Allow"), method);
        assert.equal(answer.body["code"], "bad_request");
        assert.equal(simulator.calls.length, before);
      });
    }

    it(`${method} ${path} refuses a large body without reading it`, async () => {
      const { ask, session, simulator } = aHost();
      const headers = { ...(await session()), "Content-Length": "65537", "Idempotency-Key": "k" };
      const before = simulator.calls.length;

      const { status, body } = await ask(method, path, headers);

      assert.deepEqual([status, body["code"]], [400, "bad_request"]);
      assert.equal(simulator.calls.length, before);
    });

    if (path === "/kyc/session") continue;

    for (const [what, credentials] of [
      ["nothing", {}],
      ["a cookie", { Cookie: "login=1" }],
      ["Basic", { Authorization: "Basic abcdefghijklmnop" }],
      ["a short token", { Authorization: "Bearer short" }],
      ["a long token", { Authorization: `Bearer ${"x".repeat(4097)}` }],
      ["a strange token", { Authorization: "Bearer aaaaaaaa.bbbbbbbb.cccccccc" }],
    ] as const) {
      it(`${method} ${path} with ${what} is session_invalid`, async () => {
        const { ask, simulator } = aHost();

        const answer = await ask(method, path, { ...credentials, "Idempotency-Key": "a-key" });

        assert.deepEqual([answer.status, answer.body["code"]], [401, "session_invalid"]);
        assert.equal(answer.headers.get("WWW-Authenticate"), "Bearer");
        assert.equal(simulator.calls.length, 0);
      });
    }

    it(`${method} ${path} does not read the token from the URL`, async () => {
      const { ask, session } = aHost();
      const token = (await session())["Authorization"]?.slice("Bearer ".length);

      const { status } = await ask(method, `${path}?token=${token}&access_token=${token}`);

      assert.equal(status, 401);
    });
  }

  for (const path of [
    "/",
    "/kyc",
    "/kyc/",
    "/kyc/webhook",
    "/kyc/customer//",
    "/kyc//customer",
    "/kyc/%63ustomer",
    "/kyc/links/",
    "/kyc/links//",
    "/kyc/links/a/b",
    "/other/customer",
    "/kycx/customer",
  ]) {
    it(`${path} is no route`, async () => {
      const { ask, session } = aHost({ webhookSecret: undefined });

      const { status, body } = await ask("GET", path, await session());

      assert.deepEqual([status, body["code"]], [404, "no_such_route"]);
    });
  }

  for (const [endpoint, path] of [
    ["/kyc/", "/kyc/session"],
    ["/api/v1/kyc", "/api/v1/kyc/session"],
    ["", "/session"],
    ["/", "/session"],
  ] as const) {
    it(`mounted at "${endpoint}" the session is at ${path}`, async () => {
      const { ask } = aHost({ endpoint });

      assert.equal((await ask("POST", path)).status, 201);
    });
  }

  it("a problem has a status, a code and a reference that the log contains", async () => {
    const { ask, log } = aHost();

    const { body } = await ask("GET", "/kyc/customer");

    const { correlationId, ...rest } = body;
    assert.deepEqual(rest, { status: 401, code: "session_invalid", title: "No valid session" });
    assert.match(String(correlationId), /^[\w-]{1,64}$/);
    assert.deepEqual(log, [
      {
        kind: "answered",
        route: "customer",
        status: 401,
        durationMs: 0,
        correlationId,
        code: "session_invalid",
        reason: "token_missing",
      },
    ]);
  });

  for (const [what, log] of [
    [
      "throws",
      () => {
        throw new Error("log");
      },
    ],
    ["rejects", async () => Promise.reject(new Error("log"))],
  ] as const) {
    it(`a log hook that ${what} does not affect the response`, async () => {
      const { ask } = aHost({ log });

      assert.equal((await ask("POST", "/kyc/session")).status, 201);
    });
  }
});
