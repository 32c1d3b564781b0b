/** What receives documents in the bench: the handler, streaming or not, or a bare pass-through. */
import { Agent, request as ask, createServer, type RequestListener } from "node:http";
import { createOnboardingHandler } from "../src/host/index.js";
import { toNodeListener } from "../src/host/node.js";
import { announce } from "./announce.js";

const [port, kind] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });

const handler = (inspectDocument?: () => Promise<"accept">) =>
  toNodeListener(
    createOnboardingHandler({
      apiKey: "sk_bench",
      secret: "a-secret-of-thirty-two-bytes-for-the-bench",
      baseUrl: `http://127.0.0.1:${port}`,
      resolveCustomer: (request) => request.headers.get("X-Login"),
      steps: { identity_document: true },
      upstreamCallsPerSecond: 10_000,
      customerCallsPerMinute: 1_000_000,
      log: () => undefined,
      ...(inspectDocument && { inspectDocument }),
    }),
  );

const passing =
  (isWhole: boolean): RequestListener =>
  (request, response) => {
    const { url: path, method, headers } = request;
    const upstream = ask({ host: "127.0.0.1", port, path, method, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    if (!isWhole) {
      request.pipe(upstream);
      return;
    }
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => upstream.end(Buffer.concat(chunks)));
  };

const listeners: Readonly<Record<string, () => RequestListener>> = {
  handler: () => handler(),
  inspecting: () => handler(async () => "accept"),
  proxy: () => passing(false),
  "whole-proxy": () => passing(true),
};

announce(createServer(listeners[kind ?? ""]?.()));

let peak = 0;
const sample = () => {
  peak = Math.max(peak, process.memoryUsage.rss());
};
// From one message to the next: the first says where it begins, the second how far it went.
process.on("message", () => {
  sample();
  process.send?.(peak);
  globalThis.gc?.();
  peak = 0;
  sample();
});
setInterval(sample, 5).unref();
