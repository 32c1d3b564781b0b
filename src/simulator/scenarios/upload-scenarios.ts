import type { Fault } from "../faults/fault.js";
import type { Scenario } from "./scenario.js";

const path = "/v2/document";

/** Ready but for the identity document, and the next upload goes wrong. */
const meets = (fault: Fault): Pick<Scenario, "customer" | "arrange"> => ({
  customer: { preset: "ready" },
  arrange(simulator, id) {
    simulator.require(id, "identity_document");
    simulator.inject(fault);
  },
});

/** Scenarios of what goes wrong while a document is sent. */
export const uploadScenarios = {
  "upload-response-lost": {
    sentence: "The first document is taken, and its response is 503.",
    ...meets({ kind: "status", status: 503, path, isCarriedOut: true }),
  },
  "upload-cut": {
    sentence: "The connection ends during the first upload; nothing was taken.",
    ...meets({ kind: "cut", path, isEarly: true }),
  },
  "upload-cut-after-success": {
    sentence: "The first document is taken, and the connection ends before the response.",
    ...meets({ kind: "cut", path, isCarriedOut: true }),
  },
  "upload-half-response": {
    sentence: "The first document is taken, and its response is half of its JSON.",
    ...meets({ kind: "truncated", path }),
  },
  "upload-slow": {
    sentence: "The first upload takes thirty seconds.",
    ...meets({ kind: "slow", delayMs: 30_000, path }),
  },
  "upload-hangs": {
    sentence: "The first upload gets no response, and nothing was taken.",
    ...meets({ kind: "hang", path }),
  },
  "upload-too-large-for-a-proxy": {
    sentence: "A proxy refuses the first upload with 413 in HTML.",
    ...meets({ kind: "html", status: 413, path }),
  },
  "upload-refused-while-sending": {
    sentence: "A proxy refuses the first upload with 413 in HTML before it has read the file.",
    ...meets({ kind: "html", status: 413, path, isEarly: true }),
  },
  "upload-key-refused": {
    sentence: "The first upload is 401 half way, before the file was read.",
    ...meets({ kind: "status", status: 401, path, isEarly: true }),
  },
  "upload-rate-limited": {
    sentence: "The first upload is 429 with Retry-After.",
    ...meets({ kind: "status", status: 429, retryAfterSeconds: 20, path }),
  },
  "upload-without-length": {
    sentence: "An upload without a Content-Length is 411.",
    behaviour: { chunkedUpload: "refused" },
    customer: { preset: "ready" },
    arrange: (simulator, id) => simulator.require(id, "identity_document"),
  },
} as const satisfies Record<string, Scenario>;
