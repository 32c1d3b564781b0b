import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { createWebhookReceiver } from "../../../src/host/live/webhook.js";
import { origin } from "../host-under-test.js";
import { customerId } from "../scripted-upstream.js";
import { anEvent, signatureOf, webhookSecret } from "../webhooks.js";

interface Signed {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signature: string;
}

type Receiver = (request: Request) => Promise<unknown>;

/** SpherePay's two styles, as the simulator writes them: with spaces. */
const events: Readonly<Record<string, object>> = {
  name: {
    id: "event_1",
    name: "customer.kyc.successful",
    data: { customer: { id: customerId, meta: { note: "caf\u00e9", size: 1e21, half: 0.5 } } },
    created: "2026-11-21T19:42:00.000Z",
  },
  type: anEvent("1", customerId),
};

const bytesOf = (event: object) =>
  new TextEncoder().encode(JSON.stringify(event, null, 1)) as Uint8Array<ArrayBuffer>;

/** Every webhook that differs from the signed one in a single bit. */
function* flipsOf({ body, signature }: Signed): Generator<Signed> {
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const flipped = body.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield { body: flipped, signature };
  }
  for (let bit = 0; bit < signature.length * 8; bit += 1) {
    const flipped = Buffer.from(signature, "latin1");
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield { body, signature: flipped.toString("latin1") };
  }
}

const sent = ({ body, signature }: Signed) => {
  const headers = new Headers();
  try {
    headers.set("signature", signature);
  } catch {
    // A flip that no header can carry never reaches a host.
  }
  return new Request(`${origin}/kyc/webhook`, { method: "POST", headers, body });
};

async function acceptedFlips(
  receive: Receiver,
  signed: Signed,
): Promise<{ tried: number; accepted: Signed[] }> {
  await receive(sent(signed));
  const accepted: Signed[] = [];
  let tried = 0;
  for (const flip of flipsOf(signed)) {
    tried += 1;
    await receive(sent(flip)).then(
      () => accepted.push(flip),
      () => undefined,
    );
  }
  return { tried, accepted };
}

const receiver = (acceptReserialisedWebhooks: boolean) =>
  createWebhookReceiver({
    webhookSecrets: [webhookSecret],
    acceptReserialisedWebhooks,
    upstreamTimeoutMs: 1_000,
    store: createMemoryStore(),
    log: undefined,
    onCustomerChanged: undefined,
    reportFailure() {},
    webhookAccepted() {},
  });

describe("the signature of a webhook", () => {
  for (const [style, event] of Object.entries(events)) {
    const body = bytesOf(event);

    it(`one flipped bit anywhere in a signed webhook of the style "${style}" is refused`, async () => {
      const signed = { body, signature: signatureOf(body) };

      const { tried, accepted } = await acceptedFlips(receiver(false), signed);

      assert.equal(tried, (body.length + 64) * 8);
      assert.deepEqual(accepted, []);
    });

    it(`a flipped bit in a re-serialised webhook of the style "${style}" is refused, or leaves its content unchanged`, async () => {
      const signed = { body, signature: signatureOf(JSON.stringify(event)) };

      const { accepted } = await acceptedFlips(receiver(true), signed);

      const said = accepted.map((flip) => JSON.parse(new TextDecoder().decode(flip.body)));
      assert.deepEqual(
        said,
        accepted.map(() => event),
      );
      assert.ok(accepted.every(({ signature }) => signature === signed.signature));
    });
  }

  /** Receivers with a mistake: each must let a flipped bit through. */
  const broken: Readonly<Record<string, Receiver>> = {
    "compares without looking at the case": (request) =>
      receiver(false)(
        new Request(request, {
          headers: { signature: (request.headers.get("signature") ?? "").toLowerCase() },
        }),
      ),
    "compares the beginning alone": async (request) => {
      const given = request.headers.get("signature") ?? "";
      const body = new Uint8Array(await request.arrayBuffer());
      assert.equal(given.slice(0, 32), signatureOf(body).slice(0, 32));
    },
    "signs a digest of the text, where broken characters are all the same": async (request) => {
      const text = await request.text();
      const digest = createHash("sha256").update(text.replaceAll(/[^ -~]/g, "?"));
      const good = createHash("sha256").update(
        new TextDecoder().decode(bytesOf(events["name"] ?? {})).replaceAll(/[^ -~]/g, "?"),
      );
      assert.equal(digest.digest("hex"), good.digest("hex"));
    },
  };
  for (const [what, receive] of Object.entries(broken)) {
    it(`control: a receiver that ${what} is noticed`, async () => {
      const body = bytesOf(events["name"] ?? {});

      const { accepted } = await acceptedFlips(receive, { body, signature: signatureOf(body) });

      assert.ok(accepted.length > 0);
    });
  }
});
