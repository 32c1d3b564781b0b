import { once } from "node:events";
import { createServer, request as sendRequest } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { generate } from "selfsigned";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";
import { type Deployment, withSpherePay } from "./deployment.js";

/** A certificate for this machine that no browser knows: the browser has to be told to accept it. */
async function createCertificate() {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }]);
  return { cert, key };
}

const portOf = (address: unknown): number => Object(address).port;

/**
 * A proxy that ends TLS and gives the backend a `Host` of its own, as nginx does where nothing else is
 * set: the backend sees neither the scheme nor the name that the browser sees, and no option says so.
 */
export const tlsProxy: Deployment = (site, use) =>
  withSpherePay(site, async ({ simulator, customerId, options }) => {
    const onboarding = createOnboardingHandler({ ...options, log: null });
    const proxy = createTlsServer(await createCertificate(), (request, response) => {
      const { method, url: path, headers } = request;
      const renamed = { ...headers, host: "backend_1:3000" };
      const forwarded = sendRequest({
        port: portOf(backend.address()),
        method,
        path,
        headers: renamed,
      });
      forwarded.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      });
      forwarded.on("error", () => response.destroy());
      response.on("close", () => forwarded.destroy());
      request.pipe(forwarded);
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const origin = `https://127.0.0.1:${portOf(proxy.address())}`;

    const serveOnboarding = toNodeListener(onboarding);
    const backend = createServer((request, response) => {
      if (request.url?.startsWith("/kyc/")) return serveOnboarding(request, response);
      const isScript = request.url === "/account.js";
      response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
      response.end(isScript ? site.script : site.html("/kyc"));
    });
    backend.listen(0, "127.0.0.1");
    await once(backend, "listening");
    try {
      await use({ pageUrl: `${origin}/account`, simulator, customerId });
    } finally {
      for (const server of [proxy, backend]) {
        server.closeAllConnections();
        server.close();
      }
    }
  });
