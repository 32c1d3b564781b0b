import { refuseProduction } from "./refuse-production.mjs";

/** Real SpherePay instead of the simulator, and the one customer who can sign in. */
export interface RealSpherePay {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly customerId: string;
  /** The secret of SpherePay's webhook to `/kyc/webhook`; without it, webhooks are refused. */
  readonly webhookSecret?: string;
}

/** The settings from the environment. */
export interface Settings {
  readonly port: number;
  /** Left out: the simulator. */
  readonly real?: RealSpherePay;
}

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const defaultPort = 4173;
const realNames = ["SPHERE_API_KEY", "SPHERE_API_URL", "SPHERE_CUSTOMER_ID"] as const;

/**
 * Reads `PORT` and the three variables that switch to real SpherePay, and the optional
 * `SPHERE_WEBHOOK_SECRET`. An empty one counts as unset.
 *
 * @throws TypeError that names what is missing or wrong; it never contains the API key.
 */
export function readSettings(env: Environment): Settings {
  refuseProduction(env);
  const port = portOf(env["PORT"]);
  const missing = realNames.filter((name) => !env[name]);
  if (missing.length === realNames.length) return { port };
  if (missing.length > 0) {
    throw new TypeError(
      `Real SpherePay needs ${realNames.join(", ")}. Missing: ${missing.join(", ")}. ` +
        "Set all three, or none for the simulator.",
    );
  }
  const [apiKey = "", apiUrl = "", customerId = ""] = realNames.map((name) => env[name]);
  if (!/^[!-~]+$/.test(apiKey)) {
    throw new TypeError("SPHERE_API_KEY must be visible ASCII without spaces.");
  }
  if (!isApiUrl(apiUrl)) {
    throw new TypeError(
      'SPHERE_API_URL must be an "https:" address such as https://api.spherepay.co ' +
        '("http:" on loopback only), without credentials or query.',
    );
  }
  if (!/^customer_[a-z0-9]{1,64}$/.test(customerId)) {
    throw new TypeError("SPHERE_CUSTOMER_ID must be a SpherePay customer id: customer_...");
  }
  const webhookSecret = env["SPHERE_WEBHOOK_SECRET"];
  return { port, real: { apiKey, apiUrl, customerId, ...(webhookSecret && { webhookSecret }) } };
}

function portOf(text: string | undefined): number {
  if (!text) return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new TypeError("PORT must be a whole number from 0 (any free port) to 65535.");
}

function isApiUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isLoopback = ["localhost", "[::1]"].includes(hostname) || hostname.startsWith("127.");
  const isPlain = username + password + search + hash === "";
  return isPlain && (protocol === "https:" || (protocol === "http:" && isLoopback));
}
