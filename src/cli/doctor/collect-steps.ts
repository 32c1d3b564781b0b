/**
 * Owns: which requests the doctor sends to the routes of steps, and what it must not send without
 * the option: codes, files and details reach SpherePay, and a code costs money.
 * Does not own: what the responses mean (`checks/`).
 * Why: one step of each kind is enough, and each is sent at most once where all is well.
 */
import { readCustomer } from "sphere-kyc-onboarding/contract";
import { type BackendResponse, codeOf, isSuccess, type Send } from "./backend-response.js";
import { blankPdf, type PaddedBody } from "./padded-body.js";

/** The first step of each kind that the customer is offered. */
export interface OfferedSteps {
  readonly code?: string;
  readonly fields?: "address" | "tax";
  readonly document?: { readonly name: string; readonly query: string; readonly maxBytes: number };
}

/** A file that the doctor has sent, and what came of it. */
export interface UploadAttempt {
  readonly bytes: number;
  readonly response: BackendResponse;
}

/** Responses of the routes of steps; what was not requested is missing. */
export interface StepResponses {
  readonly offered: OfferedSteps;
  readonly unknownToken: readonly BackendResponse[];
  readonly unknownNames: readonly BackendResponse[];
  readonly codes?: {
    readonly noKey: BackendResponse;
    readonly sent: BackendResponse;
    readonly repeated: BackendResponse;
    readonly another: BackendResponse;
    readonly wrong: BackendResponse;
  };
  readonly details?: { readonly empty: BackendResponse; readonly refused: BackendResponse };
  readonly documents?: {
    /** A web page: declared as what it is, and as a photo. */
    readonly pages: readonly BackendResponse[];
    readonly tooLarge: BackendResponse;
    /** The largest first; the last one came through, if any did. */
    readonly attempts: readonly UploadAttempt[];
    /** `GET /customer` after them. */
    readonly after: BackendResponse;
  };
}

/** What {@link collectSteps} needs. */
export interface StepSettings {
  readonly authorised: Readonly<Record<string, string>>;
  /** With an unknown token; `undefined` where any token is accepted, so that it is not tried. */
  readonly unknown: Readonly<Record<string, string>> | undefined;
  readonly customer: BackendResponse;
  /** Whether codes, files and details may be sent for real. */
  readonly isReal: boolean;
  readonly deadline: (ms: number) => AbortSignal;
}

/** SpherePay's limit, where the host names no lower one. */
export const spherePayMaxBytes = 15_000_000;
/** Just below what platforms are known to take: 10, 6, 4.5 MB, and what may be left of that, and 1. */
const platformBytes = [10_000_000, 6_000_000, 4_500_000, 4_000_000, 1_000_000];
/** How long a file may take, milliseconds. */
const uploadTimeoutMs = 120_000;
/** How long a backend may take to refuse a declared length before the rest is sent, milliseconds. */
export const refusalTimeoutMs = 5_000;
const nowhere = "doctor_no_such_requirement";
const wrongCode = "190283";

function offeredBy({ json }: BackendResponse): OfferedSteps | undefined {
  let actions: ReturnType<typeof readCustomer>["actions"];
  try {
    ({ actions } = readCustomer(json));
  } catch {
    return undefined;
  }
  let found: OfferedSteps = {};
  for (const [name, action] of Object.entries(actions)) {
    // A message by email costs less than one by phone.
    if (action.kind === "code" && (!found.code || name.startsWith("email"))) {
      found = { ...found, code: name };
    } else if (action.kind === "fields" && found.fields !== "address") {
      found = { ...found, fields: action.fields };
    } else if (action.kind === "document" && !found.document) {
      // One side of two completes nothing.
      const type = action.types.find(({ sides }) => sides) ?? action.types[0];
      if (!type) continue;
      const query = new URLSearchParams({
        type: type.type,
        country: type.countries?.[0] ?? "USA",
        ...(type.sides?.[0] && { side: type.sides[0] }),
      });
      const { maxBytes = spherePayMaxBytes } = action;
      found = { ...found, document: { name, query: `${query}`, maxBytes } };
    }
  }
  return found;
}

/** Whether what came is not the backend's own: a platform or a proxy has cut the request off. */
export const isCutOff = (response: BackendResponse): boolean =>
  !isSuccess(response) && codeOf(response) === undefined;

