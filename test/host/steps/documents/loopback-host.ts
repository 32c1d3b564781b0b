import assert from "node:assert/strict";
import { once } from "node:events";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import {
  createOnboardingHandler,
  type LogEntry,
  type OnboardingHandlerOptions,
} from "../../../../src/host/index.js";
import { type NodeListener, toNodeListener } from "../../../../src/host/node.js";
import { secret } from "../../host-under-test.js";
import { serving } from "../../served.js";

const asked = (id: string) => ({
  id,
  type: "individual",
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "incomplete",
      criteria: { complete: [], pending: [], required: ["identity_document"], errors: [] },
    },
  ],
});

/** What SpherePay was sent at `/v2/document`, as it arrives. */
export interface Arrival {
  readonly headers: IncomingMessage["headers"];
  bytes: number;
  text: string;
  state: "arriving" | "whole" | "broken";
}

/** Runs a handler and a SpherePay, each on a port of its own, with the runtime's own `fetch` between. */
export async function onLoopback(
  given: Partial<OnboardingHandlerOptions> & {
    /** Answers a document in place of a success. */
    readonly answer?: RequestListener;
    /** Mounts the listener elsewhere. */
    readonly mount?: (listener: NodeListener) => NodeListener;
  },
  use: (loopback: {
    readonly port: number;
    readonly origin: string;
    readonly arrivals: readonly Arrival[];
    readonly log: readonly LogEntry[];
    sessionOf(customerId: string): Promise<Record<string, string>>;
    /** Begins an upload; the caller writes its body. */
    begin(headers: Record<string, string | number>): ReturnType<typeof httpRequest>;
  }) => Promise<void>,
): Promise<void> {
  const { answer, mount = (listener) => listener, ...options } = given;
  const arrivals: Arrival[] = [];
  const upstream = createServer((request, response) => {
    if (!request.url?.endsWith("/v2/document")) {
      response.end(JSON.stringify(asked(request.url?.split("/").at(-1) ?? "")));
      return;
    }
    const arrival: Arrival = { headers: request.headers, bytes: 0, text: "", state: "arriving" };
    arrivals.push(arrival);
    if (answer) return answer(request, response);
    request.setEncoding("latin1");
    request.on("data", (text: string) => {
      arrival.bytes += text.length;
      if (arrival.text.length < 2_000) arrival.text += text;
    });
    request.on("close", () => {
      if (arrival.state === "arriving") arrival.state = "broken";
    });
    request.on("end", () => {
      arrival.state = "whole";
      const targetId = /name="targetId"\r\n\r\n(\w+)/.exec(arrival.text)?.[1];
      response.statusCode = 201;
      response.end(JSON.stringify({ targetId }));
    });
  });
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const address = upstream.address();
  assert.ok(typeof address === "object" && address);
  const log: LogEntry[] = [];
  const handler = createOnboardingHandler({
    apiKey: "sk_test",
    secret,
    baseUrl: `http://127.0.0.1:${address.port}`,
    resolveCustomer: (request) => request.headers.get("X-Login"),
    steps: { identity_document: true },
    customerCallsPerMinute: 10_000,
    upstreamCallsPerSecond: 10_000,
    log: (entry) => log.push(entry),
    ...options,
  });
  try {
    await serving(mount(toNodeListener(handler)), async ({ port, origin }) => {
      let keys = 0;
      await use({
        port,
        origin,
        arrivals,
        log,
        async sessionOf(customerId) {
          const headers = { "X-Login": customerId };
          const response = await fetch(`${origin}/kyc/session`, { method: "POST", headers });
          const { token } = Object(await response.json());
          return { Authorization: `Bearer ${token}` };
        },
        begin(headers) {
          keys += 1;
          const path = "/kyc/documents/identity_document?type=passport&country=ESP";
          const key = { "Idempotency-Key": `click-${keys}` };
          const upload = httpRequest({
            host: "127.0.0.1",
            port,
            path,
            method: "POST",
            headers: { ...key, ...headers },
            agent: false,
          });
          return upload.on("error", () => {});
        },
      });
    });
  } finally {
    upstream.closeAllConnections();
    upstream.close();
  }
}

/** The status and JSON of what a request got. */
export async function answered(upload: ReturnType<typeof httpRequest>) {
  const [response] = (await once(upload, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const body: Record<string, unknown> = text ? JSON.parse(text) : {};
  return { status: response.statusCode, headers: response.headers, body };
}
