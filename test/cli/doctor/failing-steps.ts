import {
  at,
  body,
  both,
  header,
  instead,
  json,
  problem,
  valid,
  withStatus,
} from "./broken-responses.js";
import type { Change, FailingBackend } from "./test-backend.js";

const code = at("POST", "/kyc/codes/email_verification");
const check = at("POST", "/kyc/codes/email_verification/check");
const details = at("PATCH", "/kyc/details");
const file = at("POST", "/kyc/documents/identity_document");
const sent = both(code, withStatus(201));
const codeSent = (expiresAt: string) => () => json({ expiresAt, resendAfterSeconds: 60 }, 201);
const received = {
  received: { type: "id_card", side: "front", receivedAt: "2026-11-21T19:42:00Z" },
};
const bytesOf = ({ headers }: Request) => Number(headers.get("Content-Length"));

/** Something in front that takes no larger request, and says so in its own way. */
const cutting =
  (maxBytes: number, respond: () => Response | Promise<Response>): Change =>
  (request, original) =>
    file(request, original) && bytesOf(request) > maxBytes ? respond() : original;
const htmlTooLarge = () => new Response("<h1>Too large", { status: 413 });
const reset = () => Promise.reject(new TypeError("fetch failed"));

const expiries = { sent: 0 };

const codes: readonly FailingBackend[] = [
  {
    what: "a code for any token",
    noticedBy: ["step-token"],
    change: instead(both(code, withStatus(401)), codeSent("2026-11-21T20:00:00Z")),
  },
  {
    what: "a code for any name",
    noticedBy: ["step-requirement"],
    change: instead(
      at("POST", "/kyc/codes/doctor_no_such_requirement"),
      codeSent("2026-11-21T20:00:00Z"),
    ),
  },
  {
    what: "a code without a key",
    noticedBy: ["code-key"],
    change: instead(both(code, withStatus(400)), codeSent("2026-11-21T20:00:00Z")),
  },
  {
    what: "a code that was sent with 200",
    noticedBy: ["code-sent"],
    change: instead(sent, () => json({ resendAfterSeconds: 60 })),
  },
  {
    what: "a code that does not say when another may be sent",
    noticedBy: ["code-sent"],
    change: body(sent, ({ resendAfterSeconds: _, ...rest }) => rest),
  },
  {
    what: "two codes for one key",
    noticedBy: ["code-repeated"],
    change: body(sent, (it) => {
      expiries.sent += 1;
      return { ...it, expiresAt: `2026-11-21T20:00:0${expiries.sent % 10}Z` };
    }),
  },
  {
    what: "codes without a limit",
    noticedBy: ["code-again"],
    change: instead(both(code, withStatus(429)), codeSent("2026-11-21T20:00:00Z")),
    fix: /cost money/,
  },
  {
    what: "a limit that does not say until when",
    noticedBy: ["code-again"],
    change: instead(both(code, withStatus(429)), problem(429, "rate_limited")),
    fix: /Retry-After/,
  },
  {
    what: "any code accepted",
    noticedBy: ["code-wrong"],
    change: instead(both(check, withStatus(422)), () => new Response(null, { status: 204 })),
  },
  {
    what: "a wrong code as a failure of SpherePay's",
    noticedBy: ["code-wrong"],
    change: instead(both(check, withStatus(422)), problem(502, "upstream_failed")),
  },
  {
    what: "a whole address where the code goes",
    noticedBy: ["personal-data"],
    change: body(sent, (it) => ({ ...it, to: "ana@example.com" })),
  },
];

const saved = () => new Response(null, { status: 204 });
const fields: readonly FailingBackend[] = [
  {
    what: "no details taken for details",
    noticedBy: ["details-empty"],
    change: instead(both(details, withStatus(400)), saved),
  },
  {
    what: "any country taken for one",
    noticedBy: ["details-refused"],
    change: instead(both(details, withStatus(422)), saved),
  },
  {
    what: "details refused without a field",
    noticedBy: ["details-refused"],
    change: instead(both(details, withStatus(422)), problem(422, "details_refused")),
    fix: /pointer/,
  },
];

const preflights: readonly FailingBackend[] = [
  {
    what: "a preflight that knows no PATCH",
    noticedBy: ["cors-preflight"],
    change: header(at("OPTIONS", "/kyc/details"), "Access-Control-Allow-Methods", "GET, POST"),
    fix: /PATCH/,
  },
  {
    what: "a preflight for files without Content-Type",
    noticedBy: ["cors-preflight"],
    change: header(
      at("OPTIONS", "/kyc/documents/identity_document"),
      "Access-Control-Allow-Headers",
      "Authorization, Sphere-Kyc-Session, Idempotency-Key",
    ),
  },
];

const taken = () => json(received, 201);
const documents: readonly FailingBackend[] = [
  {
    what: "a web page taken for a document",
    noticedBy: ["document-type"],
    change: instead(both(file, withStatus(415)), taken),
  },
  {
    what: "a web page taken for the photo that it says it is",
    noticedBy: ["document-type"],
    change: instead(
      both(file, ({ headers }) => headers.get("Content-Type") === "image/jpeg"),
      taken,
    ),
  },
  {
    what: "a file of any length",
    noticedBy: ["document-length"],
    change: instead(both(file, withStatus(413)), taken),
  },
  {
    what: "a length refused without the limit",
    noticedBy: ["document-length"],
    change: instead(both(file, withStatus(413)), problem(413, "document_too_large")),
  },
  {
    what: "a connection that ends at a length beyond the limit",
    noticedBy: ["document-length"],
    change: cutting(100_000, reset),
  },
  {
    what: "a platform that takes 4.5 MB and refuses more in HTML",
    noticedBy: ["document-arrives"],
    change: cutting(4_500_000, htmlTooLarge),
    documentBytes: 15_000_000,
    fix: /`maxDocumentBytes: 4500000`/,
  },
  {
    what: "a proxy that takes 1 MB and hangs up on more",
    noticedBy: ["document-arrives"],
    change: cutting(1_048_576, reset),
    documentBytes: 15_000_000,
    fix: /`maxDocumentBytes: 1000000`/,
  },
  {
    what: "a body parser that takes 10 kB",
    noticedBy: ["document-arrives"],
    change: cutting(10_240, htmlTooLarge),
    fix: /client_max_body_size/,
  },
  {
    what: "a limit that is not announced",
    noticedBy: ["document-arrives"],
    change: instead(both(file, withStatus(201)), () =>
      json({ status: 413, code: "document_too_large", maxBytes: 4_000_000 }, 413),
    ),
    fix: /Announce/,
  },
  {
    what: "a PDF that is no document",
    noticedBy: ["document-arrives"],
    change: instead(both(file, withStatus(201)), problem(415, "document_type_refused")),
    fix: /Take PDF/,
  },
  {
    what: "a file that is not noted",
    noticedBy: ["document-noted"],
    change: body(
      both(at("GET", "/kyc/customer"), withStatus(200), valid),
      ({ uploads: _, ...rest }) => rest,
    ),
  },
];

/** What can be wrong with steps. */
export const steps: readonly FailingBackend[] = [...codes, ...fields, ...preflights, ...documents];
