import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import express from "express";
import serverless from "serverless-http";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";
import { type Deployment, type Site, withSpherePay } from "./deployment.js";

/** What AWS Lambda returns to API Gateway. */
interface LambdaResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/**
 * The event that API Gateway makes of a request, in version 2.0 of its payload format: headers in
 * lower case, joined by commas, without cookies; the body as text, or in base64.
 */
async function eventOf(request: IncomingMessage) {
  const { method = "GET", url = "/", headers } = request;
  const [rawPath = "/", rawQueryString = ""] = url.split("?");
  const body = await buffer(request);
  const { cookie, ...others } = headers;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split("; ") }),
    headers: others,
    requestContext: {
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1" },
      domainName: headers.host,
      stage: "$default",
    },
    ...(body.length > 0 && { body: body.toString("base64") }),
    isBase64Encoded: body.length > 0,
  };
}

/** Express in AWS Lambda: a server of this process plays API Gateway in front of it. */
export const lambda: Deployment = (site: Site, use) =>
  withSpherePay(site, async ({ simulator, customerId, options }) => {
    const app = express();
    app.get("/account", (_, response) => void response.send(site.html("/api/kyc")));
    app.get("/account.js", (_, response) => void response.type("js").send(site.script));
    // A function ends with its response: nothing can stay open, and pages poll.
    app.use("/api/kyc", toNodeListener(createOnboardingHandler({ ...options, log: null })));
    const invoke = serverless(app);

    const gateway = createServer(async (request, response) => {
      const result = (await invoke(await eventOf(request), {})) as LambdaResult;
      const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded } = result;
      response.writeHead(statusCode, { ...headers, "set-cookie": [...cookies] });
      response.end(Buffer.from(body, isBase64Encoded ? "base64" : "utf8"));
    });
    gateway.listen(0, "127.0.0.1");
    await once(gateway, "listening");
    const address = gateway.address();
    const port = typeof address === "object" && address ? address.port : 0;
    try {
      await use({ pageUrl: `http://127.0.0.1:${port}/account`, simulator, customerId });
    } finally {
      gateway.closeAllConnections();
      gateway.close();
    }
  });
