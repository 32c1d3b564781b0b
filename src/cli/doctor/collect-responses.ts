/**
 * Owns: which requests the doctor makes, in which order, and what it must not do.
 * Does not own: what the answers mean (`*-checks.ts`).
 * Why: a look at a backend must not submit a customer by accident, ask for a link, or send a login
 * anywhere but to `/session` and the page.
 */
import { readSession } from "sphere-kyc-onboarding";
import { type Answer, type Ask, codeOf, isSuccess } from "./backend-response.js";
import type { DoctorOptions } from "./options.js";

/** Every answer that was gathered; one that is missing was not asked for. */
export interface Exam {
  readonly endpoint: string;
  readonly options: DoctorOptions;
  readonly linkHosts: readonly string[];
  /** The origin of a page elsewhere, when there is one. */
  readonly pageOrigin: string | undefined;
  /** `POST /session` without any login. */
  readonly anonymous: Answer;
  readonly session?: Answer;
  /** `POST /session` as browsers send it for another site's page: with both headers, with one. */
  readonly crossSite: readonly Answer[];
  /** Methods that must not open a session. */
  readonly wrongMethods: readonly Answer[];
  readonly unknownPath: Answer;
  readonly noToken: Answer;
  readonly unknownToken: Answer;
  readonly unknownTokenSubmit?: Answer;
  readonly alteredToken?: Answer;
  readonly customer?: Answer;
  /** `GET /customer` that names another customer beside the token. */
  readonly otherCustomer?: Answer;
  readonly unknownRequirement?: Answer;
  readonly foreignRead: Answer;
  readonly preflights: readonly Answer[];
  readonly allowedRead?: Answer;
  readonly noKey?: Answer;
  /** A press, and the same key again when it was answered. */
  readonly submits: readonly Answer[];
  /** The same press at the same moment. */
  readonly rivalSubmit?: Answer;
  /** `GET /events` with an unknown token; of a stream nothing was read. */
  readonly unknownTokenEvents: Answer;
  /** `GET /events` with the token; of a stream its beginning alone was read. */
  readonly events?: Answer;
  readonly page?: Answer;
}

/** An origin that belongs to nobody and never will. */
export const foreignOrigin = "https://doctor.invalid";
const otherId = "customer_00000000000000000000000000000000";
const unknown = "doctor.0000000000000000.0000000000000000";

/** The answers that the element would read: each has to follow every rule of the wire. */
export const wireAnswers = (exam: Exam): readonly Answer[] =>
  [
    ...[exam.session, exam.anonymous, ...exam.crossSite, exam.noToken, exam.unknownToken],
    ...[exam.unknownTokenSubmit, exam.alteredToken, exam.customer, exam.otherCustomer],
    ...[exam.unknownRequirement, exam.noKey, ...exam.submits, exam.rivalSubmit],
    ...[exam.unknownTokenEvents].filter(({ status }) => status === 401),
  ].filter((answer) => answer !== undefined);

/** The token that the exam goes on with, if any. */
function tokenOf(options: DoctorOptions, session: Answer | undefined): string | undefined {
  if (options.token) return options.token;
  try {
    return readSession(session?.json).token;
  } catch {
    return undefined;
  }
}

/** A letter in the middle of the last part: its stray bits cannot make two spellings of one token. */
function altered(token: string): string {
  const at = Math.floor((token.lastIndexOf(".") + token.length) / 2);
  const letter = token[at] === "A" ? "B" : "A";
  return token.slice(0, at) + letter + token.slice(at + 1);
}

