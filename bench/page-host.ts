/** A host as a browser meets it: a page with the element, and the handler beside it. */
import { createServer } from "node:http";
import { bundlePage } from "../demo/bundle-page.js";
import { createOnboardingHandler } from "../src/host/index.js";
import { toNodeListener } from "../src/host/node.js";
import { createRedisStore } from "../src/host/redis.js";
import { webhookSecret } from "../test/host/webhooks.js";
import { announce } from "./announce.js";

const [upstream = "", redis] = process.argv.slice(2);
const secret = "a-secret-of-thirty-two-bytes-for-the-bench";

const page = `<!doctype html><html lang="en"><title>host</title>
<script type="module" src="/assets/account.js"></script></html>`;

function listen(store: { store?: ReturnType<typeof createRedisStore> }): void {
  const onboarding = createOnboardingHandler({
    apiKey: "sk_bench",
    secret,
    baseUrl: upstream,
    webhookSecret,
    resolveCustomer: (request) => request.headers.get("X-Login"),
    customerCallsPerMinute: 1_000_000,
    log: () => undefined,
    ...store,
  });
  announce(
    createServer(
      toNodeListener(async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith("/kyc/")) return onboarding(request);
        const asset = pathname === "/" ? undefined : (await bundlePage()).get(pathname);
        const type = asset?.contentType ?? "text/html; charset=utf-8";
        return new Response(asset?.body ?? page, { headers: { "Content-Type": type } });
      }),
    ),
  );
}

if (redis) {
  let isListening = false;
  const store = createRedisStore({
    url: redis,
    secret,
    onConnection(isConnected) {
      if (isConnected && !isListening) listen({ store });
      isListening ||= isConnected;
    },
  });
} else {
  listen({});
}
