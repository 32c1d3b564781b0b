import { described } from "../backend-response.js";
import type { Exam } from "../collect-responses.js";
import type { Check } from "./check.js";
import { allowsConnecting, type Policy, readPolicies } from "./content-security-policy.js";
import { advised, failed, passed, skipped, type Verdict } from "./result.js";

function trustedTypes(policies: readonly Policy[]): Verdict {
  const naming = policies.flatMap((policy) => policy.get("trusted-types") ?? []);
  const limits = policies.filter((policy) => policy.has("trusted-types"));
  const lacking = limits.filter((policy) => {
    const names = policy.get("trusted-types") ?? [];
    return !names.includes("lit-html") && !names.includes("*");
  });
  const mend = "Let `trusted-types` say: lit-html 'allow-duplicates'";
  if (lacking.length > 0) return failed("`trusted-types` does not name lit-html", `${mend}.`);
  return limits.length > 0 && !naming.includes("'allow-duplicates'")
    ? advised(
        "`trusted-types` lacks 'allow-duplicates'",
        `${mend}; a second copy of Lit on the page would keep the element from starting.`,
      )
    : passed;
}

const withPolicy = (
  judge: (policies: readonly Policy[], endpoint: URL, page: URL) => Verdict,
): Check["judge"] => {
  return ({ page, options, endpoint }: Exam) => {
    if (!page || !options.page) return skipped("give --page with the address of the page");
    if (page.status !== 200) return skipped("the page could not be read");
    const policies = readPolicies(page.headers.get("Content-Security-Policy") ?? "");
    return policies.length === 0
      ? advised(
          "no Content-Security-Policy header",
          "Send one; the README has the strictest that the element works under.",
        )
      : judge(policies, new URL(endpoint), new URL(options.page));
  };
};

/** The page that holds the element, when its address was given. */
export const pageChecks: readonly Check[] = [
  {
    id: "page-status",
    title: "The page answers 200",
    judge({ page }) {
      if (!page) return skipped("give --page with the address of the page");
      return page.status === 200
        ? passed
        : failed(
            described(page),
            "Give the address itself, and the login of a customer who sees it.",
          );
    },
  },
  {
    id: "page-connect",
    title: "The page's policy lets the element reach the backend",
    judge: withPolicy((policies, endpoint, page) =>
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
    title: "The page's policy lets the element draw",
    judge: withPolicy(trustedTypes),
  },
];
