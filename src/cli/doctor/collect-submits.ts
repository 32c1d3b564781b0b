import { type BackendResponse, codeOf, isSuccess, type Send } from "./backend-response.js";

/** Responses to real submits. */
export interface SubmitResponses {
  readonly noKey?: BackendResponse;
  /** A submit, and the same key again after its response. */
  readonly submits: readonly BackendResponse[];
  /** The same key at the same moment. */
  readonly rivalSubmit?: BackendResponse;
}

/** Submits the customer: once without a key, twice at the same moment with one, and once more with it. */
export async function collectSubmits(
  send: Send,
  authorised: Record<string, string>,
): Promise<SubmitResponses> {
  const post = (label: string, headers: Record<string, string>) =>
    send({ label, method: "POST", path: "/submit", headers });
  const noKey = await post("POST /submit without a key", authorised);
  const keyed = { ...authorised, "Idempotency-Key": crypto.randomUUID() };
  const submit = "POST /submit";
  const rival = "POST /submit with the same key at the same moment";
  const both = await Promise.all([post(submit, keyed), post(rival, keyed)]);
  // Sorted by outcome: the backend decides which of the two came first.
  const [won = both[0], lost = both[1]] = [...both].sort((a, b) => rank(a) - rank(b));
  const again = await post("POST /submit with the same key", keyed);
  return {
    noKey,
    submits: [{ ...won, label: submit }, again],
    rivalSubmit: { ...lost, label: rival },
  };
}

const rank = (response: BackendResponse) =>
  isSuccess(response) ? 0 : codeOf(response) === "in_flight" ? 2 : 1;
