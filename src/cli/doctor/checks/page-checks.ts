import { described } from "../backend-response.js";
import type { Responses } from "../responses.js";
import { advised, type Check, type CheckResult, failed, passed, skipped } from "./check.js";
import { allowsConnecting, type Policy, readPolicies } from "./content-security-policy.js";

function trustedTypes(policies: readonly Policy[]): CheckResult {
  const naming = policies.flatMap((policy) => policy.get("trusted-types") ?? []);
  const limits = policies.filter((policy) => policy.has("trusted-types"));
  const lacking = limits.filter((policy) => {
    const names = policy.get("trusted-types") ?? [];
    return !names.includes("lit-html") && !names.includes("*");
  });
  const fix = "Let `trusted-types` say: lit-html 'allow-duplicates'";
  if (lacking.length > 0) return failed("`trusted-types` does not name lit-html", `${fix}.`);
  return limits.length > 0 && !naming.includes("'allow-duplicates'")
    ? advised(
        "`trusted-types` lacks 'allow-duplicates'",
        `${fix}; a second copy of Lit on the page would keep the element from starting.`,
      )
    : passed;
}

const withPolicy = (
  validate: (policies: readonly Policy[], endpoint: URL, page: URL) => CheckResult,
): Check["validate"] => {
  return ({ page, options, endpoint }: Responses) => {
    if (!page || !options.page) return skipped("give --page with the address of the page");
    if (page.status !== 200) return skipped("the page could not be read");
    const policies = readPolicies(page.headers.get("Content-Security-Policy") ?? "");
    return policies.length === 0
      ? advised(
          "no Content-Security-Policy header",
          "Send one; the README has the strictest policy that the element works under.",
        )
      : validate(policies, new URL(endpoint), new URL(options.page));
  };
};

/** The page with the element, if its address was given. */
export const pageChecks: readonly Check[] = [
  {
    id: "page-status",
    title: "The page returns 200",
    validate({ page }) {
      if (!page) return skipped("give --page with the address of the page");
      return page.status === 200
        ? passed
        : failed(
            described(page),
            "Give the final address of the page, and the login of a customer who can open it.",
          );
    },
  },
  {
    id: "page-connect",
    title: "The page's policy lets the element reach the backend",
    validate: withPolicy((policies, endpoint, page) =>
      policies.every((policy) => allowsConnecting(policy, endpoint, page))
        ? passed
        : failed(
            "connect-src does not allow the endpoint and the routes under it",
            `Add ${endpoint.origin === page.origin ? "'self'" : endpoint.origin} to connect-src.`,
          ),
    ),
  },
  {
    id: "page-trusted-types",
    title: "The page's policy lets the element render",
    validate: withPolicy(trustedTypes),
  },
];