/** Sends them one after the other. `undefined` without a readable customer. */
export async function collectSteps(
  send: Send,
  { authorised, unknown, customer, isReal, deadline }: StepSettings,
): Promise<StepResponses | undefined> {
  const offered = offeredBy(customer);
  if (!offered) return undefined;
  const { code, fields, document } = offered;
  const newKey = () => ({ "Idempotency-Key": crypto.randomUUID() });
  const json = { "Content-Type": "application/json" };
  const keyed = () => ({ ...authorised, ...newKey() });

  const sendCode = (what: string, headers: Record<string, string>, name = code ?? nowhere) =>
    send({ label: `POST /codes${what}`, method: "POST", path: `/codes/${name}`, headers });
  const checkCode = (what: string, headers: Record<string, string>) =>
    send({
      label: `POST /codes/check${what}`,
      method: "POST",
      path: `/codes/${code}/check`,
      headers: { ...headers, ...json },
      body: JSON.stringify({ code: wrongCode }),
    });
  const patch = (what: string, headers: Record<string, string>, body: object) =>
    send({
      label: `PATCH /details${what}`,
      method: "PATCH",
      path: "/details",
      headers: { ...headers, ...json },
      body: JSON.stringify(body),
    });

  /** A file without a response is recorded as status 0: the connection was cut off. */
  async function upload(
    what: string,
    headers: Record<string, string>,
    body: PaddedBody,
    type = "application/pdf",
    name = document?.name,
  ): Promise<BackendResponse> {
    const label = `POST /documents${what}`;
    const path = `/documents/${name}?${document?.query}`;
    const typed = { ...headers, "Content-Type": type };
    const timeoutMs = uploadTimeoutMs;
    try {
      return await send({ label, method: "POST", path, headers: typed, body, timeoutMs });
    } catch {
      return { label, status: 0, headers: new Headers(), text: "", json: undefined, atMs: 0 };
    }
  }
  const page: PaddedBody = { beginning: "<!doctype html><title>Doctor</title>", bytes: 2_048 };

  async function withUnknownToken(headers: Record<string, string>): Promise<BackendResponse[]> {
    const what = " with an unknown token";
    return [
      ...(code ? [await sendCode(what, headers), await checkCode(what, headers)] : []),
      ...(fields ? [await patch(what, headers, {})] : []),
      ...(document ? [await upload(what, headers, page)] : []),
    ];
  }

  async function collectCodes() {
    const noKey = await sendCode(" without a key", { ...authorised });
    const key = keyed();
    const sent = await sendCode("", key);
    const repeated = await sendCode(" with the same key", key);
    const another = await sendCode(" again at once", keyed());
    return { noKey, sent, repeated, another, wrong: await checkCode(" of a wrong code", keyed()) };
  }

  async function collectDetails() {
    const address = { line1: "Doctor", city: "Doctor", country: "doctor" };
    const tax = { number: "0", type: "other", description: "Doctor", country: "doctor" };
    const junk = fields === "tax" ? { address, tax } : { address };
    return {
      empty: await patch(" without details", keyed(), {}),
      refused: await patch(" with a wrong country", keyed(), junk),
    };
  }

  async function collectDocuments(maxBytes: number) {
    const pages = [
      await upload(" of a web page", keyed(), page, "text/html"),
      await upload(" of a web page called a photo", keyed(), page, "image/jpeg"),
    ];
    const tooLarge = await upload(" beyond the limit", keyed(), {
      beginning: blankPdf,
      bytes: maxBytes + 1,
      restAfter: deadline(refusalTimeoutMs),
    });
    const attempts: UploadAttempt[] = [];
    for (const bytes of [maxBytes, ...platformBytes.filter((each) => each < maxBytes)]) {
      const what = ` of ${bytes.toLocaleString("en")} bytes`;
      const response = await upload(what, keyed(), { beginning: blankPdf, bytes });
      attempts.push({ bytes, response });
      if (!isCutOff(response)) break;
    }
    const headers = { ...authorised };
    const after = await send({
      label: "GET /customer after a document",
      method: "GET",
      path: "/customer",
      headers,
    });
    return { pages, tooLarge, attempts, after };
  }

  return {
    offered,
    unknownToken: unknown ? await withUnknownToken({ ...unknown }) : [],
    unknownNames: [
      ...(code ? [await sendCode(" of an unknown name", keyed(), nowhere)] : []),
      ...(document
        ? [await upload(" of an unknown name", keyed(), page, "text/html", nowhere)]
        : []),
    ],
    ...(isReal && code && { codes: await collectCodes() }),
    ...(isReal && fields && { details: await collectDetails() }),
    ...(isReal && document && { documents: await collectDocuments(document.maxBytes) }),
  };
}
