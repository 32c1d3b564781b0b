import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import express from "express";
import serverless from "serverless-http";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { type NodeListener, toNodeListener } from "sphere-kyc-onboarding/host/node";
import { type RunningHost, walkJourney } from "./journey.js";
import { serveSpherePay } from "./loopback-spherepay.js";

const publicOrigin = "https://app.example";
const cookie = "login=ana";

/** An Express application with the handler, and what a visitor has to know of it. */
async function withApp(
  use: (app: NodeListener, host: Omit<RunningHost, "fetch">) => Promise<void>,
  options = {},
): Promise<void> {
  const spherePay = await serveSpherePay();
  const { simulator, url: spherePayUrl } = spherePay;
  const customerId = simulator.createCustomer();
  const handler = createOnboardingHandler({
    apiKey: simulator.apiKey,
    baseUrl: spherePayUrl,
    secret: "a-secret-of-thirty-two-bytes-...",
    resolveCustomer: ({ headers }) => (headers.get("Cookie") === cookie ? customerId : null),
  });
  const app = express();
  app.use("/api/kyc", toNodeListener(handler, options));
  const endpoint = `${publicOrigin}/api/kyc`;
  try {
    await use(app, { endpoint, cookie, simulator, spherePayUrl, customerId });
  } finally {
    spherePay.close();
  }
}

/** The network as API Gateway and Lambda are one. */
function lambdaFetch(app: NodeListener): typeof fetch {
  const invoke = serverless(app);
  return async (input, init) => {
    const request = new Request(input, init);
    const { host, pathname } = new URL(request.url);
    const event = {
      version: "2.0",
      rawPath: pathname,
      rawQueryString: "",
      headers: { ...Object.fromEntries(request.headers), host },
      body: await request.text(),
      requestContext: { http: { method: request.method, sourceIp: "192.0.2.1" } },
    };
    const answer = await invoke(event, {});
    const { statusCode, headers, body } = answer as {
      statusCode: number;
      headers: Record<string, string>;
      body: string;
    };
    return new Response(body, { status: statusCode, headers });
  };
}

/** A proxy that ends TLS and gives the backend another host: what comes out of it, on loopback. */
const proxyFetch =
  (inner: string, added: Record<string, string>): typeof fetch =>
  (input, init) => {
    const { pathname } = new URL(String(input));
    return fetch(inner + pathname, { ...init, headers: { ...Object(init?.headers), ...added } });
  };

async function behindProxy(
  added: Record<string, string>,
  use: (host: RunningHost) => Promise<void>,
  options = {},
): Promise<void> {
  await withApp(async (app, host) => {
    const server = createServer((request, response) => app(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    try {
      await use({ ...host, fetch: proxyFetch(`http://127.0.0.1:${port}`, added) });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }, options);
}

describe("a deployment", () => {
  it("Express on Lambda: takes a customer from sign-in to approved", async () => {
    await withApp((app, host) => walkJourney({ ...host, fetch: lambdaFetch(app) }));
  });

  it("a proxy that ends TLS and renames the host: a browser that says same-origin is approved", async () => {
    await behindProxy({ "Sec-Fetch-Site": "same-origin" }, walkJourney);
  });

  it("the same, for an older browser, with the proxy's word trusted", async () => {
    const forwarded = { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "app.example" };
    await behindProxy(forwarded, walkJourney, { trustForwarded: true });
  });

  it("the same, for an older browser, with the option origin", async () => {
    await behindProxy({}, walkJourney, { origin: publicOrigin });
  });

  it("control: an older browser is refused without an option, and reads which one", async () => {
    await behindProxy({}, async ({ endpoint, fetch = globalThis.fetch }) => {
      const headers = { Origin: publicOrigin, Cookie: cookie };
      const response = await fetch(`${endpoint}/session`, { method: "POST", headers });

      const { title } = (await response.json()) as { title: string };
      assert.equal(response.status, 403);
      assert.match(title, /allowedOrigins.*proxy_set_header Host/);
    });
  });
});
