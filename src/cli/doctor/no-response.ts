/** Why a request had no answer, in the doctor's own words: an error's text is never repeated. */
export interface NoAnswer {
  readonly reason: string;
  readonly mend: string;
}

const rows: readonly (readonly [codes: RegExp, reason: string, mend: string])[] = [
  [/^ECONNREFUSED$/, "nobody listens there", "Start the backend, or correct host and port."],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "there is no host of this name", "Correct the host's name."],
  [
    /CERT|SIGNATURE|ISSUER/,
    "its certificate is not trusted",
    "Browsers refuse it, too: renew or replace it. For an authority of your own, start the doctor with NODE_EXTRA_CA_CERTS=FILE.",
  ],
  [/^(EPROTO|ERR_SSL_\w+)$/, "it does not speak TLS", "Is it http: in the place of https:?"],
  [/^HPE_/, "it does not speak HTTP", "Correct the port, or give https: in the place of http:."],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    "the connection ended without an answer",
    "Look at the log of the backend, or of the proxy before it: the request made it fail. Or is it https: in the place of http:?",
  ],
  [
    /^bad port$/,
    "browsers do not ask this port",
    "Let the backend listen on another port: this one belongs to another protocol (fetch calls it a bad port).",
  ],
];

const usual = "Is the backend running, and is this the element's `endpoint`?";

/** The code of an error or of what caused it; `bad port` has none and is known by its text. */
function codeOf(error: unknown, depth = 4): string {
  const { code, cause, message } = Object(error);
  if (typeof code === "string" && /^\w{1,64}$/.test(code)) return code;
  if (message === "bad port") return message;
  return cause && depth > 0 ? codeOf(cause, depth - 1) : "";
}

/** Reads what `fetch` was rejected with. */
export function readNoAnswer(error: unknown, timeoutMs: number): NoAnswer {
  if (error instanceof Error && error.name === "TimeoutError") {
    return {
      reason: `no answer within ${timeoutMs / 1000} s`,
      mend: "The element waits no longer, either. Look in the backend's log for what this request waits for.",
    };
  }
  const code = codeOf(error);
  const [, reason, mend] = rows.find(([codes]) => codes.test(code)) ?? [];
  if (reason === undefined || mend === undefined) {
    return { reason: code ? `no answer (${code})` : "no answer", mend: usual };
  }
  return { reason: `no answer: ${reason}${code.includes(" ") ? "" : ` (${code})`}`, mend };
}
