/** `sphere-kyc-onboarding doctor URL`: checks a running backend against the wire. */
import { parseArgs } from "node:util";
import type { DoctorOptions } from "./options.js";
import { reportText } from "./report-text.js";
import { runDoctor } from "./run-doctor.js";

export type { DoctorOptions } from "./options.js";
export { reportText } from "./report-text.js";
export { type Finding, type Report, runDoctor } from "./run-doctor.js";

/** What the command writes to and sends requests with. */
export interface DoctorContext {
  /** Takes the report. */
  readonly write: (text: string) => void;
  /** Takes what is wrong with the command line. */
  readonly writeError: (text: string) => void;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

/** How the command is used. */
export const doctorUsage = `sphere-kyc-onboarding doctor URL [options]

  URL                    the element's endpoint, such as https://app.example/kyc
  --header "Name: value" sent to POST /session and the page: a test customer's login. May be repeated
  --token TOKEN          a session token, instead of the one that POST /session returns
  --page URL             the page with the element: checks its content security policy
  --origin ORIGIN        the page's origin, when it differs from the backend's
  --link-host HOST       a host that links may lead to, instead of the known ones. May be repeated
  --webhook-secret S     the secret of SpherePay's webhooks: sends signed ones, about nobody
  --steps                send the customer a code, and the backend blank files and wrong details,
                         FOR REAL, to check the routes of the steps that are offered
  --submit               submit the customer FOR REAL, to check /submit and its links
  --json                 the report as JSON

Exit code: 0 everything was checked and nothing is to fix, 1 something is to fix or no response
came, 2 wrong usage, 3 nothing to fix was found and checks were skipped, which is no pass.
`;

const flags = {
  header: { type: "string", multiple: true },
  token: { type: "string" },
  page: { type: "string" },
  origin: { type: "string" },
  "link-host": { type: "string", multiple: true },
  "webhook-secret": { type: "string" },
  steps: { type: "boolean" },
  submit: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function headersOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((header) => {
      const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*(\S.*)$/.exec(header) ?? [];
      // The header is a secret, so the message does not repeat it.
      if (!name || !value || !/^[\t\x20-\x7e\x80-\xff]+$/.test(value)) {
        throw new TypeError('--header: expected "Name: value", without letters beyond Latin-1.');
      }
      return [name, value];
    }),
  );
}

function readCommand(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: flags,
    allowPositionals: true,
  });
  const { header = [], token, page, origin, steps, submit } = values;
  const linkHosts = values["link-host"];
  const webhookSecret = values["webhook-secret"];
  // An empty value usually comes from a variable that the build did not set: a mistake, no choice.
  const empty = Object.entries(values).find(([, value]) => [value].flat().includes(""));
  if (empty) throw new TypeError(`--${empty[0]}: expected a value, and got an empty one.`);
  const options: DoctorOptions = {
    headers: headersOf(header),
    ...(token !== undefined && { token }),
    ...(page !== undefined && { page }),
    ...(origin !== undefined && { origin }),
    ...(linkHosts && { linkHosts }),
    ...(webhookSecret !== undefined && { webhookSecret }),
    ...(steps && { steps }),
    ...(submit && { submit }),
  };
  return { url: positionals[0], isOne: positionals.length === 1, options, values };
}

const exitCodes = { passing: 0, failing: 1, incomplete: 3, unreachable: 1 } as const;

/**
 * Runs the command and returns its exit code: 0 when all was checked and there is nothing to fix, 1 when
 * there is or no response came, 2 for a wrong command line, 3 when checks were skipped and the others found
 * nothing. Never ends the process, never throws.
 * @param args The arguments after `doctor`.
 */
export async function doctor(
  args: readonly string[],
  { write, writeError, fetch, now }: DoctorContext,
): Promise<0 | 1 | 2 | 3> {
  try {
    const { url = "", isOne, options, values } = readCommand(args);
    if (values.help) {
      write(doctorUsage);
      return 0;
    }
    if (!isOne) throw new TypeError("Expected one URL.");
    const report = await runDoctor(url, {
      ...options,
      ...(fetch && { fetch }),
      ...(now && { now }),
    });
    write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
    return exitCodes[report.state];
  } catch (error) {
    writeError(`${error instanceof Error ? error.message : "Failed."}\n\n${doctorUsage}`);
    return 2;
  }
}
