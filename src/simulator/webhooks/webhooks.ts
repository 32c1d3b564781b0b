import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";
import { WrongInput } from "../wrong-input.js";
import { type CustomerEvent, eventJson } from "./webhook-events.js";

/** How events are written, signed and sent; each can be changed at any moment. */
export interface WebhookManner {
  /** `"name"`: the events of `/v1/webhook`; `"type"`: those of 2026. `"name"` when left out. */
  readonly style: "name" | "type";
  /**
   * What is signed: the bytes of the body, or its JSON written again without spaces, as in
   * SpherePay's own sample. Bodies have spaces, so the two differ. `"reserialised"` if left out.
   */
  readonly signature: "raw" | "reserialised";
  /** How often each event is sent, its id always the same, 100 at most; 1 when left out. */
  readonly copies: number;
  /** Whether what is due together goes out newest first; `"in-order"` when left out. */
  readonly order: "in-order" | "reversed";
}

/** Where events are sent. */
export interface WebhookOptions extends Partial<WebhookManner> {
  /** Takes a POST and answers it, or its status alone; throwing means no answer. */
  readonly deliver: (request: Request) => Promise<Response | number>;
  /** The key of the signature; `secret_` and 32 hex digits when left out. */
  readonly secret?: string;
  /** The address of the request; `https://host.invalid/webhooks/spherepay` when left out. */
  readonly url?: string;
  /**
   * How long after each failed try the next one comes, in milliseconds; then it is given up. Five
   * tries more, 5 seconds to 52 minutes, when left out: no page shows SpherePay's own.
   */
  readonly retryDelaysMs?: readonly number[];
}

/** One try to deliver one event. */
export interface WebhookDelivery {
  readonly eventId: string;
  readonly name: string;
  readonly customerId: string;
  /** 1 is the first try. */
  readonly attempt: number;
  /** What was answered; 0 when there was no answer. */
  readonly status: number;
  readonly atMs: number;
}

/** The events on their way. */
export interface Webhooks {
  readonly deliveries: readonly WebhookDelivery[];
  queue(event: CustomerEvent): void;
  /** Sends what is due, one after the other, and answers when all were answered. */
  deliverDue(): Promise<void>;
  /** @throws WrongInput that names the member which is wrong. */
  behave(manner: Partial<WebhookManner>): void;
}

interface Parcel {
  readonly id: string;
  readonly event: CustomerEvent;
  readonly attempt: number;
  readonly dueMs: number;
}

const defaultDelivery = {
  style: "name",
  signature: "reserialised",
  copies: 1,
  order: "in-order",
} as const satisfies WebhookManner;

const defaultUrl = "https://host.invalid/webhooks/spherepay";
const defaultSecret = "secret_0123456789abcdef0123456789abcdef";
const defaultRetryDelaysMs: readonly number[] = [5_000, 25_000, 125_000, 625_000, 3_125_000];

/** Makes the sender; without options it drops every event. */
export function createWebhooks(
  options: WebhookOptions | undefined,
  { clock, ids }: { readonly clock: Clock; readonly ids: SeededIds },
): Webhooks {
  const deliveries: WebhookDelivery[] = [];
  const manner: { -readonly [Name in keyof WebhookManner]: WebhookManner[Name] } = {
    ...defaultDelivery,
  };
  let parcels: Parcel[] = [];
  let running: Promise<void> = Promise.resolve();

  function behave(changes: Partial<WebhookManner>): void {
    assertManner(changes);
    Object.assign(manner, changes);
  }

  async function send(parcel: Parcel, given: WebhookOptions): Promise<void> {
    const { id, event, attempt } = parcel;
    const json = eventJson(event, id, manner.style);
    const body = JSON.stringify(json, null, 1);
    const signed = manner.signature === "raw" ? body : JSON.stringify(json);
    const atMs = clock.now();
    const request = new Request(given.url ?? defaultUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        signature: await hmacHex(given.secret ?? defaultSecret, signed),
      },
      body,
    });
    const status = await answerOf(given, request).then(
      (answer) => (typeof answer === "number" ? answer : answer.status),
      () => 0,
    );
    const { name, customerId } = event;
    const eventId = manner.style === "type" ? `evt_${id}` : `event_${id}`;
    deliveries.push({ eventId, name, customerId, attempt, status, atMs });
    const delayMs = (given.retryDelaysMs ?? defaultRetryDelaysMs)[attempt - 1];
    if ((status < 200 || status > 299) && delayMs !== undefined) {
      parcels.push({ ...parcel, attempt: attempt + 1, dueMs: clock.now() + delayMs });
    }
  }

  async function sendDue(given: WebhookOptions): Promise<void> {
    let due = takeDue();
    while (due.length > 0) {
      for (const parcel of due) {
        await send(parcel, given);
      }
      due = takeDue();
    }
  }

  function takeDue(): readonly Parcel[] {
    const nowMs = clock.now();
    const due = parcels.filter(({ dueMs }) => dueMs <= nowMs);
    parcels = parcels.filter(({ dueMs }) => dueMs > nowMs);
    return manner.order === "reversed" ? due.reverse() : due;
  }

  if (options !== undefined) {
    const { deliver, secret, url, retryDelaysMs, ...given } = options;
    behave(given);
  }
  return {
    deliveries,
    behave,
    queue(event) {
      if (options === undefined) {
        return;
      }
      const id = ids.eventId();
      for (let copy = 0; copy < manner.copies; copy += 1) {
        parcels.push({ id, event, attempt: 1, dueMs: clock.now() });
      }
    },
    deliverDue() {
      if (options !== undefined) {
        running = running.then(() => sendDue(options));
      }
      return running;
    },
  };
}

/** A `deliver` that throws at once is one that rejects. */
async function answerOf({ deliver }: WebhookOptions, request: Request): Promise<Response | number> {
  return deliver(request);
}

function assertManner(changes: object): void {
  for (const [name, value] of Object.entries(changes)) {
    const isRight = settingRules.get(name);
    if (isRight === undefined) {
      throw new WrongInput(
        name,
        `is not known: give some of ${[...settingRules.keys()].join(", ")}`,
      );
    }
    const [isAllowed, expected] = isRight;
    if (!isAllowed(value)) {
      throw new WrongInput(name, expected);
    }
  }
}

const settingRules: ReadonlyMap<string, readonly [(value: unknown) => boolean, string]> = new Map([
  ["style", [(value) => value === "name" || value === "type", "must be name or type"]],
  ["signature", [(v) => v === "raw" || v === "reserialised", "must be raw or reserialised"]],
  ["order", [(v) => v === "in-order" || v === "reversed", "must be in-order or reversed"]],
  ["copies", [isCopies, "must be a whole number from 1 to 100"]],
]);

function isCopies(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100;
}

/** Lower-case hex of HMAC-SHA256, the whole secret as the key. */
async function hmacHex(secret: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const bytes = new Uint8Array(await subtle.sign("HMAC", key, encoder.encode(message)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
