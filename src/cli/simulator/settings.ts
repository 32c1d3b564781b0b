import { parseArgs } from "node:util";
import {
  isScenarioName,
  type Release,
  type ScenarioName,
  scenarios,
} from "sphere-kyc-onboarding/simulator";

/** Names under which only this machine can be reached. */
export type LoopbackHost = "127.0.0.1" | "localhost" | "::1";

/** How the simulator is served. */
export interface SimulatorSettings {
  readonly host: LoopbackHost;
  /** 0 means any free one. */
  readonly port: number;
  /** A separate port for the pages that links lead to; 0 means any free one, undefined the same. */
  readonly providerPort?: number;
  readonly release?: Release;
  readonly scenario?: ScenarioName;
  /** The same seed gives the same ids; undefined: other ids in every run. */
  readonly seed?: number;
  readonly webhook?: { readonly url: string; readonly secret?: string };
  /** Whether the clock moves only by the control interface; otherwise it runs. */
  readonly isClockStopped: boolean;
}

/** How the command is used. */
export const simulatorUsage = `sphere-kyc-onboarding simulator [options]

  --port N             SpherePay's API and the control interface; default 4180, 0 for any free one
  --provider-port M    a separate port for the pages that links lead to
  --release R          2025-12, 2026-05 (default) or 2026-07
  --scenario NAME      starts with this scenario, and prints its customer's id
  --seed N             the same ids in every run; others in each when left out
  --clock stopped      a clock that only the control interface moves; it runs by default
  --webhook URL        sends events to this address of this machine
  --webhook-secret S   the key of their signature
  --host H             127.0.0.1 (default), localhost or ::1

For tests only: it does not start with NODE_ENV=production, nor on an address others can reach.
`;

const flags = {
  port: { type: "string" },
  "provider-port": { type: "string" },
  release: { type: "string" },
  scenario: { type: "string" },
  seed: { type: "string" },
  clock: { type: "string" },
  webhook: { type: "string" },
  "webhook-secret": { type: "string" },
  host: { type: "string" },
} as const;

const defaultPort = "4180";
const releases = ["2025-12", "2026-05", "2026-07"] as const;
const hosts = ["127.0.0.1", "localhost", "::1"] as const;

/** @throws TypeError that names the wrong option, or says why the simulator must not start. */
export function readSimulatorSettings(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): SimulatorSettings {
  if (env["NODE_ENV"] === "production") {
    throw new TypeError(
      "The simulator approves any customer on request: it does not start with NODE_ENV=production.",
    );
  }
  const { values } = parseArgs({ args: [...args], options: flags });
  const { release, scenario, seed, clock } = values;
  if (scenario !== undefined && !isScenarioName(scenario)) {
    const names = scenarios.map(({ name }) => name).join(", ");
    throw new TypeError(`--scenario: there is no scenario "${scenario}". There are: ${names}.`);
  }
  if (clock !== undefined && clock !== "stopped" && clock !== "running") {
    throw new TypeError("--clock: expected stopped or running.");
  }
  const webhook = webhookOf(values.webhook, values["webhook-secret"]);
  const providerPort = values["provider-port"];
  return {
    host: oneOf("--host", values.host ?? "127.0.0.1", hosts, ": it is only for this machine"),
    port: portOf("--port", values.port ?? defaultPort),
    isClockStopped: clock === "stopped",
    ...(providerPort !== undefined && { providerPort: portOf("--provider-port", providerPort) }),
    ...(release !== undefined && { release: oneOf("--release", release, releases, "") }),
    ...(scenario !== undefined && { scenario }),
    ...(seed !== undefined && { seed: seedOf(seed) }),
    ...(webhook && { webhook }),
  };
}

function oneOf<Word extends string>(
  option: string,
  value: string,
  words: readonly Word[],
  why: string,
): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) {
    throw new TypeError(`${option}: expected ${words.join(", ")}, not "${value}"${why}.`);
  }
  return found;
}

function portOf(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) {
    return port;
  }
  throw new TypeError(`${option}: expected a whole number from 0 to 65535, not "${text}".`);
}

function seedOf(text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (seed < 2 ** 32) {
    return seed;
  }
  throw new TypeError(`--seed: expected a whole number from 0 to 4294967295, not "${text}".`);
}

function webhookOf(
  url: string | undefined,
  secret: string | undefined,
): SimulatorSettings["webhook"] {
  if (url === undefined) {
    if (secret !== undefined) {
      throw new TypeError("--webhook-secret: expected --webhook as well.");
    }
    return undefined;
  }
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: "", hostname: "" };
  if (!/^https?:$/.test(protocol) || !["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
    throw new TypeError(
      "--webhook: expected an address of this machine: http://127.0.0.1:PORT/...",
    );
  }
  return { url, ...(secret !== undefined && { secret }) };
}
