import assert from "node:assert/strict";
import { test } from "node:test";
import { createOnboardingHandler, type LinkStore } from "../../src/host/index.js";
import { createMemoryLinkStore } from "../../src/host/links.js";
import { isCustomerId } from "../../src/host/sphere-client.js";
import { createHandClock, createSimulator } from "../../src/simulator/index.js";
import { type AnsweredJson, ask, secret } from "./host-under-test.js";
import { aCustomer, aLink, anUpstream } from "./scripted-upstream.js";

const customers = 25;
const { now } = createHandClock();

/** A host with a login by header, over a SpherePay whose every answer names its customer. */
function aSharedHost(options: { links?: LinkStore } = {}) {
  const upstream = anUpstream(({ url, method }) => {
    const id = new URL(url).pathname.split("/")[3] ?? "";
    return method === "POST"
      ? Response.json({ ...aLink, url: `https://in.sumsub.com/websdk/p/${id}` }, { status: 201 })
      : Response.json({ ...aCustomer, id, tosStatus: `terms-of-${id}` });
  });
  const handler = createOnboardingHandler({
    apiKey: "sk_isolation",
    secret,
    resolveCustomer: (request) => request.headers.get("X-Login"),
    fetch: upstream.fetch,
    now,
    ...options,
  });
  return { handler, upstream };
}

const idOf = (index: number) => `customer_${String(index).padStart(8, "0")}`;
const idsIn = (text: string) => new Set(text.match(/customer_\d{8}/g) ?? []);

async function foreignAnswers(links?: LinkStore): Promise<{ answers: number; foreign: number }> {
  const { handler } = aSharedHost(links && { links });
  const sessions = await Promise.all(
    Array.from({ length: customers }, async (_, index) => {
      const id = idOf(index);
      const { body } = await ask(handler, "POST", "/kyc/session", { "X-Login": id });
      return { id, headers: { Authorization: `Bearer ${body["token"]}`, "X-Login": idOf(99) } };
    }),
  );
  const checked = await Promise.all(
    sessions.flatMap(({ id, headers }, index) => {
      const other = idOf((index + 1) % customers);
      const swapped = { ...headers, "X-Customer-Id": other, Cookie: `customerId=${other}` };
      const query = `?customerId=${other}&id=${other}&sub=${other}`;
      const asked: Promise<AnsweredJson>[] = [
        ask(handler, "GET", `/kyc/customer${query}`, swapped),
        // The same key for everyone: a key belongs to its customer.
        ask(handler, "POST", `/kyc/submit${query}`, { ...swapped, "Idempotency-Key": "shared" }),
        ask(handler, "POST", `/kyc/links/identity_verification${query}`, swapped),
      ];
      return asked.map(async (answer) => {
        const { status, text } = await answer;
        assert.ok(status < 300 || status === 409, text);
        return [...idsIn(text)].some((found) => found !== id);
      });
    }),
  );
  return { answers: checked.length, foreign: checked.filter((isForeign) => isForeign).length };
}

test("ids in query, header, cookie and idempotency key never reach another customer", async () => {
  assert.deepEqual(await foreignAnswers(), { answers: 3 * customers, foreign: 0 });
});

test("control: a store that is keyed without the customer gives links away", async () => {
  const store = createMemoryLinkStore({ now });
  const keyless: LinkStore = {
    ...store,
    shareLink: (_, requirement, make) => store.shareLink("everybody", requirement, make),
  };

  const { foreign } = await foreignAnswers(keyless);

  assert.ok(foreign > 0);
});

test("a body that names another customer is not read", async () => {
  const { handler, upstream } = aSharedHost();
  const { body } = await ask(handler, "POST", "/kyc/session", { "X-Login": idOf(1) });
  const request = new Request("https://app.example/kyc/submit", {
    method: "POST",
    headers: { Authorization: `Bearer ${body["token"]}`, "Idempotency-Key": "a-key" },
    body: JSON.stringify({ id: idOf(2), customerId: idOf(2) }),
  });

  const response = await handler(request);

  assert.deepEqual([...idsIn(await response.text())], [idOf(1)]);
  assert.equal(request.bodyUsed, false);
  assert.equal(
    upstream.requests.some(({ url }) => url.includes(idOf(2))),
    false,
  );
});

const hostileIds = [
  ".",
  "..",
  "%2e%2e",
  "customer_",
  "customer_..",
  "customer_a/../../x",
  "customer_a/kyc-link",
  "customer_a?b",
  "customer_a#b",
  "customer_a%2f..",
  "customer_a\n",
  "customer_a\u0000",
  " customer_a",
  "customer_A",
  "customer_\u0430",
  `customer_${"a".repeat(65)}`,
  "//evil.example/customer_a",
  "customer_a\\..\\x",
  "__proto__",
];

test("no hostile id reaches SpherePay", async () => {
  const simulator = createSimulator();
  for (const id of hostileIds) {
    const handler = createOnboardingHandler({
      apiKey: simulator.apiKey,
      secret,
      resolveCustomer: () => ({ id }),
      fetch: (input, init) => simulator.api(new Request(input, init)),
    });

    const { status } = await ask(handler, "POST", "/kyc/session");

    assert.equal(status, 502, id);
  }
  assert.deepEqual(simulator.calls, []);
});

test("an id is an id; control: encoding alone leaves the intended path", () => {
  const intended = (path: string) => /^\/v2\/customer\/[^/]+\/kyc-link$/.test(path);
  const pathOf = (id: string) => new URL(`https://x.example/v2/customer/${id}/kyc-link`).pathname;

  assert.deepEqual(hostileIds.filter(isCustomerId), []);
  assert.equal(isCustomerId("customer_0a"), true);
  assert.ok(hostileIds.some((id) => !intended(pathOf(id))));
  assert.equal(intended(pathOf(encodeURIComponent(".."))), false);
});
