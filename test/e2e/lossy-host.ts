import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bundlePage } from "../../demo/bundle-page.js";

/** How a file gets lost: the host is busy, or the connection ends in the middle. */
export type Loss = "503" | "cut";

/** A page with the element in it, one of whose files can get lost on its way. */
export interface LossyHost {
  readonly url: string;
  /** How often the file was requested. */
  readonly requests: () => number;
  close(): void;
}

const profile = {
  name: "kyc_profile_a",
  status: "incomplete",
  criteria: {
    complete: [],
    pending: [],
    required: ["identity_verification", "kyc_a_approval"],
    errors: [],
  },
};

/** Ready for verification. */
const customer = { id: "customer_0001", type: "individual", verificationProfiles: [profile] };

const link = { url: "https://in.sumsub.com/websdk/p/a", expiresAt: "2099-01-01T00:00:00Z" };

/** @param file The beginning of the name of the file that gets lost whenever it is requested. */
export async function startLossyHost(
  loss: Loss,
  file: string,
  language: string,
): Promise<LossyHost> {
  const assets = await bundlePage();
  let requests = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const send = (status: number, type: string, body: string | Uint8Array) =>
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
    if (pathname.startsWith("/kyc/")) {
      const [status, body] = responseTo(pathname);
      send(status, "application/json", JSON.stringify(body));
      return;
    }
    const asset = assets.get(pathname);
    if (pathname.startsWith(`/assets/${file}-`)) {
      requests++;
      if (loss === "503") send(503, "text/plain", "busy");
      else {
        response.writeHead(200, { "Content-Type": "text/javascript", "Content-Length": 9_000 });
        response.write("export const half = ", () => response.destroy());
      }
      return;
    }
    if (asset) send(200, asset.contentType, asset.body);
    else send(pathname === "/" ? 200 : 404, "text/html", page(language));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests: () => requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function responseTo(path: string): readonly [status: number, body: object] {
  if (path === "/kyc/session") return [201, { token: "token-for-this-test-only", customer }];
  if (path === "/kyc/submit") return [201, link];
  return path === "/kyc/customer" ? [200, customer] : [404, {}];
}

const page = (language: string) => `<!doctype html><html lang="${language}"><title>host</title>
  <sphere-kyc-onboarding endpoint="/kyc"></sphere-kyc-onboarding>
  <script type="module" src="/assets/account.js"></script></html>`;
