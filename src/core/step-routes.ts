import type { Route } from "./contract.js";

/** The routes of steps: a host serves those that `actions` names. */
export const stepRoutes = {
  code: { method: "POST", path: "/codes/{requirement}", success: [201], authorisedBy: "token" },
  codeCheck: {
    method: "POST",
    path: "/codes/{requirement}/check",
    success: [204],
    authorisedBy: "token",
  },
  document: {
    method: "POST",
    path: "/documents/{requirement}",
    success: [201],
    authorisedBy: "token",
  },
  details: { method: "PATCH", path: "/details", success: [204], authorisedBy: "token" },
} as const satisfies Record<string, Route>;
