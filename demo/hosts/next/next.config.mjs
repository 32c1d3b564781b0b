import { fileURLToPath } from "node:url";

// The package is linked from the repository's root: Next looks no higher than this setting.
const root = fileURLToPath(new URL("../../../", import.meta.url));

export default { poweredByHeader: false, outputFileTracingRoot: root, turbopack: { root } };
