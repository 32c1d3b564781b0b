import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Fault } from "../../../src/simulator/index.js";
import { aReadyCustomer, rawCall } from "../spherepay-call.js";
import { isSettled } from "./is-settled.js";

/** A ready customer, and requests for them. */
function aStage(...faults: readonly Fault[]) {
  const { simulator, id } = aReadyCustomer();
  for (const fault of faults) {
    simulator.inject(fault);
  }
  const read = (init?: RequestInit) => rawCall(simulator, "GET", `/v2/customer/${id}`, init);
  const requestLink = (init?: RequestInit) =>
    rawCall(simulator, "POST", `/v2/customer/${id}/kyc-link`, init);
  return { simulator, id, read, requestLink };
}

const statuses = async (calls: readonly Promise<Response>[]) =>
  (await Promise.all(calls)).map(({ status }) => status);

describe("which calls a fault applies to", () => {
  it("one call by default, or the next ones", async () => {
    const { read } = aStage({ kind: "status", status: 500 });
    assert.deepEqual(await statuses([read(), read()]), [500, 200]);
    const burst = aStage({ kind: "status", status: 502, times: 3 });
    const four = [burst.read(), burst.read(), burst.read(), burst.read()];
    assert.deepEqual(await statuses(four), [502, 502, 502, 200]);
  });

  it("several come one after the other", async () => {
    const { read } = aStage({ kind: "status", status: 500 }, { kind: "status", status: 429 });
    assert.deepEqual(await statuses([read(), read(), read()]), [500, 429, 200]);
  });

  it("only those of its path and method", async () => {
    const path = "/v2/customer/{id}/kyc-link";
    const { read, requestLink } = aStage({ kind: "status", status: 503, path });
    assert.deepEqual(await statuses([read(), requestLink(), requestLink()]), [200, 503, 201]);
    const post = aStage({ kind: "status", status: 503, method: "POST" });
    assert.deepEqual(await statuses([post.read(), post.requestLink()]), [200, 503]);
  });

  it("an exact path means only that customer, letter by letter", async () => {
    const { simulator, id, read } = aStage();
    const other = simulator.createCustomer();
    simulator.inject({ kind: "status", status: 500, path: `/v2/customer/${id}` });
    assert.equal((await rawCall(simulator, "GET", `/v2/customer/${other}`)).status, 200);
    assert.equal((await read()).status, 500);
    simulator.inject({ kind: "status", status: 500, path: "/v2.customer/{id}" });
    assert.equal((await read()).status, 200);
  });

  it("all until they are cleared", async () => {
    const { simulator, read } = aStage({ kind: "status", status: 503, times: Infinity });
    assert.deepEqual(await statuses([read(), read(), read()]), [503, 503, 503]);
    simulator.clearFaults();
    assert.equal((await read()).status, 200);
  });
});

describe("a status", () => {
  it("comes with a problem and no Retry-After, and the call has no effect", async () => {
    const { simulator, id, requestLink } = aStage({ kind: "status", status: 500 });
    simulator.behave({ release: "2025-12" });
    const path = `/v2/customer/${id}/submit-verification`;
    const response = await rawCall(simulator, "POST", path);
    assert.equal(response.status, 500);
    assert.equal(response.headers.get("retry-after"), null);
    assert.deepEqual(await response.json(), { status: 500, detail: "Internal server error" });
    assert.equal(simulator.customer(id)?.verificationProfiles[0]?.status, "incomplete");
    assert.equal((await requestLink()).status, 201);
  });

  it("the call takes effect although its response is lost, if carried out", async () => {
    const { simulator, id } = aStage({ kind: "status", status: 503, isCarriedOut: true });
    simulator.behave({ release: "2025-12" });
    const path = `/v2/customer/${id}/submit-verification`;
    assert.equal((await rawCall(simulator, "POST", path)).status, 503);
    assert.equal(simulator.customer(id)?.verificationProfiles[0]?.status, "pending");
  });

  it("sets Retry-After in seconds or as a date by SpherePay's clock", async () => {
    const limit = { kind: "status", status: 429, retryAfterSeconds: 90 } as const;
    const { simulator, read } = aStage(limit, { ...limit, retryAfterForm: "date" });
    simulator.behave({ skewMs: 600_000 });
    assert.equal((await read()).headers.get("retry-after"), "90");
    assert.equal((await read()).headers.get("retry-after"), "Sat, 21 Nov 2026 19:53:30 GMT");
  });
});

