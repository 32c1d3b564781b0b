/** Why a request got no response, in the doctor's own words: an error's text is never repeated. */
export interface NoResponse {
  readonly reason: string;
  readonly fix: string;
}

const rows: readonly (readonly [codes: RegExp, reason: string, fix: string])[] = [
  [/^ECONNREFUSED$/, "nothing listens there", "Start the backend, or correct host and port."],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "there is no host with this name", "Correct the host's name."],
  [
    /CERT|SIGNATURE|ISSUER/,
    "its certificate is not trusted",
    "Browsers refuse it too: renew or replace it. For your own certificate authority, start the doctor with NODE_EXTRA_CA_CERTS=FILE.",
  ],
  [/^(EPROTO|ERR_SSL_\w+)$/, "it does not speak TLS", "Should it be http: instead of https:?"],
  [/^HPE_/, "it does not speak HTTP", "Correct the port, or use https: instead of http:."],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    "the connection ended without a response",
    "Look at the log of the backend, or of the proxy before it: the request may have made it crash. Or should it be https: instead of http:?",
  ],
  [
    /^bad port$/,
    "browsers block this port",
    "Let the backend listen on another port: this one is reserved for another protocol (fetch calls it a bad port).",
  ],
];

const defaultFix = "Is the backend running, and is this the element's `endpoint`?";

/** The code of an error or of what caused it; `bad port` has none and is known by its text. */
function codeOf(error: unknown, depth = 4): string {
  const { code, cause, message } = Object(error);
  if (typeof code === "string" && /^\w{1,64}$/.test(code)) return code;
  if (message === "bad port") return message;
  return cause && depth > 0 ? codeOf(cause, depth - 1) : "";
}

/** Reads the error that `fetch` rejected with. */
export function readNoResponse(error: unknown, timeoutMs: number): NoResponse {
  if (error instanceof Error && error.name === "TimeoutError") {
    return {
      reason: `no response within ${timeoutMs / 1000} s`,
      fix: "The element waits no longer than that. Look in the backend's log for what this request waits for.",
    };
  }
  const code = codeOf(error);
  const [, reason, fix] = rows.find(([codes]) => codes.test(code)) ?? [];
  if (reason === undefined || fix === undefined) {
    return { reason: code ? `no response (${code})` : "no response", fix: defaultFix };
  }
  return { reason: `no response: ${reason}${code.includes(" ") ? "" : ` (${code})`}`, fix };
}
