import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type {
  AnsweredLogEntry,
  FailedLogEntry,
  LogEntry,
  RequirementLogEntry,
  WebhookLogEntry,
  WebhooksMissingLogEntry,
} from "../../src/host/index.js";
import { createMemoryStore, createOnboardingHandler } from "../../src/host/index.js";
import { isLoggableRequirement } from "../../src/host/log.js";
import { ask, everyRoute, origin, secret } from "./host-under-test.js";
import { aCustomer, aLink, anUpstream, customerId } from "./scripted-upstream.js";
import { anEvent, aWebhook } from "./webhooks.js";

type PlainTextFields<T> = {
  [K in keyof T]-?: string extends T[K] ? K : never;
}[keyof T];

// Does not compile once a field takes any text.
type InLog =
  | PlainTextFields<AnsweredLogEntry>
  | PlainTextFields<RequirementLogEntry>
  | PlainTextFields<WebhookLogEntry>
  | PlainTextFields<FailedLogEntry>
  | PlainTextFields<WebhooksMissingLogEntry>;
const noPlainText: [InLog] extends [never] ? true : false = true;
const control: readonly PlainTextFields<{ note?: string; status: number }>[] = ["note"];

describe("the log", () => {
  it("no field of a log entry accepts free text; control: a note would", () => {
    assert.equal(noPlainText, true);
    assert.deepEqual([...control], ["note"]);
  });

  const canary = "c4n4ry";
  const planted = (where: string) => `${canary}-${where}`;
  const allowed: Readonly<Record<LogEntry["kind"], readonly string[]>> = {
    answered: [
      ...["kind", "route", "status", "durationMs", "correlationId"],
      ...["code", "reason", "session", "upstreamStatus"],
    ],
    requirement_without_action: ["kind", "requirement"],
    webhook: ["kind", "outcome"],
    failed: ["kind", "reason", "correlationId"],
    webhooks_missing: ["kind"],
  };

  const customerOfCanaries = {
    ...aCustomer,
    email: planted("email"),
    firstName: planted("name"),
    tosStatus: planted("terms"),
    verificationProfiles: [
      {
        name: planted("profile"),
        status: "incomplete",
        criteria: {
          complete: [planted("complete")],
          pending: [],
          required: [planted("required"), `${canary}_name`, "proof_of_moonlight"],
          errors: [{ name: planted("error"), detail: planted("detail") }],
        },
      },
    ],
  };

  const thrown = () => Promise.reject(new Error(planted("error")));
  const worlds: readonly [what: string, answer: () => Response | Promise<Response>][] = [
    ["answers", () => Response.json({ ...aLink, ...customerOfCanaries }, { status: 201 })],
    [
      "links elsewhere",
      () => Response.json({ ...aLink, url: `https://${planted("host")}.example` }),
    ],
    ["is another", () => Response.json({ ...aLink, id: planted("id"), customerId: planted("id") })],
    ["refuses", () => Response.json({ detail: planted("detail") }, { status: 422 })],
    ["breaks", () => Response.json({ detail: planted("detail") }, { status: 500 })],
    ["answers HTML", () => new Response(`<p>${planted("html")}`)],
    ["redirects", () => Response.redirect(`https://${planted("redirect")}.example/`)],
    ["throws", thrown],
  ];

  /** Everything that a browser can put a canary into. */
  const headersOfCanaries = {
    Cookie: `login=${planted("cookie")}`,
    Origin: `https://${planted("origin")}.example`,
    Referer: `https://${planted("referer")}.example`,
    "User-Agent": planted("agent"),
    "X-Forwarded-For": planted("address"),
    "Idempotency-Key": planted("key"),
  };

  async function entriesOf(change: (entry: LogEntry) => LogEntry): Promise<LogEntry[]> {
    const entries: LogEntry[] = [];
    for (const [, answer] of worlds) {
      let isOpen = false;
      const { fetch } = anUpstream(() => (isOpen ? answer() : Response.json(customerOfCanaries)));
      const base = {
        apiKey: planted("api-key"),
        secret: secret + canary,
        runtime: { fetch },
        webhookSecret: planted("webhook-secret"),
        log: (entry: LogEntry) => entries.push(change(entry)),
      };
      const handler = createOnboardingHandler({ ...base, resolveCustomer: () => customerId });
      const { body } = await ask(handler, "POST", "/kyc/session");
      isOpen = true;
      const failing = createOnboardingHandler({ ...base, resolveCustomer: thrown });
      const forgetful = createOnboardingHandler({
        ...base,
        resolveCustomer: () => planted("id"),
        store: { ...createMemoryStore(), shareLink: thrown, beginKey: thrown },
      });
      const routes = [
        ...everyRoute,
        ["POST", "/kyc/links/terms_of_service"],
        ["POST", "/kyc/links/liveness_check"],
        ["POST", `/kyc/links/${planted("link")}`],
        ["GET", `/kyc/${planted("path")}`],
        ["DELETE", "/kyc/customer"],
        ["OPTIONS", "/kyc/customer"],
      ] as const;
      for (const [method, path] of routes) {
        const address = `${path}?who=${planted("query")}`;
        for (const one of [handler, failing, forgetful]) {
          await ask(one, method, address, {
            ...headersOfCanaries,
            Authorization: `Bearer ${body["token"]}`,
          });
          await ask(one, method, address, {
            Authorization: `Bearer ${planted("token-of-nobody")}`,
          });
        }
      }
      const request = new Request(`${origin}/kyc/session`, {
        method: "POST",
        body: planted("body"),
      });
      await handler(request);
      const event = anEvent(planted("event"), customerId, planted("status"));
      await handler(aWebhook(event, { secret: base.webhookSecret }));
      await handler(aWebhook(event, { secret: planted("another-secret") }));
      const parts = String(body["token"]).split(".");
      assert.deepEqual(
        parts.filter((part) => JSON.stringify(entries).includes(part)),
        [],
      );
    }
    return entries;
  }

  const leaksIn = (entries: readonly LogEntry[]): string[] => {
    const text = JSON.stringify(entries).toLowerCase();
    return [canary, customerId, "sumsub", secret].filter((each) => text.includes(each));
  };

  it("no canary from a request, response, error or option reaches the log", async () => {
    const entries = await entriesOf((entry) => entry);

    assert.ok(entries.length > 400, `${entries.length}`);
    assert.deepEqual(leaksIn(entries), []);
    for (const entry of entries) {
      const surplus = Object.keys(entry).filter((name) => !allowed[entry.kind].includes(name));
      assert.deepEqual(surplus, []);
    }
    const seen = new Set(entries.flatMap((entry) => Object.keys(entry)));
    assert.deepEqual([...seen].sort(), [...new Set(Object.values(allowed).flat())].sort());
    const names = entries.flatMap((entry) => ("requirement" in entry ? [entry.requirement] : []));
    assert.deepEqual([...new Set<string>(names)], ["proof_of_moonlight"]);
  });

  it("control: an entry with the cause of a failure is caught", async () => {
    const careless = await entriesOf((entry) => ({ ...entry, cause: headersOfCanaries }));

    assert.deepEqual(leaksIn(careless), [canary]);
  });

  it("an entry has route, status, duration, reference and session", async () => {
    const entries: LogEntry[] = [];
    let timeMs = Date.parse("2026-11-21T19:42:00.000Z");
    const handler = createOnboardingHandler({
      apiKey: "sk_log",
      secret,
      resolveCustomer: () => customerId,
      runtime: {
        fetch: anUpstream(() => Response.json(aCustomer)).fetch,
        now: () => {
          timeMs += 1;
          return timeMs;
        },
      },
      log: (entry) => entries.push(entry),
    });
    const { body } = await ask(handler, "POST", "/kyc/session");
    const headers = { Authorization: `Bearer ${body["token"]}` };
    await ask(handler, "GET", "/kyc/customer", headers);
    await ask(handler, "GET", "/kyc/customer", headers);

    const [, first, second] = entries;
    assert.ok(first?.kind === "answered" && second?.kind === "answered");
    assert.deepEqual([first.route, first.status], ["customer", 200]);
    assert.ok(first.durationMs > 0);
    assert.match(first.correlationId, /^[0-9a-f-]{36}$/);
    assert.notEqual(first.correlationId, second.correlationId);
    assert.match(String(first.session), /^[0-9a-f]{16}$/);
    assert.equal(first.session, second.session);
  });

  for (const [name, loggable] of [
    ["proof_of_address_document", true],
    ["identity", true],
    [customerId, false],
    ["sk_live_0123", false],
    ["Marisol", false],
    ["marisol@example.com", false],
    ["15550100", false],
    ["", false],
    ["a".repeat(65), false],
  ] as const) {
    it(`${JSON.stringify(name.slice(0, 30))} ${loggable ? "may" : "may not"} be logged`, () => {
      assert.equal(isLoggableRequirement(name), loggable);
    });
  }
});
