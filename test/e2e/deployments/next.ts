import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withStartedHost } from "../../hosts/started-host.js";
import { projectFolder } from "../../package/source-files.js";
import type { Deployment } from "./deployment.js";

const example = join(projectFolder, "demo/hosts/next");
// Below the example, where Next and the package are found.
const folder = join(example, ".cache/with-slashes");

const config = `import config from "../../next.config.mjs";
export default { ...config, trailingSlash: true };
`;

/** The example in Next, with `trailingSlash: true`: Next redirects every address without a slash. */
export const nextWithSlashes: Deployment = async (site, use) => {
  mkdirSync(join(folder, "public"), { recursive: true });
  for (const name of ["app", "jsconfig.json", "package.json"]) {
    cpSync(join(example, name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, "next.config.mjs"), config);
  writeFileSync(join(folder, "public/account.html"), site.html("/kyc/"));
  writeFileSync(join(folder, "public/account.js"), site.script);
  const command = [process.execPath, "demo/hosts/next/start.mjs", folder] as const;
  await withStartedHost(
    command,
    ({ endpoint, simulator, customerId }) =>
      use({ pageUrl: new URL("/account.html", endpoint).href, simulator, customerId }),
    site.providerOrigin,
  );
};
