import { build } from "esbuild";
import type { Simulator } from "sphere-kyc-onboarding/simulator";
import { listenOnLoopback } from "../../../demo/loopback.js";
import { serveSpherePay } from "../../hosts/loopback-spherepay.js";
import { projectFolder } from "../../package/source-files.js";

/** A backend that serves a page and the handler, as some deployment does it. */
export interface Deployed {
  /** The page with the element. */
  readonly pageUrl: string;
  readonly simulator: Simulator;
  readonly customerId: string;
}

/** What a deployment gets: the page to serve, and where the provider is. */
export interface Site {
  /** Signs in the one customer, and holds the element. */
  readonly html: (endpoint: string) => string;
  /** The script of the page, at `/account.js`. */
  readonly script: string;
  readonly providerOrigin: string;
}

/** Runs a backend while `use` runs. */
export type Deployment = (site: Site, use: (deployed: Deployed) => Promise<void>) => Promise<void>;

/** The customer's login at the host. */
export const login = "login-of-ana";

/** What every backend here is given. */
export const sessionSecret = "a-secret-of-thirty-two-bytes-...";

/** A page that is signed in from the start, with the element on it. */
const pageHtml = (endpoint: string, providerOrigin: string) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Account</title>
  <script>document.cookie = "login=${login}; path=/";</script>
  <script type="module" src="/account.js"></script>
  <sphere-kyc-onboarding endpoint="${endpoint}" link-hosts="${providerOrigin}"></sphere-kyc-onboarding>
</html>
`;

async function bundleScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: 'import "sphere-kyc-onboarding/define";', resolveDir: projectFolder },
    absWorkingDir: projectFolder,
    bundle: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Serves the provider's pages, then the deployment; ends both when `use` has ended. */
export async function withDeployed(
  deploy: Deployment,
  use: (deployed: Deployed) => Promise<void>,
): Promise<void> {
  const provider = await listenOnLoopback("localhost", 0);
  const providerOrigin = provider.origin;
  const site: Site = {
    html: (endpoint) => pageHtml(endpoint, providerOrigin),
    script: await bundleScript(),
    providerOrigin,
  };
  try {
    await deploy(site, async (deployed) => {
      provider.handleWith(deployed.simulator.providerPage);
      await use(deployed);
    });
  } finally {
    await provider.close();
  }
}

/** SpherePay with one new customer, and the options that a handler needs for it. */
export async function withSpherePay(
  { providerOrigin }: Site,
  use: (spherePay: {
    readonly simulator: Simulator;
    readonly customerId: string;
    readonly options: {
      readonly apiKey: string;
      readonly baseUrl: string;
      readonly secret: string;
      readonly linkHosts: readonly string[];
      readonly resolveCustomer: (request: Request) => string | null;
    };
  }) => Promise<void>,
): Promise<void> {
  const spherePay = await serveSpherePay(providerOrigin);
  const { simulator } = spherePay;
  const customerId = simulator.createCustomer();
  try {
    await use({
      simulator,
      customerId,
      options: {
        apiKey: simulator.apiKey,
        baseUrl: spherePay.url,
        secret: sessionSecret,
        linkHosts: [providerOrigin],
        resolveCustomer: ({ headers }) =>
          headers.get("Cookie") === `login=${login}` ? customerId : null,
      },
    });
  } finally {
    spherePay.close();
  }
}
