import { type Answer, described } from "./answer.js";
import type { Check } from "./check.js";
import type { Exam } from "./exam.js";
import { advised, failed, passed, skipped, type Verdict } from "./verdict.js";

type Policy = ReadonlyMap<string, readonly string[]>;

/** Every policy of the page: each of them has to allow what the element does. */
function policiesOf({ headers }: Answer): readonly Policy[] {
  const header = headers.get("Content-Security-Policy") ?? "";
  return header
    .split(",")
    .filter((policy) => policy.trim() !== "")
    .map((policy) => {
      const directives = policy.split(";").flatMap((directive) => {
        const [name = "", ...values] = directive.trim().split(/\s+/);
        return name ? [[name.toLowerCase(), values] as const] : [];
      });
      // The first directive of a name counts.
      return new Map([...directives].reverse());
    });
}

function sourceAllows(source: string, endpoint: URL, page: URL): boolean {
  const text = source.toLowerCase();
  if (text === "*") return true;
  if (text === "'self'") return endpoint.origin === page.origin;
  if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return endpoint.protocol === text;
  const [, scheme, host = "", port] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?/.exec(text) ?? [];
  const wanted = scheme ?? page.protocol.slice(0, -1);
  const own = endpoint.port || (endpoint.protocol === "https:" ? "443" : "80");
  const usual = wanted === "https" ? "443" : "80";
  const hostFits = host.startsWith("*.")
    ? endpoint.hostname.endsWith(host.slice(1))
    : endpoint.hostname === host;
  return (
    `${wanted}:` === endpoint.protocol && hostFits && (port === "*" || (port ?? usual) === own)
  );
}

function connects(policy: Policy, endpoint: URL, page: URL): boolean {
  const sources = policy.get("connect-src") ?? policy.get("default-src");
  return sources === undefined || sources.some((each) => sourceAllows(each, endpoint, page));
}

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
    const policies = policiesOf(page);
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
      policies.every((policy) => connects(policy, endpoint, page))
        ? passed
        : failed(
            "connect-src does not allow the endpoint",
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
