/** One of several processes of a host: the handler on `node:http`, with Redis or with its own memory. */
import { createServer } from "node:http";
import { createOnboardingHandler } from "../../src/host/index.js";
import { toNodeListener } from "../../src/host/node.js";
import { createRedisStore } from "../../src/host/redis.js";
import { webhookSecret } from "../host/webhooks.js";
import { secret } from "./two-stores.js";

const [upstream = "", redis] = process.argv.slice(2);

const handler = createOnboardingHandler({
  log: null,
  apiKey: "sk_several",
  baseUrl: upstream,
  secret,
  webhookSecret,
  resolveCustomer: ({ headers }) => headers.get("X-Login"),
  customerCallsPerMinute: 1_000_000,
  ...(redis && {
    store: createRedisStore({
      url: redis,
      secret,
      onConnection: (isConnected) => process.send?.({ isConnected }),
    }),
  }),
});

const server = createServer(toNodeListener(handler));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
