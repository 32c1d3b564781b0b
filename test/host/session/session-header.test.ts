import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aHost, everyRoute } from "../host-under-test.js";

const staging = `Basic ${btoa("staging:password")}`;

describe("a session in a header of its own", () => {
  const withToken = async ({ session }: ReturnType<typeof aHost>) =>
    (await session())["Authorization"]?.slice("Bearer ".length) ?? "";

  for (const [method, path] of everyRoute.filter(([, each]) => each !== "/kyc/session")) {
    it(`${method} ${path} takes it beside HTTP Basic, as it takes Bearer`, async () => {
      const host = aHost();
      if (path.includes("/links/")) host.simulator.setStatus(host.customerId, "pending");
      const token = await withToken(host);
      const sent = { "Sphere-Kyc-Session": token, Authorization: staging, "Idempotency-Key": "k" };

      const answer = await host.ask(method, path, sent);

      assert.equal(answer.status, method === "GET" ? 200 : 201);
      assert.match(String(answer.headers.get("Vary")), /Authorization, Sphere-Kyc-Session/);
    });
  }

  it("it wins over Bearer, which may be for something else", async () => {
    const host = aHost();
    const tokens = { own: await withToken(host), other: "x".repeat(40) };
    const asked = (own: string, bearer: string) =>
      host.ask("GET", "/kyc/customer", {
        "Sphere-Kyc-Session": own,
        Authorization: `Bearer ${bearer}`,
      });

    const answers = [await asked(tokens.own, tokens.other), await asked(tokens.other, tokens.own)];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 401],
    );
  });

  for (const header of ["", "short", "Bearer abcdefghijklmnopqrstuvwxyz", "a b".repeat(20)]) {
    it(`${JSON.stringify(header)} in it is session_invalid`, async () => {
      const { status, body } = await aHost().ask("GET", "/kyc/customer", {
        "Sphere-Kyc-Session": header,
        Authorization: staging,
      });

      assert.deepEqual([status, body["code"]], [401, "session_invalid"]);
    });
  }

  it("control: HTTP Basic alone is no session", async () => {
    const { status } = await aHost().ask("GET", "/kyc/customer", { Authorization: staging });

    assert.equal(status, 401);
  });
});
