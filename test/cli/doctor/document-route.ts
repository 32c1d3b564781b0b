/** Where documents are sent, as the wire has it, in front of a backend that takes none. */
type Handler = (request: Request) => Promise<Response>;

const name = "identity_document";
const action = {
  kind: "document",
  types: [{ type: "passport" }, { type: "id_card", sides: ["front", "back"] }],
};
const headers = {
  "Cache-Control": "no-store, no-transform",
  Vary: "Authorization, Sphere-Kyc-Session",
};
const problem = (status: number, code: string, more: object = {}) =>
  Response.json(
    { status, code, ...more },
    { status, headers: { ...headers, "Content-Type": "application/problem+json" } },
  );

const bare = (path: string) => path.replace(/\/$/, "");

/** Adds `POST /documents/identity_document`, its action and its notes to a handler. */
export function withDocuments(maxBytes: number, handler: Handler): Handler {
  const notes: object[] = [];

  async function receive(request: Request): Promise<Response> {
    const { headers: given, url } = request;
    const { pathname, searchParams } = new URL(url);
    const carried = ["Authorization", "Sphere-Kyc-Session"].flatMap((each) => {
      const value = given.get(each);
      return value === null ? [] : [[each, value] as [string, string]];
    });
    const customer = await handler(
      new Request(new URL("/kyc/customer", url), { headers: carried }),
    );
    if (customer.status !== 200) return customer;
    if (!given.has("Idempotency-Key")) return problem(400, "bad_request");
    if (bare(pathname) !== `/kyc/documents/${name}`) return problem(404, "no_such_requirement");
    const [type, side] = ["type", "side"].map((each) => searchParams.get(each));
    if (Number(given.get("Content-Length")) > maxBytes) {
      return problem(413, "document_too_large", { maxBytes });
    }
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (!new TextDecoder().decode(bytes.subarray(0, 5)).startsWith("%PDF-")) {
      return problem(415, "document_type_refused");
    }
    const received = { type, side, receivedAt: "2026-11-21T19:42:00Z" };
    notes.push(received);
    return Response.json({ received }, { status: 201, headers });
  }

  /** A body that holds the customer, with what documents add to it. */
  async function added(response: Response, isSession: boolean): Promise<Response> {
    const json = Object(await response.json());
    const customer = isSession ? json.customer : json;
    const more = {
      actions: { ...customer.actions, [name]: { ...action, maxBytes } },
      ...(notes.length > 0 && { uploads: { [name]: notes } }),
    };
    const body = isSession ? { ...json, customer: { ...customer, ...more } } : { ...json, ...more };
    return new Response(JSON.stringify(body), response);
  }

  return async (request) => {
    const pathname = bare(new URL(request.url).pathname);
    if (pathname.startsWith("/kyc/documents/") && request.method === "POST") {
      return receive(request);
    }
    // A preflight of the handler's own is right for this route too.
    const isPreflight = pathname.startsWith("/kyc/documents/") && request.method === "OPTIONS";
    if (isPreflight) return handler(new Request(new URL("/kyc/submit", request.url), request));
    const response = await handler(request);
    const isSession = pathname === "/kyc/session" && response.status === 201;
    const isCustomer = pathname === "/kyc/customer" && response.status === 200;
    return isSession || isCustomer ? added(response, isSession) : response;
  };
}
