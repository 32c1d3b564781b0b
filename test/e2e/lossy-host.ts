import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bundlePage } from "../../demo/bundle-page.js";

/** How a file gets lost: the host is busy, or the connection ends in the middle. */
export type Loss = "503" | "cut";

/** A page with the element in it, whose second part can get lost on its way. */
export interface LossyHost {
  readonly url: string;
  /** How often the second part was asked for. */
  readonly asked: () => number;
  close(): void;
}

/** Somebody whose screen is drawn by the second part. */
const customer = {
  id: "customer_0001",
  type: "individual",
  verificationProfiles: [{ name: "kyc_profile_a", status: "approved" }],
};

/** @param times How often the second part gets lost before it comes. */
export async function startLossyHost(loss: Loss, times: number): Promise<LossyHost> {
  const assets = await bundlePage();
  let asked = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const send = (status: number, type: string, body: string | Uint8Array) =>
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
    if (pathname === "/kyc/session") {
      send(
        201,
        "application/json",
        JSON.stringify({ token: "token-for-this-test-only", customer }),
      );
      return;
    }
    if (pathname.startsWith("/kyc/")) {
      send(200, "application/json", JSON.stringify(customer));
      return;
    }
    const asset = assets.get(pathname);
    if (/\/rest-[^/]*\.js$/.test(pathname) && ++asked <= times) {
      if (loss === "503") send(503, "text/plain", "busy");
      else {
        response.writeHead(200, { "Content-Type": "text/javascript", "Content-Length": 9_000 });
        response.write("export const half = ", () => response.destroy());
      }
      return;
    }
    if (asset) send(200, asset.contentType, asset.body);
    else send(pathname === "/" ? 200 : 404, "text/html", page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const page = `<!doctype html><html lang="en"><title>host</title>
  <sphere-kyc-onboarding endpoint="/kyc"></sphere-kyc-onboarding>
  <script type="module" src="/assets/account.js"></script></html>`;
