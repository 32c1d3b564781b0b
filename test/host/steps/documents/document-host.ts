import assert from "node:assert/strict";
import { createSimulator, type ScenarioName } from "../../../../src/simulator/index.js";
import { aHandTime, type HandTime } from "../../hand-time.js";
import { aHost, type HostOptions, origin } from "../../host-under-test.js";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** The beginning of each kind of file, and something after it. */
export const files = {
  jpeg: bytes("\xff\xd8\xff\xe0 a JPEG"),
  png: bytes("\x89PNG\r\n\x1a\n a PNG"),
  pdf: bytes("%PDF-1.7 a PDF"),
  heic: bytes("\0\0\0\x18ftypheic a HEIC"),
  tiff: bytes("II*\0 a TIFF"),
} as const;

export const passport = "type=passport&country=ESP";
export const idCard = (side: string) => `type=id_card&country=ESP&side=${side}`;

/** What is sent in place of the usual. */
export interface Sending {
  readonly query?: string;
  readonly name?: string;
  readonly key?: string;
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** A body that is handed over chunk by chunk, and counts how often more was asked for. */
export function aSlowBody() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const state = { pulls: 0, isCancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        state.pulls += 1;
      },
      cancel() {
        state.isCancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return {
    body,
    state,
    push: (chunk: Uint8Array) => controller?.enqueue(chunk),
    end: () => controller?.close(),
    fail: () => controller?.error(new TypeError("The connection has ended.")),
  };
}

/** Lets the event loop go on until a fact is there. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((go) => setImmediate(go));
}

/** A handler over the simulator, with a customer who is asked for an identity document. */
export async function aDocumentHost(
  options: HostOptions = {},
  scenario?: ScenarioName,
  flow: "api" | "hosted" = "api",
) {
  const time: HandTime = aHandTime();
  const simulator = createSimulator({ clock: time.clock });
  const id = scenario ? simulator.play(scenario) : simulator.createCustomer({ preset: "ready" });
  if (!scenario) simulator.require(id, "identity_document");
  const uploads: { readonly length: string | null; readonly text: string }[] = [];
  const host = aHost({
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init);
      if (request.url.endsWith("/v2/document")) {
        const text = Buffer.from(await request.clone().arrayBuffer()).toString("latin1");
        uploads.push({ length: request.headers.get("Content-Length"), text });
      }
      return simulator.api(request);
    },
    now: time.now,
    schedule: time.schedule,
    resolveCustomer: () => ({ id, flow }),
    steps: { identity_document: true },
    ...options,
  });
  let session = await host.session();
  let keys = 0;

  async function asked(method: string, path: string, init: RequestInit) {
    const response = await host.handler(new Request(`${origin}/kyc${path}`, { method, ...init }));
    const text = await response.text();
    const body: Record<string, unknown> = text ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, text, body };
  }

  return {
    ...host,
    simulator,
    id,
    time,
    uploads,
    async customer() {
      const answer = await asked("GET", "/customer", { headers: session });
      assert.equal(answer.status, 200, answer.text);
      return answer.body;
    },
    /** Opens a session again, as one would have ended. */
    async pass(ms: number) {
      time.advance(ms);
      session = await host.session();
    },
    async send({ query = passport, name = "identity_document", key, ...sending }: Sending = {}) {
      keys += 1;
      const { body = files.jpeg, headers = {}, signal } = sending;
      return asked("POST", `/documents/${name}?${query}`, {
        headers: { ...session, "Idempotency-Key": key ?? `click-${keys}`, ...headers },
        body,
        ...(body instanceof ReadableStream && { duplex: "half" }),
        ...(signal && { signal }),
      });
    },
  };
}