describe("a slow response", () => {
  it("arrives with the first tick after its time", async () => {
    const { simulator, read } = aStage({ kind: "slow", delayMs: 8_000 });
    const response = read();
    assert.equal(await isSettled(response), false);
    simulator.clock.advance(7_999);
    await simulator.tick();
    assert.equal(await isSettled(response), false);
    simulator.clock.advance(1);
    await simulator.tick();
    assert.equal((await response).status, 200);
  });

  it("arrives even when the clock was moved before the simulator read the call", async () => {
    const { simulator, read } = aStage({ kind: "slow", delayMs: 8_000 });
    const response = read();
    simulator.clock.advance(8_000);
    await simulator.tick();
    assert.equal((await response).status, 200);
  });

  it("arrives when the test's promise is settled", async () => {
    let letGo = () => {};
    const until = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { read } = aStage({ kind: "slow", until });
    const response = read();
    assert.equal(await isSettled(response), false);
    letGo();
    assert.equal((await response).status, 200);
  });

  it("contains the state at the time of the call", async () => {
    const { simulator, id, read } = aStage({ kind: "slow", delayMs: 1 });
    const response = read();
    await isSettled(response);
    simulator.approve(id);
    simulator.clock.advance(1);
    await simulator.tick();
    assert.equal((await (await response).json()).verificationProfiles[0].status, "incomplete");
  });

  it("ends with the caller's reason when they give up, and with a reset", async () => {
    const { simulator, read } = aStage({ kind: "slow", delayMs: 1_000, times: 2 });
    const gone = new AbortController();
    const response = read({ signal: gone.signal });
    await isSettled(response);
    gone.abort(new Error("enough"));
    await assert.rejects(response, /enough/);
    const other = read();
    await isSettled(other);
    simulator.reset();
    assert.equal((await other).status, 200);
  });
});

describe("incomplete responses", () => {
  it("hang: nothing, until the caller gives up; status 0 in the record", async () => {
    const { simulator, read } = aStage({ kind: "hang" });
    const gone = new AbortController();
    const response = read({ signal: gone.signal });
    simulator.clock.advance(86_400_000);
    await simulator.tick();
    assert.equal(await isSettled(response), false);
    gone.abort();
    await assert.rejects(response, { name: "AbortError" });
    assert.equal(simulator.calls[0]?.status, 0);
    assert.equal(simulator.calls[0]?.fault, "hang");
  });

  it("a hung body begins like the correct response and does not end", async () => {
    const { read } = aStage({ kind: "hung-body" });
    const whole = await (await read()).body?.getReader();
    const first = await whole?.read();
    const beginning = new TextDecoder().decode(first?.value);
    assert.ok(beginning.startsWith('{"id":"customer_'));
    const rest = whole?.read() ?? Promise.resolve();
    assert.equal(await isSettled(rest), false);
    await whole?.cancel();
    assert.equal(await isSettled(rest), true);
  });

  it("truncated JSON has the correct status and type and cannot be parsed", async () => {
    const { read, requestLink } = aStage({ kind: "truncated" });
    const response = await requestLink();
    assert.equal(response.status, 201);
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    await assert.rejects(response.json(), SyntaxError);
    assert.equal((await (await read()).json()).type, "individual");
  });
});

describe("responses of a proxy", () => {
  it("HTML with 200, or with a chosen status", async () => {
    const { read } = aStage({ kind: "html" }, { kind: "html", status: 502 });
    const page = await read();
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
    assert.match(await page.text(), /^<!doctype html>/);
    assert.equal((await read()).status, 502);
  });

  it("a redirect to another host, or to a chosen one", async () => {
    const location = "https://example.com/login";
    const { read } = aStage({ kind: "redirect" }, { kind: "redirect", location });
    const response = await read();
    assert.equal(response.status, 302);
    assert.equal(response.headers.get("location"), "https://login.invalid/");
    assert.equal((await read()).headers.get("location"), location);
  });
});
