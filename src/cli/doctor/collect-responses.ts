/**
 * Owns: which requests the doctor sends, in which order, and what it must never do.
 * Does not own: what the responses mean (`checks/`).
 * Why: a look at a backend must not submit a customer by accident, request a link, or send a login
 * anywhere but to `/session` and the page.
 */
import { readSession, sessionHeader } from "sphere-kyc-onboarding/contract";
import { type BackendResponse, isSuccess, type Send, wantsBasic } from "./backend-response.js";
import { collectSteps, type OfferedSteps } from "./collect-steps.js";
import { collectSubmits } from "./collect-submits.js";
import type { DoctorOptions } from "./options.js";
import { foreignOrigin, type Responses } from "./responses.js";
import { collectWebhooks } from "./webhooks.js";

const otherId = "customer_00000000000000000000000000000000";
const unknown = "doctor.0000000000000000.0000000000000000";

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

/** How a request carries the session. */
interface Carriers {
  /** For every request: the password of HTTP Basic in front of the backend, if there is one. */
  readonly front: Readonly<Record<string, string>>;
  /** In `Authorization`, unless HTTP Basic has taken that. */
  readonly usual: (token: string) => Record<string, string>;
  /** In the session's own header. */
  readonly ownHeader: (token: string) => Record<string, string>;
}

/** `basic`: the password, where HTTP Basic stands in front. */
function carriersOf(basic: string | undefined): Carriers {
  const front = basic === undefined ? {} : { Authorization: basic };
  const ownHeader = (token: string) => ({ ...front, [sessionHeader]: token });
  const inBearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  return { front, ownHeader, usual: basic === undefined ? inBearer : ownHeader };
}

/** A password for HTTP Basic among the headers of the login. */
function basicOf(login: Readonly<Record<string, string>>): string | undefined {
  const given = new Headers(login).get("Authorization") ?? "";
  return /^basic\s/i.test(given) ? given : undefined;
}

/** Sends the requests one after the other. Rejects when one gets no response. */
export async function collectResponses(
  send: Send,
  endpoint: string,
  options: DoctorOptions,
  linkHosts: readonly string[],
): Promise<Responses> {
  const { headers: login = {}, page, webhookSecret, now = Date.now } = options;
  const { deadline = (ms: number) => AbortSignal.timeout(ms) } = options;
  const { origin } = new URL(endpoint);
  const same = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  const post = (label: string, path: string, headers: Record<string, string>) =>
    send({ label, method: "POST", path, headers });
  const read = (label: string, headers: Record<string, string>, query = "") =>
    send({ label, method: "GET", path: `/customer${query}`, headers });

  const bare = await post("POST /session without a login", "/session", same);
  // The host's own login may be HTTP Basic too: then it does not ask for it here.
  const { front, usual, ownHeader } = carriersOf(wantsBasic(bare) ? basicOf(login) : undefined);
  const anonymous =
    "Authorization" in front
      ? await post("POST /session without a login", "/session", { ...front, ...same })
      : bare;
  const ownOrigin = await post("POST /session with only its own Origin", "/session", {
    ...front,
    Origin: origin,
  });
  const hasLogin = Object.keys(login).length > Object.keys(front).length;
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
  const nowhere = { label: "GET an unknown path", method: "GET", path: "/doctor", headers: front };
  const unknownPath = await send(nowhere);
  const noToken = await read("GET /customer without a token", front);
  const unknownToken = await read("GET /customer with an unknown token", usual(unknown));
  const unknownHeader = await read(
    `GET /customer with an unknown ${sessionHeader}`,
    ownHeader(unknown),
  );
  const foreign = { ...front, Origin: foreignOrigin };
  const foreignRead = await read("GET /customer for a foreign page", foreign);
  // A backend that lets any token read may let any token submit, so that is not tried there.
  const unknownTokenSubmit = isSuccess(unknownToken)
    ? undefined
    : await post("POST /submit with an unknown token", "/submit", {
        ...usual(unknown),
        "Idempotency-Key": crypto.randomUUID(),
      });

  const unknownTokenEvents = await openStream(
    "GET /events with an unknown token",
    usual(unknown),
    "head",
  );
  const webhooks = await collectWebhooks(send, webhookSecret, now());

  const pageOrigin = foreignPage(options, origin);
  const token = tokenOf(options, session);
  const withToken = token === undefined ? {} : await collectWithToken(token);
  return {
    ...{ endpoint, options, linkHosts, pageOrigin, anonymous, ownOrigin, crossSite, wrongMethods },
    ...{ unknownPath, noToken, unknownToken, unknownHeader, foreignRead, unknownTokenEvents },
    ...(session && { session }),
    ...(unknownTokenSubmit && { unknownTokenSubmit }),
    webhooks,
    preflights:
      pageOrigin === undefined
        ? []
        : await collectPreflights(send, pageOrigin, withToken.steps?.offered ?? {}),
    submits: [],
    ...withToken,
    ...(page && {
      page: await send({ label: "the page", method: "GET", path: page, headers: login }),
    }),
  };

  async function collectWithToken(valid: string): Promise<Partial<Responses>> {
    const authorised = usual(valid);
    const nowhere = "/links/doctor_no_such_requirement";
    const other = { ...authorised, "X-Customer-Id": otherId };
    const customer = await read("GET /customer", authorised);
    const steps = await collectSteps(send, {
      authorised,
      unknown: isSuccess(unknownToken) ? undefined : usual(unknown),
      customer,
      isReal: options.steps === true,
      deadline,
    });
    return {
      customer,
      headerRead: await read(`GET /customer with ${sessionHeader}`, ownHeader(valid)),
      freshRead: await read("GET /customer with a query", authorised, "?fresh=1"),
      alteredToken: await read("GET /customer with an altered token", usual(altered(valid))),
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
      ...(steps && { steps }),
      ...(options.submit && (await collectSubmits(send, authorised))),
      events: await openStream("GET /events", authorised, "beginning"),
    };
  }

  /** A backend without a stream need not respond; that is recorded as status 0. */
  async function openStream(
    label: string,
    headers: Record<string, string>,
    reads: "head" | "beginning",
  ): Promise<BackendResponse> {
    try {
      return await send({ label, method: "GET", path: "/events", headers, reads });
    } catch {
      return { label, status: 0, headers: new Headers(), text: "", json: undefined, atMs: 0 };
    }
  }
}

function foreignPage({ page, origin }: DoctorOptions, own: string): string | undefined {
  const given = origin ?? (page === undefined ? undefined : new URL(page).origin);
  return given === own ? undefined : given;
}

async function collectPreflights(
  send: Send,
  origin: string,
  { code, fields, document }: OfferedSteps,
): Promise<readonly BackendResponse[]> {
  const withBody = "authorization,content-type,idempotency-key";
  const responses: BackendResponse[] = [];
  for (const [method, path, header] of [
    ["POST", "/session", ""],
    ["GET", "/customer", "authorization"],
    ["POST", "/submit", "authorization,idempotency-key"],
    ...(code ? ([["POST", `/codes/${code}/check`, withBody]] as const) : []),
    ...(fields ? ([["PATCH", "/details", withBody]] as const) : []),
    ...(document ? ([["POST", `/documents/${document.name}`, withBody]] as const) : []),
  ] as const) {
    const headers = {
      Origin: origin,
      "Access-Control-Request-Method": method,
      ...(header && { "Access-Control-Request-Headers": header }),
    };
    const label = `OPTIONS ${path.replace(/(?<=codes|documents)\/.*/, "")}`;
    responses.push(await send({ label, method: "OPTIONS", path, headers }));
  }
  return responses;
}
