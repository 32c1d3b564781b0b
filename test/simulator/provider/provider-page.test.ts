import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, type SimulatorOptions } from "../../../src/simulator/index.js";
import { linkUrl, requestLink, visit } from "../spherepay-call.js";

async function aVisitor(options: SimulatorOptions = {}, email = "ada@example.com") {
  const simulator = createSimulator(options);
  const id = simulator.createCustomer({ preset: "ready", email });
  const url = await linkUrl(simulator, id);
  return {
    simulator,
    id,
    url,
    open: () => visit(simulator, url),
    submitForm: (action: "complete" | "fail" | "abandon" | "nonsense") =>
      visit(simulator, url, action),
    profile: () => simulator.customer(id)?.verificationProfiles[0],
  };
}

describe("the provider's page", () => {
  it("is plain HTML with three buttons and no script", async () => {
    const { status, state, html, headers } = await (await aVisitor()).open();
    assert.equal(status, 200);
    assert.equal(state, "open");
    assert.equal(headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(html, /<html lang="en">/);
    assert.match(html, /<title>Identity check \(simulated\)<\/title>/);
    assert.match(html, /<button id="complete"[^>]*>Complete the check</);
    assert.match(html, /<button id="fail"[^>]*>Fail the check \(adds an error\)</);
    assert.match(html, /<button id="abandon"[^>]*>Leave without finishing</);
    assert.doesNotMatch(html, /<script/i);
  });

  it("sets no referrer policy, so that a leak shows", async () => {
    const { html, headers } = await (await aVisitor()).open();
    assert.equal(headers.get("referrer-policy"), null);
    assert.doesNotMatch(html, /name="referrer"/);
  });

  it("shows the customer and until when the link is valid", async () => {
    const { html } = await (await aVisitor()).open();
    assert.match(html, /ada@example\.com/);
    assert.match(html, /<time datetime="2026-11-28T19:42:00\.000Z">/);
  });

  it("escapes what comes from data", async () => {
    const { html } = await (await aVisitor({}, `"><script>alert('&')</script>`)).open();
    assert.doesNotMatch(html, /<script/);
    assert.match(html, /&quot;&gt;&lt;script&gt;alert\(&#39;&amp;&#39;\)&lt;\/script&gt;/);
  });

  it("completing makes the profile pending and offers no way back", async () => {
    const { submitForm, profile } = await aVisitor();
    const page = await submitForm("complete");
    assert.equal(page.status, 200);
    assert.equal(page.state, "completed");
    assert.match(page.html, /You can close this page and go back/);
    assert.doesNotMatch(page.html, /<form|<a |http-equiv/);
    assert.equal(page.headers.get("location"), null);
    assert.equal(profile()?.status, "pending");
    assert.deepEqual(profile()?.criteria.required, ["kyc_a_approval"]);
  });

  it("a link already used shows that the check is complete, and stays so", async () => {
    const { simulator, open, submitForm, profile } = await aVisitor();
    await submitForm("complete");
    assert.equal((await open()).state, "completed");
    assert.equal((await submitForm("fail")).state, "completed");
    assert.deepEqual(profile()?.criteria.errors, []);
    simulator.clock.advance(30 * 86_400_000);
    assert.equal((await open()).state, "completed");
  });

  it("finishing by hand is the same as clicking the button", async () => {
    const { simulator, id, open } = await aVisitor();
    simulator.finishProvider(id);
    assert.equal((await open()).state, "completed");
  });

  it("another link of a customer who has finished shows the same", async () => {
    const { simulator, id, submitForm } = await aVisitor();
    const second = await linkUrl(simulator, id);
    await submitForm("complete");
    assert.equal((await visit(simulator, second)).state, "completed");
    assert.equal((await visit(simulator, await linkUrl(simulator, id))).state, "completed");
  });

  it("a decided customer sees a complete check", async () => {
    const { simulator, id, open } = await aVisitor();
    simulator.approve(id);
    assert.equal((await open()).state, "completed");
  });

  for (const action of ["require", "fail", "setStatus"] as const) {
    it(`${action} reopens the check of a customer who had finished`, async () => {
      const { simulator, id, open, submitForm } = await aVisitor();
      await submitForm("complete");
      if (action === "require") {
        simulator.require(id, "identity_verification");
      } else if (action === "fail") {
        simulator.fail(id, "identity_verification", "too dark");
      } else {
        simulator.setStatus(id, "incomplete");
      }
      assert.equal((await open()).state, "open");
    });
  }

  it("failing adds an error, leaves the status and lets the customer try again", async () => {
    const { submitForm, profile } = await aVisitor();
    const page = await submitForm("fail");
    assert.equal(page.status, 200);
    assert.equal(page.state, "failed");
    assert.match(page.html, /id="complete"/);
    assert.equal(profile()?.status, "incomplete");
    assert.deepEqual(
      profile()?.criteria.errors.map((error) => error.name),
      ["identity_verification"],
    );
    assert.equal((await submitForm("complete")).state, "completed");
    assert.deepEqual(profile()?.criteria.errors, []);
  });

  it("leaving changes nothing, and the link can be opened again", async () => {
    const { simulator, id, open, submitForm } = await aVisitor();
    const before = simulator.customer(id);
    const page = await submitForm("abandon");
    assert.equal(page.state, "abandoned");
    assert.doesNotMatch(page.html, /<form/);
    assert.deepEqual(simulator.customer(id), before);
    assert.equal((await open()).state, "open");
  });

  it("a button that does not exist changes nothing", async () => {
    const { simulator, id, submitForm } = await aVisitor();
    const before = simulator.customer(id);
    assert.equal((await submitForm("nonsense")).state, "open");
    assert.deepEqual(simulator.customer(id), before);
  });

  it("an expired link is refused with 410, and its buttons do nothing", async () => {
    const { simulator, id, open, submitForm, profile } = await aVisitor();
    simulator.expireLinks(id);
    const page = await open();
    assert.equal(page.status, 410);
    assert.equal(page.state, "expired");
    assert.match(page.html, /This link has expired/);
    assert.doesNotMatch(page.html, /<form/);
    const closed = await submitForm("complete");
    assert.equal(closed.status, 410);
    assert.equal(profile()?.status, "incomplete");
  });

  it("an expired link can be followed by a new one", async () => {
    const { simulator, id } = await aVisitor({ linkTtlMs: 60_000 });
    simulator.clock.advance(60_000);
    const next = await linkUrl(simulator, id);
    assert.equal((await visit(simulator, next, "complete")).state, "completed");
    assert.equal((await requestLink(simulator, id)).status, 201);
  });

  for (const path of ["/", "/websdk/p/", "/websdk/p/sbx_none", "/elsewhere"]) {
    it(`${path} is unknown, 404`, async () => {
      const page = await visit(createSimulator(), `https://in.sumsub.com${path}`);
      assert.equal(page.status, 404);
      assert.equal(page.state, "unknown");
    });
  }
});

describe("the record of visits", () => {
  it("contains outcome, time and what the previous page revealed", async () => {
    const { simulator, url, submitForm } = await aVisitor();
    const path = new URL(url).pathname;
    const startMs = simulator.clock.now();
    await visit(simulator, url, undefined, "https://host.example/onboarding?user=7");
    await submitForm("abandon");
    await submitForm("fail");
    simulator.clock.advance(1_000);
    await submitForm("complete");
    await visit(simulator, "https://in.sumsub.com/nowhere");
    assert.deepEqual(simulator.visits, [
      {
        path,
        outcome: "opened",
        referer: "https://host.example/onboarding?user=7",
        atMs: startMs,
      },
      { path, outcome: "abandoned", referer: null, atMs: startMs },
      { path, outcome: "failed", referer: null, atMs: startMs },
      { path, outcome: "completed", referer: null, atMs: startMs + 1_000 },
      { path: "/nowhere", outcome: "unknown", referer: null, atMs: startMs + 1_000 },
    ]);
  });

  it("shows an expired link as expired", async () => {
    const { simulator, id, open } = await aVisitor();
    simulator.expireLinks(id);
    await open();
    assert.deepEqual(
      simulator.visits.map((seen) => seen.outcome),
      ["expired"],
    );
  });
});
