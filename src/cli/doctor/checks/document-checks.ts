import { type BackendResponse, codeOf, described, isSuccess } from "../backend-response.js";
import { isCutOff, type StepResponses, type UploadAttempt } from "../collect-steps.js";
import { type Check, type CheckResult, failed, failedBy, passed, skipped } from "./check.js";
import { isRefusal, offered } from "./step-checks.js";

type Documents = NonNullable<StepResponses["documents"]>;

const documents = (
  validate: (found: Documents, maxBytes: number) => CheckResult,
): Check["validate"] =>
  offered(
    "document",
    (steps) => steps.documents,
    (found, { offered: { document } }) => validate(found, document?.maxBytes ?? 0),
  );

const counted = (bytes: number) => `${bytes.toLocaleString("en")} bytes`;

const shown = (response: BackendResponse) =>
  response.status === 0
    ? `${response.label}: the connection ended without a response`
    : described(response);

function lengthResult({ tooLarge }: Documents, maxBytes: number): CheckResult {
  const fix =
    "Compare Content-Length with the limit before you read the body, and return 413 document_too_large with `maxBytes`.";
  // What a platform refuses beyond the announced size never reaches the backend, and need not.
  if (isCutOff(tooLarge) && tooLarge.status === 413) return passed;
  if (!isRefusal(tooLarge, 413, "document_too_large")) return failed(shown(tooLarge), fix);
  return Object(tooLarge.json).maxBytes === maxBytes
    ? passed
    : failed("`maxBytes` is missing, or not what `actions` says", fix);
}

/** Whether the backend must have read the whole file to say this. */
const hasArrived = ({ response }: UploadAttempt): boolean =>
  isSuccess(response) || codeOf(response) === "document_refused";

function arrivalResult({ attempts }: Documents, maxBytes: number): CheckResult {
  const last = attempts.at(-1);
  const cut = attempts.filter(({ response }) => isCutOff(response)).map(({ response }) => response);
  if (!last || isCutOff(last.response)) {
    return failed(
      [...new Set(cut.map(shown))].join("; "),
      "Something in front of the backend takes no file at all: look for its limit of a request's body (nginx: client_max_body_size), and turn body parsers off for this route.",
    );
  }
  if (isRefusal(last.response, 413, "document_too_large")) {
    return failed(
      `${counted(last.bytes)} are refused, and \`actions\` allows ${counted(maxBytes)}`,
      "Announce the limit that you keep: `maxBytes` of the action.",
    );
  }
  if (isRefusal(last.response, 415, "document_type_refused")) {
    return failed(
      described(last.response),
      "Take PDF, JPEG, PNG, HEIC and TIFF, by the first bytes of the file alone.",
    );
  }
  if (!hasArrived(last)) {
    return skipped(`could not find out: ${described(last.response)}`);
  }
  return last.bytes === maxBytes
    ? passed
    : failed(
        `${counted(last.bytes)} came through, and more did not: ${cut.map(shown).join("; ")}`,
        `A platform or proxy in front has a limit of its own. Raise it, or announce it: \`maxDocumentBytes: ${last.bytes}\` of the handler, \`maxBytes\` of the action elsewhere. Photos are then made smaller in the page.`,
      );
}

/** Files. */
export const documentChecks: readonly Check[] = [
  {
    id: "document-type",
    title: "A file that is no document: 415 document_type_refused, whatever its type says",
    validate: documents(({ pages }) =>
      failedBy(
        pages.filter((each) => !isRefusal(each, 415, "document_type_refused")).map(shown),
        "Decide by the first bytes (PDF, JPEG, PNG, HEIC, TIFF), never by Content-Type: SpherePay and everybody who opens the file would get what somebody has called a photo.",
      ),
    ),
  },
  {
    id: "document-length",
    title: "A file beyond the limit: 413 document_too_large with maxBytes",
    validate: documents(lengthResult),
  },
  {
    id: "document-arrives",
    title: "A file of the largest size that `actions` allows arrives",
    validate: documents(arrivalResult),
  },
  {
    id: "document-noted",
    title: "After a file was received, `uploads` names its side",
    validate: documents(({ attempts, after }) => {
      const last = attempts.at(-1);
      if (last?.response.status !== 201) return skipped("no file was received");
      const { type } = Object(Object(last.response.json).received);
      const notes = Object.values(Object(Object(after.json).uploads)).flat();
      return typeof type === "string" && notes.some((note) => Object(note).type === type)
        ? passed
        : failed(
            typeof type === "string"
              ? "`uploads` of GET /customer lacks it"
              : "201 without `received`",
            'Return {"received": {"type", "side"?, "receivedAt"}}, and keep it as a note in `uploads` of the customer: SpherePay cannot be asked what it has.',
          );
    }),
  },
];
