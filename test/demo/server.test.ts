import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { contentSecurityPolicy } from "../../demo/responses.js";
import { type Demo, startDemo } from "../../demo/server.js";
import { aVisitor, type DemoResponse } from "./demo-visitor.js";

const member = (json: unknown, name: string): unknown => Reflect.get(Object(json), name);

describe("the demo", () => {
  let demo: Demo;
  before(async () => {
    demo = await startDemo({ port: 0, recordResponses: true });
  });
  after(() => demo.close());

  it("serves two sites on loopback: the application and the provider", () => {
    assert.match(demo.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.match(demo.providerOrigin ?? "", /^http:\/\/localhost:\d+$/);
  });

  it("takes the next port when the wanted one is taken", async () => {
    const port = Number(new URL(demo.origin).port);
    const second = await startDemo({ port });
    await second.close();
    assert.ok(Number(new URL(second.origin).port) > port);
  });

  it("keeps out of production", async () => {
    const env = { NODE_ENV: "production" };
    await assert.rejects(startDemo({ port: 0, env }), /no production server/);
    assert.notEqual(process.env["NODE_ENV"], "production");
  });

  it("serves only its own host name", async () => {
    const response = await fetch(demo.origin.replace("127.0.0.1", "localhost"));
    assert.equal(response.status, 421);
  });

  it("signs in with a cookie that scripts cannot read and other sites cannot use", async () => {
    const { status, headers } = await aVisitor(demo).signIn("ana");
    assert.equal(status, 303);
    const cookie = headers.get("Set-Cookie") ?? "";
    assert.match(cookie, /^meridian_login=[\w-]{43}; /);
    assert.match(cookie, /; HttpOnly(;|$)/);
    assert.match(cookie, /; SameSite=Lax(;|$)/);
  });

  it("refuses forms of other sites", async () => {
    for (const foreign of [
      { "Sec-Fetch-Site": "cross-site" },
      { Origin: "https://evil.example" },
    ] satisfies Record<string, string>[]) {
      const body = new URLSearchParams({ person: "ana" });
      const headers = { ...foreign };
      const response = await fetch(`${demo.origin}/login`, { method: "POST", body, headers });
      assert.equal(response.status, 403);
      assert.equal(response.headers.get("Set-Cookie"), null);
    }
  });

  it("gives every page the strict policy, and no page an inline script or style", async () => {
    const visitor = aVisitor(demo);
    const pages: DemoResponse[] = [await visitor.get("/"), await visitor.get("/support")];
    await visitor.signIn("ana");
    for (const path of ["/", "/steps/business_representative", "/nowhere"]) {
      pages.push(await visitor.get(path));
    }
    for (const { headers, text } of pages) {
      assert.equal(headers.get("Content-Security-Policy"), contentSecurityPolicy);
      assert.doesNotMatch(text, /<script(?![^>]* src="\/assets\/)|<style| style=| on\w+=/);
    }
  });

  it("serves the scripts and styles that its page names", async () => {
    const visitor = aVisitor(demo);
    await visitor.signIn("ana");
    const { text } = await visitor.get("/");
    const paths = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((found) => found[1]);
    assert.deepEqual(paths, ["/assets/page.css", "/assets/account.js", "/assets/panel.js"]);
    for (const path of paths) assert.equal((await visitor.get(path ?? "")).status, 200);
  });

  it("opens a session for a signed-in person, with their customer", async () => {
    const visitor = aVisitor(demo);
    await visitor.signIn("brightwater");
    const session = await visitor.post("/kyc/session");
    assert.equal(session.status, 201);
    const json: unknown = JSON.parse(session.text);
    const Authorization = `Bearer ${member(json, "token")}`;
    const customer = await visitor.get("/kyc/customer", { Authorization });
    assert.equal(customer.status, 200);
    const id = demo.people.find("brightwater")?.customerId;
    assert.equal(member(JSON.parse(customer.text), "id"), id);
  });

  it("opens no session before sign-in and after sign-out", async () => {
    const visitor = aVisitor(demo);
    assert.equal((await visitor.post("/kyc/session")).status, 401);
    await visitor.signIn("ana");
    assert.equal((await visitor.post("/kyc/session")).status, 201);
    assert.equal((await visitor.post("/logout")).status, 303);
    assert.equal((await visitor.post("/kyc/session")).status, 401);
  });

  it("creates the SpherePay customer when verification begins", async () => {
    const visitor = aVisitor(demo);
    await visitor.signIn("tomas");
    assert.equal((await visitor.post("/kyc/session")).status, 404);
    assert.match((await visitor.get("/")).text, /Begin verification/);
    assert.equal((await visitor.post("/begin")).status, 303);
    assert.equal((await visitor.post("/kyc/session")).status, 201);
    assert.doesNotMatch((await visitor.get("/")).text, /Begin verification/);
  });

  it("sends money only when SpherePay itself says approved", async () => {
    const visitor = aVisitor(demo);
    await visitor.signIn("iris");
    const id = demo.people.find("iris")?.customerId ?? "";
    assert.equal((await visitor.post("/transfers")).status, 403);
    demo.simulator?.approve(id, "kyc_profile_a");
    assert.equal((await visitor.post("/transfers")).status, 403);
    demo.simulator?.approve(id);
    assert.equal((await visitor.post("/transfers")).status, 200);
  });

  it("records what the browser received, without the API key", async () => {
    const visitor = aVisitor(demo);
    await visitor.signIn("ana");
    await visitor.post("/kyc/session");
    const received = JSON.stringify(demo.responses);
    assert.ok(received.includes("/kyc/session"));
    const key = demo.simulator?.apiKey ?? "";
    assert.ok(key.length > 0 && !received.includes(key));
  });
});

describe("the demo with real SpherePay", () => {
  const real = {
    apiKey: "sk_live_never_shown",
    apiUrl: "https://spherepay.invalid",
    customerId: "customer_0123456789abcdef0123456789abcdef",
  };

  it("offers its one customer, the default link hosts, no panel and no steps", async () => {
    const demo = await startDemo({ port: 0, real });
    try {
      const visitor = aVisitor(demo);
      assert.equal((await visitor.signIn("customer")).status, 303);
      const { text } = await visitor.get("/");
      assert.match(text, /<sphere-kyc-onboarding/);
      assert.doesNotMatch(text, /link-hosts|class="panel"|slot=/);
      for (const path of ["/sphere/state", "/steps/business_representative"]) {
        assert.equal((await visitor.get(path)).status, 404);
      }
      assert.equal((await visitor.post("/sphere/actions/approve")).status, 404);
      assert.equal(demo.simulator, undefined);
      assert.equal(demo.providerOrigin, undefined);
    } finally {
      await demo.close();
    }
  });
});
