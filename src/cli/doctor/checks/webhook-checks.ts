import {
  type BackendResponse,
  codeOf,
  described,
  isNotOffered,
  isRedirect,
  isSuccess,
  typeOf,
  wantsBasic,
} from "../backend-response.js";
import type { Responses } from "../responses.js";
import {
  advised,
  type Check,
  type CheckResult,
  failed,
  failedBy,
  passed,
  skipped,
} from "./check.js";

const needsSecret = "it needs the secret of SpherePay's webhooks: --webhook-secret";

/** No webhook is received here, or there is a page for every path. */
const isNothing = (response: BackendResponse) =>
  isNotOffered(response) || (isSuccess(response) && typeOf(response) === "text/html");

const shown = (response: BackendResponse) =>
  response.status === 0 ? `${response.label}: no response` : described(response);

function signedFix(response: BackendResponse): string {
  const { status } = response;
  if (isNothing(response)) {
    return "No webhook is received at URL/webhook: set the handler's option `webhookSecret`, and register exactly this address at SpherePay.";
  }
  if (isRedirect(response)) return "SpherePay follows no redirect: register the final address.";
  if (wantsBasic(response) || (status === 401 && codeOf(response) === undefined)) {
    return "A login or HTTP Basic stands in front of this address, and SpherePay has neither: let POST URL/webhook through. The signature protects it.";
  }
  if (status === 400 || status === 415) {
    return 'The body does not arrive as it was sent: a body parser in front has read it. Mount the handler before it (such as before `app.use(express.json())`), or give this path `express.raw({ type: "application/json" })`.';
  }
  if (status === 403 || status === 401) {
    return "The secret is another one: compare it with the webhook's at SpherePay, whole, with `secret_` at its beginning. Or something in front changes the body, such as a body parser that writes it again.";
  }
  if (status === 0) return "Look in the backend's log for what this request waits for.";
  return status > 499
    ? "The signature is right, and the backend could not go on: look at its log, first of all at its store (Redis). SpherePay sends such a webhook again."
    : "Return 204 for every webhook with a correct signature, also for an event that you do not know.";
}

/** Runs where webhooks are received; where there are none, that is as good. */
const received = (validate: (responses: Responses) => CheckResult): Check["validate"] => {
  return (responses) =>
    responses.options.webhookSecret === undefined && isNothing(responses.webhooks.unsigned)
      ? passed
      : validate(responses);
};

function readings({ webhooks: { signed, overBytes, overJson } }: Responses): CheckResult {
  if (!signed || !overBytes || !overJson) return skipped(needsSecret);
  if (!isSuccess(signed)) return skipped("no signed webhook was accepted");
  if (!isSuccess(overBytes) && !isSuccess(overJson)) {
    return failed(
      [overBytes, overJson].map(shown).join("; "),
      "JSON with spaces is refused however it is signed: keep the bytes of the body until the signature was verified.",
    );
  }
  if (!isSuccess(overBytes)) {
    return advised(
      shown(overBytes),
      "SpherePay may sign the bytes that it sends. Verify the signature over the bytes first: mount the handler before a body parser, which loses them.",
    );
  }
  return isSuccess(overJson)
    ? passed
    : advised(
        shown(overJson),
        "SpherePay's own sample signs the JSON written again without spaces, not the bytes. Accept that too (the handler's option `acceptReserialisedWebhooks`) until the first webhooks of your account have shown which it is.",
      );
}

/** `POST /webhook`: SpherePay's, which no page requests, and which no backend has to have. */
export const webhookChecks: readonly Check[] = [
  {
    id: "webhook-signed",
    title: "A webhook that is signed with the secret is accepted, where webhooks are received",
    validate: received(({ webhooks: { signed } }) => {
      if (!signed) return skipped(needsSecret);
      return isSuccess(signed) && !isNothing(signed)
        ? passed
        : failed(shown(signed), signedFix(signed));
    }),
  },
  {
    id: "webhook-readings",
    title: "The signature of a webhook may be over its bytes, or over its JSON written again",
    validate: received(readings),
  },
  {
    id: "webhook-unsigned",
    title: "A webhook without a signature, or with a wrong one, is refused",
    validate: received(({ webhooks: { unsigned, forged } }) => {
      if (isNothing(unsigned)) return skipped("no webhook is received at URL/webhook");
      return failedBy(
        [unsigned, ...(forged ? [forged] : [])].filter(isSuccess).map(described),
        "Verify the header `signature` before anything else: otherwise anybody can make the backend read customers again and again.",
      );
    }),
  },
];
