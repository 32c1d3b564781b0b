import { type Adjustable, createAdjustable } from "../adjustable.js";
import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";
import { WrongInput } from "../wrong-input.js";
import { type CustomerEvent, eventJson } from "./webhook-events.js";

/** How events are written, signed and sent; can be changed at any moment. */
export interface WebhookSettings {
  /** `"name"`: the events of `/v1/webhook`; `"type"`: those of 2026. `"name"` when left out. */
  readonly style: "name" | "type";
  /**
   * What is signed: the bytes of the body, or its JSON serialised again without spaces, as in
   * SpherePay's own sample. Bodies have spaces, so the two differ. `"reserialised"` if left out.
   */
  readonly signature: "raw" | "reserialised";
  /** How often each event is sent, its id always the same, 100 at most; 1 when left out. */
  readonly copies: number;
  /** Whether events that are due together are sent newest first; `"in-order"` when left out. */
  readonly order: "in-order" | "reversed";
}

/** Where events are sent. */
export interface WebhookOptions extends Partial<WebhookSettings> {
  /** Receives the POST and returns a response or its status; throwing means no response. */
  readonly deliver: (request: Request) => Promise<Response | number>;
  /** The key of the signature; `secret_` and 32 hex digits when left out. */
  readonly secret?: string;
  /** The address of the request; `https://host.invalid/webhooks/spherepay` when left out. */
  readonly url?: string;
  /**
   * The delay before each retry, in milliseconds; after the last one the event is dropped. Five
   * retries, after 5 seconds to 52 minutes, when left out: no page shows SpherePay's own.
   */
  readonly retryDelaysMs?: readonly number[];
}

/** One attempt to deliver one event. */
export interface WebhookDelivery {
  readonly eventId: string;
  readonly name: string;
  readonly customerId: string;
  /** From 1. */
  readonly attempt: number;
  /** The status of the response; 0 when there was none. */
  readonly status: number;
  readonly atMs: number;
}

/** The queue of events and their deliveries. */
export interface Webhooks {
  readonly deliveries: readonly WebhookDelivery[];
  queue(event: CustomerEvent): void;
  /** Sends what is due, one after the other; resolves after the last response. */
  deliverDue(): Promise<void>;
  readonly settings: Adjustable<WebhookSettings>;
  /** Drops what is queued, for good; a delivery that is under way is not repeated. */
  end(): void;
}

interface QueuedEvent {
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
} as const satisfies WebhookSettings;

const defaultUrl = "https://host.invalid/webhooks/spherepay";
const defaultSecret = "secret_0123456789abcdef0123456789abcdef";
const defaultRetryDelaysMs: readonly number[] = [5_000, 25_000, 125_000, 625_000, 3_125_000];

/** Makes the sender; without options it drops every event. */
export function createWebhooks(
  options: WebhookOptions | undefined,
  { clock, ids }: { readonly clock: Clock; readonly ids: SeededIds },
): Webhooks {
  const deliveries: WebhookDelivery[] = [];
  const adjustable = createAdjustable<WebhookSettings>(defaultDelivery, assertSettings);
  const settings = adjustable.current;
  let queue: QueuedEvent[] = [];
  let running: Promise<void> = Promise.resolve();
  let hasEnded = false;

  async function send(queued: QueuedEvent, given: WebhookOptions): Promise<void> {
    const { id, event, attempt } = queued;
    const json = eventJson(event, id, settings.style);
    const body = JSON.stringify(json, null, 1);
    const signed = settings.signature === "raw" ? body : JSON.stringify(json);
    const atMs = clock.now();
    const request = new Request(given.url ?? defaultUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        signature: await hmacHex(given.secret ?? defaultSecret, signed),
      },
      body,
    });
    const status = await responseOf(given, request).then(
      (response) => (typeof response === "number" ? response : response.status),
      () => 0,
    );
    const { name, customerId } = event;
    const eventId = settings.style === "type" ? `evt_${id}` : `event_${id}`;
    deliveries.push({ eventId, name, customerId, attempt, status, atMs });
    const delayMs = (given.retryDelaysMs ?? defaultRetryDelaysMs)[attempt - 1];
    if ((status < 200 || status > 299) && delayMs !== undefined && !hasEnded) {
      queue.push({ ...queued, attempt: attempt + 1, dueMs: clock.now() + delayMs });
    }
  }

  async function sendDue(given: WebhookOptions): Promise<void> {
    let due = takeDue();
    while (due.length > 0) {
      for (const queued of due) {
        if (hasEnded) return;
        await send(queued, given);
      }
      due = takeDue();
    }
  }

  function takeDue(): readonly QueuedEvent[] {
    const nowMs = clock.now();
    const due = queue.filter(({ dueMs }) => dueMs <= nowMs);
    queue = queue.filter(({ dueMs }) => dueMs > nowMs);
    return settings.order === "reversed" ? due.reverse() : due;
  }

  if (options !== undefined) {
    const { deliver, secret, url, retryDelaysMs, ...given } = options;
    adjustable.change(given);
  }
  return {
    deliveries,
    settings: adjustable,
    end() {
      hasEnded = true;
      queue = [];
    },
    queue(event) {
      if (options === undefined || hasEnded) {
        return;
      }
      const id = ids.eventId();
      for (let copy = 0; copy < settings.copies; copy += 1) {
        queue.push({ id, event, attempt: 1, dueMs: clock.now() });
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

/** Async, so that a `deliver` that throws becomes a rejection. */
async function responseOf(
  { deliver }: WebhookOptions,
  request: Request,
): Promise<Response | number> {
  return deliver(request);
}

function assertSettings(changes: object): void {
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
