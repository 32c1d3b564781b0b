import { fileURLToPath } from "node:url";

// The package is linked from the repository's root, and Next looks no higher than its own root.
const root = fileURLToPath(new URL("../../../", import.meta.url));

export default { poweredByHeader: false, outputFileTracingRoot: root, turbopack: { root } };
