import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aHost } from "../host-under-test.js";
import {
  aCustomer,
  aLink,
  anUpstream,
  customerId,
  endlessBody,
  hungBody,
  type Script,
} from "../scripted-upstream.js";
import { forBoth, forCustomer, forSubmit, json, problem } from "./upstream-fault-rows.js";

async function during(route: "customer" | "submit", script: Script, upstreamTimeoutMs = 1000) {
  const wanted = route === "submit" ? "POST" : "GET";
  let isOpen = false;
  const upstream = anUpstream((request) =>
    isOpen && request.method === wanted ? script(request) : Response.json(aCustomer),
  );
  const host = aHost({
    fetch: upstream.fetch,
    resolveCustomer: () => customerId,
    upstreamTimeoutMs,
  });
  const session = await host.session();
  isOpen = true;
  const answer =
    route === "submit"
      ? await host.submit(session, "a-key")
      : await host.ask("GET", "/kyc/customer", session);
  return { ...answer, log: host.log.at(-1), logged: JSON.stringify(host.log) };
}

describe("a fault of SpherePay", () => {
  for (const [route, rows] of [
    ["customer", [...forBoth, ...forCustomer]],
    ["submit", [...forBoth, ...forSubmit]],
  ] as const) {
    for (const [what, script, status, code, reason] of rows) {
      it(`on ${route}, ${what} from SpherePay is ${status} ${code}`, async () => {
        const answer = await during(route, script);

        assert.deepEqual([answer.status, answer.body["status"]], [status, status]);
        assert.equal(answer.body["code"], code);
        assert.equal(answer.headers.get("Content-Type"), "application/problem+json");
        assert.equal(answer.log?.kind === "answered" && answer.log.reason, reason);
        assert.doesNotMatch(answer.text + answer.logged, /own words|elsewhere|evil/);
        assert.equal(answer.headers.has("X-Upstream"), false);
      });
    }

    for (const [what, script] of [
      ["an answer that never comes", () => new Promise<Response>(() => {})],
      ["a body that never ends", () => new Response(hungBody('{"url":'))],
      ["a 422 that never ends", () => new Response(hungBody("{"), { status: 422 })],
    ] as const) {
      if (route === "customer" && what.startsWith("a 422")) continue;
      it(`on ${route}, ${what} is upstream_timeout, and the call is aborted`, async () => {
        const signals: AbortSignal[] = [];
        const answer = await during(
          route,
          (request) => {
            signals.push(request.signal);
            return script();
          },
          10,
        );

        assert.deepEqual([answer.status, answer.body["code"]], [504, "upstream_timeout"]);
        assert.deepEqual(
          signals.map(({ aborted }) => aborted),
          [true],
        );
      });
    }

    it(`on ${route}, reading an endless body stops after 256 kB`, async () => {
      const { body, takenBytes } = endlessBody();

      const answer = await during(route, () => new Response(body));

      assert.equal(answer.body["code"], "upstream_failed");
      assert.equal(answer.log?.kind === "answered" && answer.log.reason, "upstream_body_too_large");
      assert.ok(takenBytes() <= 448 * 1024, `${takenBytes()}`);
    });
  }

  it("on submit, a 404 about a customer who can no longer be read is 404 customer_not_found", async () => {
    let isGone = false;
    const upstream = anUpstream(() => (isGone ? problem(404)() : Response.json(aCustomer)));
    const host = aHost({ fetch: upstream.fetch, resolveCustomer: () => customerId });
    const session = await host.session();
    isGone = true;

    const { status, body } = await host.submit(session, "a-key");

    assert.deepEqual([status, body["code"]], [404, "customer_not_found"]);
  });

  it("a link response that also names the customer is accepted", async () => {
    const { status } = await during("submit", json({ ...aLink, customerId }, 201));

    assert.equal(status, 201);
  });

  it("a 422 passes on only pointers that look like requirement names", async () => {
    const pointers = [
      "/identity_document",
      "/identity_document",
      "identity_document",
      "/nested/name",
      "/Marisol",
      "/a b",
      "/__proto__",
      `/${"x".repeat(65)}`,
      7,
      null,
      "/liveness_check\n",
    ];
    const errors = [...pointers.map((pointer) => ({ pointer, detail: "own words" })), null, "x"];

    const { body } = await during("submit", json({ status: 422, errors }, 422));

    assert.deepEqual(body["errors"], [{ pointer: "/identity_document" }]);
  });

  it("Retry-After is parsed and bounded, never copied", async () => {
    const { headers } = await during("submit", problem(429, { "Retry-After": "37" }));
    const strange = await during("submit", problem(429, { "Retry-After": "own words" }));

    assert.equal(headers.get("Retry-After"), "37");
    assert.equal(strange.headers.get("Retry-After"), "5");
  });

  it("a refused API key is logged with SpherePay's status", async () => {
    const { log } = await during("customer", problem(403));

    assert.equal(log?.kind === "answered" && log.upstreamStatus, 403);
  });
});
