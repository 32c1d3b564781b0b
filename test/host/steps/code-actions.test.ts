import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { customerId } from "../scripted-upstream.js";
import { aCodeHost, asked, email, phone } from "./code-host.js";

describe("the action of a code", () => {
  it("says where the code goes, masked, and nothing else of the contact", async () => {
    const { customer } = await aCodeHost();

    const { actions, text } = await customer();

    assert.deepEqual(actions, {
      email_verification: { kind: "code", to: "a•••@example.com" },
      phone_verification: { kind: "code", to: "+34 ••• ••• 142" },
    });
    assert.ok(!text.includes(email) && !text.includes(phone.slice(3)) && !text.includes("canary"));
  });

  it("is left out where the host has not turned it on, has a page, or is in the hosted flow", async () => {
    const off = await aCodeHost({ steps: { phone_verification: false } });
    const page = await aCodeHost({ pages: { phone_verification: "/phone" } });
    const resolveCustomer = () => ({ id: customerId, flow: "hosted" }) as const;
    const hosted = await aCodeHost({ resolveCustomer });
    const business = await aCodeHost();
    business.upstream.customer = asked({}, { type: "business" });

    assert.deepEqual(Object.keys((await off.customer()).actions), ["email_verification"]);
    assert.deepEqual((await page.customer()).actions.phone_verification, {
      kind: "page",
      href: "/phone",
    });
    for (const each of [off, page]) {
      const answer = await each.send("a-key", "phone_verification");
      assert.equal(answer.body["code"], "no_such_requirement");
    }
    for (const each of [hosted, business]) {
      assert.deepEqual((await each.customer()).actions, {});
      assert.deepEqual([(await each.send()).status, each.callsOf("otp-send")], [404, 0]);
    }
  });

  it("says what the host's hook says, masked all the same", async () => {
    const asking: unknown[] = [];
    const { customer } = await aCodeHost({
      codeDestination: async (id, channel) => {
        asking.push([id, channel]);
        return channel === "email" ? "canary@host.example" : null;
      },
    });

    const { actions, text } = await customer();

    assert.deepEqual(actions, {
      email_verification: { kind: "code", to: "c•••@host.example" },
      phone_verification: { kind: "code" },
    });
    assert.doesNotMatch(text, /canary@/);
    assert.ok(asking.some((each) => String(each) === `${customerId},phone`));
  });

  for (const [what, codeDestination] of [
    ["throws", () => Promise.reject(new Error("canary"))],
    ["never returns", () => new Promise<never>(() => {})],
  ] as const) {
    it(`says nothing when the host's hook ${what}; onError hears of it`, async () => {
      const errors: unknown[] = [];
      const { customer } = await aCodeHost({
        upstreamTimeoutMs: 40,
        codeDestination,
        onError: (_, { reason }) => void errors.push(reason),
      });

      const { actions, text } = await customer();

      assert.deepEqual(actions.email_verification, { kind: "code" });
      assert.doesNotMatch(text, /canary/);
      assert.ok(errors.includes("code_destination_threw"));
    });
  }
});