/** Makes the requests, one after the other. Rejects when one has no answer. */
export async function examine(
  ask: Ask,
  endpoint: string,
  options: DoctorOptions,
  linkHosts: readonly string[],
): Promise<Exam> {
  const { headers: login = {}, page } = options;
  const { origin } = new URL(endpoint);
  const same = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  const post = (of: string, path: string, headers: Record<string, string>) =>
    ask({ of, method: "POST", path, headers });
  const read = (of: string, headers: Record<string, string>, query = "") =>
    ask({ of, method: "GET", path: `/customer${query}`, headers });

  const anonymous = await post("POST /session without a login", "/session", same);
  const hasLogin = Object.keys(login).length > 0;
  const session = hasLogin
    ? await post("POST /session", "/session", { ...login, ...same })
    : undefined;
  const crossSite = [
    await post("POST /session from another site", "/session", {
      ...login,
      Origin: foreignOrigin,
      "Sec-Fetch-Site": "cross-site",
    }),
    await post("POST /session with a foreign Origin alone", "/session", {
      ...login,
      Origin: foreignOrigin,
    }),
  ];
  const wrongMethods = [
    await ask({ of: "GET /session", method: "GET", path: "/session", headers: login }),
    await ask({ of: "HEAD /session", method: "HEAD", path: "/session", headers: login }),
  ];
  const unknownPath = await ask({ of: "GET an unknown path", method: "GET", path: "/doctor" });
  const noToken = await read("GET /customer without a token", {});
  const unknownToken = await read("GET /customer with an unknown token", bearer(unknown));
  const foreignRead = await read("GET /customer for a foreign page", { Origin: foreignOrigin });
  // Who lets anybody read would perhaps let anybody submit: then it is not tried.
  const unknownTokenSubmit = isSuccess(unknownToken)
    ? undefined
    : await post("POST /submit with an unknown token", "/submit", {
        ...bearer(unknown),
        "Idempotency-Key": crypto.randomUUID(),
      });

  const unknownTokenEvents = await listen("GET /events with an unknown token", unknown, "head");

  const pageOrigin = foreignPage(options, origin);
  const token = tokenOf(options, session);
  const withToken = token === undefined ? {} : await examineToken(token);
  return {
    ...{ endpoint, options, linkHosts, pageOrigin, anonymous, crossSite, wrongMethods },
    ...{ unknownPath, noToken, unknownToken, foreignRead, unknownTokenEvents },
    ...(session && { session }),
    ...(unknownTokenSubmit && { unknownTokenSubmit }),
    preflights: pageOrigin === undefined ? [] : await askPreflights(ask, pageOrigin),
    submits: [],
    ...withToken,
    ...(page && {
      page: await ask({ of: "the page", method: "GET", path: page, headers: login }),
    }),
  };

  async function examineToken(valid: string): Promise<Partial<Exam>> {
    const authorised = bearer(valid);
    const nowhere = "/links/doctor_no_such_requirement";
    const other = { ...authorised, "X-Customer-Id": otherId };
    return {
      customer: await read("GET /customer", authorised),
      alteredToken: await read("GET /customer with an altered token", bearer(altered(valid))),
      otherCustomer: await read(
        "GET /customer naming another customer",
        other,
        `?id=${otherId}&customerId=${otherId}`,
      ),
      unknownRequirement: await post("POST /links of an unknown name", nowhere, authorised),
      ...(pageOrigin && {
        allowedRead: await read("GET /customer for the page", {
          ...authorised,
          Origin: pageOrigin,
        }),
      }),
      ...(options.submit && (await examineSubmit(authorised))),
      events: await listen("GET /events", valid, "beginning"),
    };
  }

  async function examineSubmit(authorised: Record<string, string>): Promise<Partial<Exam>> {
    const noKey = await post("POST /submit without a key", "/submit", authorised);
    const keyed = { ...authorised, "Idempotency-Key": crypto.randomUUID() };
    const press = "POST /submit";
    const rival = "POST /submit with the same key at the same moment";
    const both = await Promise.all([post(press, "/submit", keyed), post(rival, "/submit", keyed)]);
    // Whichever came first at the backend.
    const [won = both[0], lost = both[1]] = [...both].sort((a, b) => rank(a) - rank(b));
    const again = await post("POST /submit with the same key", "/submit", keyed);
    return {
      noKey,
      submits: [{ ...won, of: press }, again],
      rivalSubmit: { ...lost, of: rival },
    };
  }

  /** No answer is one of the answers here: a backend that offers no stream may do as it likes. */
  async function listen(of: string, token: string, reads: "head" | "beginning"): Promise<Answer> {
    try {
      return await ask({ of, method: "GET", path: "/events", headers: bearer(token), reads });
    } catch {
      return { of, status: 0, headers: new Headers(), text: "", json: undefined, atMs: 0 };
    }
  }
}

const rank = (answer: Answer) => (isSuccess(answer) ? 0 : codeOf(answer) === "in_flight" ? 2 : 1);
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

function foreignPage({ page, origin }: DoctorOptions, own: string): string | undefined {
  const given = origin ?? (page === undefined ? undefined : new URL(page).origin);
  return given === own ? undefined : given;
}

async function askPreflights(ask: Ask, origin: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [method, path, header] of [
    ["POST", "/session", ""],
    ["GET", "/customer", "authorization"],
    ["POST", "/submit", "authorization,idempotency-key"],
  ] as const) {
    const headers = {
      Origin: origin,
      "Access-Control-Request-Method": method,
      ...(header && { "Access-Control-Request-Headers": header }),
    };
    answers.push(await ask({ of: `OPTIONS ${path}`, method: "OPTIONS", path, headers }));
  }
  return answers;
}
