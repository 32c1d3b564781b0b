/** One content security policy: sources by directive, names in lower case. */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** Every policy of a header; a page may do what all of them allow. */
export function readPolicies(header: string): readonly Policy[] {
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

/** Whether a page with this policy may fetch from the endpoint and its routes. */
export function allowsConnecting(policy: Policy, endpoint: URL, page: URL): boolean {
  const sources = policy.get("connect-src") ?? policy.get("default-src");
  return sources === undefined || sources.some((each) => sourceAllows(each, endpoint, page));
}

const hostSource =
  /^(?:([a-z][a-z0-9+.-]*:)\/\/)?(\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:]+\])(?::(\d+|\*))?(\/\S*)?$/i;

/** What a browser accepts for a scheme: http also stands for https, as an upgrade. */
const schemeFits = (source: string, actual: string) =>
  source === actual || (source === "http:" && actual === "https:");

const portOf = ({ port, protocol }: URL) => port || (protocol === "https:" ? "443" : "80");

/** Follows "Does url match expression" of Content Security Policy Level 3. */
function sourceAllows(source: string, endpoint: URL, page: URL): boolean {
  const text = source.toLowerCase();
  if (text === "*") return true;
  if (text === "'self'") {
    const isUpgrade = page.protocol === "http:" && endpoint.protocol === "https:";
    const isSame = isUpgrade && !page.port && !endpoint.port && endpoint.host === page.host;
    return endpoint.origin === page.origin || isSame;
  }
  if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return schemeFits(text, endpoint.protocol);
  const [, scheme = page.protocol, host = "", port, path = ""] = hostSource.exec(source) ?? [];
  return (
    schemeFits(scheme.toLowerCase(), endpoint.protocol) &&
    hostFits(host.toLowerCase(), endpoint.hostname) &&
    portFits(port, endpoint) &&
    pathFits(path, endpoint)
  );
}

function hostFits(host: string, actual: string): boolean {
  if (host === "*") return true;
  return host.startsWith("*.") ? actual.endsWith(host.slice(1)) : actual === host;
}

function portFits(port: string | undefined, endpoint: URL): boolean {
  if (port === undefined) return endpoint.port === "";
  const own = portOf(endpoint);
  return port === "*" || port === own || (port === "80" && own === "443");
}

/** A path without a trailing slash allows only itself, and the endpoint has several routes. */
function pathFits(path: string, endpoint: URL): boolean {
  if (path === "") return true;
  return path.endsWith("/") && `${endpoint.pathname.replace(/\/$/, "")}/`.startsWith(path);
}
