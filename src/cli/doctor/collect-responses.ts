/**
 * Owns: which requests the doctor sends, in which order, and what it must never do.
 * Does not own: what the responses mean (`checks/`).
 * Why: a look at a backend must not submit a customer by accident, request a link, or send a login
 * anywhere but to `/session` and the page.
 */
import { readSession } from "sphere-kyc-onboarding/contract";
import { type BackendResponse, codeOf, isSuccess, type Send } from "./backend-response.js";
import type { DoctorOptions } from "./options.js";

/** Every response that was collected; a missing one was never requested. */
export interface Responses {
  readonly endpoint: string;
  readonly options: DoctorOptions;
  readonly linkHosts: readonly string[];
  /** The origin of a page on another site, if there is one. */
  readonly pageOrigin: string | undefined;
  /** `POST /session` without a login. */
  readonly anonymous: BackendResponse;
  readonly session?: BackendResponse;
  /** `POST /session` as browsers send it for another site's page: with both headers, with one. */
  readonly crossSite: readonly BackendResponse[];
  /** Methods that must not open a session. */
  readonly wrongMethods: readonly BackendResponse[];
  readonly unknownPath: BackendResponse;
  readonly noToken: BackendResponse;
  readonly unknownToken: BackendResponse;
  readonly unknownTokenSubmit?: BackendResponse;
  readonly alteredToken?: BackendResponse;
  readonly customer?: BackendResponse;
  /** `GET /customer` that names another customer beside the token. */
  readonly otherCustomer?: BackendResponse;
  readonly unknownRequirement?: BackendResponse;
  readonly foreignRead: BackendResponse;
  readonly preflights: readonly BackendResponse[];
  readonly allowedRead?: BackendResponse;
  readonly noKey?: BackendResponse;
  /** A submit, and the same key again after its response. */
  readonly submits: readonly BackendResponse[];
  /** The same key at the same moment. */
  readonly rivalSubmit?: BackendResponse;
  /** `GET /events` with an unknown token; a stream is not read. */
  readonly unknownTokenEvents: BackendResponse;
  /** `GET /events` with the token; only the beginning of a stream is read. */
  readonly events?: BackendResponse;
  readonly page?: BackendResponse;
}

/** An origin that nobody can own. */
export const foreignOrigin = "https://doctor.invalid";
const otherId = "customer_00000000000000000000000000000000";
const unknown = "doctor.0000000000000000.0000000000000000";

/** The responses that the element would read: each has to follow every rule of the wire. */
export const wireResponses = (responses: Responses): readonly BackendResponse[] =>
  [
    ...[
      responses.session,
      responses.anonymous,
      ...responses.crossSite,
      responses.noToken,
      responses.unknownToken,
    ],
    ...[
      responses.unknownTokenSubmit,
      responses.alteredToken,
      responses.customer,
      responses.otherCustomer,
    ],
    ...[responses.unknownRequirement, responses.noKey, ...responses.submits, responses.rivalSubmit],
    ...[responses.unknownTokenEvents].filter(({ status }) => status === 401),
  ].filter((response) => response !== undefined);

/** The token for the requests that need one. */
function tokenOf(options: DoctorOptions, session: BackendResponse | undefined): string | undefined {
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

/** Sends the requests one after the other. Rejects when one gets no response. */
export async function collectResponses(
  send: Send,
  endpoint: string,
  options: DoctorOptions,
  linkHosts: readonly string[],
): Promise<Responses> {
  const { headers: login = {}, page } = options;
  const { origin } = new URL(endpoint);
  const same = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  const post = (label: string, path: string, headers: Record<string, string>) =>
    send({ label, method: "POST", path, headers });
  const read = (label: string, headers: Record<string, string>, query = "") =>
    send({ label, method: "GET", path: `/customer${query}`, headers });

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
    await post("POST /session with only a foreign Origin", "/session", {
      ...login,
      Origin: foreignOrigin,
    }),
  ];
  const wrongMethods = [
    await send({ label: "GET /session", method: "GET", path: "/session", headers: login }),
    await send({ label: "HEAD /session", method: "HEAD", path: "/session", headers: login }),
  ];
  const unknownPath = await send({ label: "GET an unknown path", method: "GET", path: "/doctor" });
  const noToken = await read("GET /customer without a token", {});
  const unknownToken = await read("GET /customer with an unknown token", bearer(unknown));
  const foreignRead = await read("GET /customer for a foreign page", { Origin: foreignOrigin });
  // A backend that lets any token read may let any token submit, so that is not tried there.
  const unknownTokenSubmit = isSuccess(unknownToken)
    ? undefined
    : await post("POST /submit with an unknown token", "/submit", {
        ...bearer(unknown),
        "Idempotency-Key": crypto.randomUUID(),
      });

  const unknownTokenEvents = await openStream("GET /events with an unknown token", unknown, "head");

  const pageOrigin = foreignPage(options, origin);
  const token = tokenOf(options, session);
  const withToken = token === undefined ? {} : await collectWithToken(token);
  return {
    ...{ endpoint, options, linkHosts, pageOrigin, anonymous, crossSite, wrongMethods },
    ...{ unknownPath, noToken, unknownToken, foreignRead, unknownTokenEvents },
    ...(session && { session }),
    ...(unknownTokenSubmit && { unknownTokenSubmit }),
    preflights: pageOrigin === undefined ? [] : await collectPreflights(send, pageOrigin),
    submits: [],
    ...withToken,
    ...(page && {
      page: await send({ label: "the page", method: "GET", path: page, headers: login }),
    }),
  };

  async function collectWithToken(valid: string): Promise<Partial<Responses>> {
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
      ...(options.submit && (await collectSubmits(authorised))),
      events: await openStream("GET /events", valid, "beginning"),
    };
  }

  async function collectSubmits(authorised: Record<string, string>): Promise<Partial<Responses>> {
    const noKey = await post("POST /submit without a key", "/submit", authorised);
    const keyed = { ...authorised, "Idempotency-Key": crypto.randomUUID() };
    const submit = "POST /submit";
    const rival = "POST /submit with the same key at the same moment";
    const both = await Promise.all([post(submit, "/submit", keyed), post(rival, "/submit", keyed)]);
    // Sorted by outcome: the backend decides which of the two came first.
    const [won = both[0], lost = both[1]] = [...both].sort((a, b) => rank(a) - rank(b));
    const again = await post("POST /submit with the same key", "/submit", keyed);
    return {
      noKey,
      submits: [{ ...won, label: submit }, again],
      rivalSubmit: { ...lost, label: rival },
    };
  }

  /** A backend without a stream need not respond; that is recorded as status 0. */
  async function openStream(
    label: string,
    token: string,
    reads: "head" | "beginning",
  ): Promise<BackendResponse> {
    try {
      return await send({ label, method: "GET", path: "/events", headers: bearer(token), reads });
    } catch {
      return { label, status: 0, headers: new Headers(), text: "", json: undefined, atMs: 0 };
    }
  }
}

const rank = (response: BackendResponse) =>
  isSuccess(response) ? 0 : codeOf(response) === "in_flight" ? 2 : 1;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

function foreignPage({ page, origin }: DoctorOptions, own: string): string | undefined {
  const given = origin ?? (page === undefined ? undefined : new URL(page).origin);
  return given === own ? undefined : given;
}

async function collectPreflights(send: Send, origin: string): Promise<readonly BackendResponse[]> {
  const responses: BackendResponse[] = [];
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
    responses.push(await send({ label: `OPTIONS ${path}`, method: "OPTIONS", path, headers }));
  }
  return responses;
}
