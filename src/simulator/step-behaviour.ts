/**
 * How the simulated SpherePay treats documents, codes and changed details: each member is a question
 * that SpherePay's pages leave open or answer twice. Except for `codeTtlMs` and `disabledDocuments`
 * the first value of each is the one when left out.
 */
export interface StepBehaviour {
  /** The word for a driving licence; the pages of 2025 say `drivers_license`. */
  driversType: "drivers" | "drivers_license";
  /** The word for a certificate of incorporation: the reference's, or the guides'. */
  incorporationType: "incorporation_cert" | "incorporation_certificate";
  /** The target of a representative's document: the reference's, or the business guide's. */
  representativeTarget: "business_representative" | "business-representative";
  /** The largest document, in bytes: "15 MB" is either. */
  maxDocumentBytes: 15_000_000 | 15_728_640;
  /** The status of a document that was taken. */
  uploadStatus: 201 | 200;
  /** The status of a document that is refused for its type, country, side or content. */
  documentRefusal: 422 | 400;
  /** The status of a document that is too large. */
  tooLargeStatus: 413 | 422 | 400;
  /** Whether an individual's `proof_of_address` is taken: the guides say so, the reference does not. */
  individualAddressProof: "refused" | "taken";
  /** Documents that are not enabled for a country, as `type:COUNTRY`: `id_card:USA`; none if left out. */
  disabledDocuments: readonly string[];
  /** What a document that was taken does to its requirement. */
  uploadMoves: "pending" | "complete" | "nothing" | "pending-and-required";
  /** Whether one side of a document with two moves its requirement. */
  oneSideSuffices: boolean;
  /** What the second upload of a side does with the first. */
  secondUpload: "replaces" | "adds";
  /** What happens to a file whose bytes the same target has sent before. */
  duplicateFile: "taken" | "refused";
  /** What happens to a document once every profile is approved or rejected: taken, or this status. */
  decidedUpload: "taken" | 400 | 409;
  /** What happens to a document that comes without a `Content-Length`; refused is 411. */
  chunkedUpload: "taken" | "refused";
  /** What a code looks like; no page states it, samples have six digits, ten characters fit. */
  codeForm: "six-digits" | "leading-zero" | "ten-characters";
  /** How long a code lives, in milliseconds; ten minutes when left out. Negative: it ended before. */
  codeTtlMs: number;
  /** The status of a code that was sent or accepted. */
  codeStatus: 201 | 200;
  /** The status of a code that is wrong, expired or replaced. */
  codeRefusal: 422 | 400;
  /** How both calls answer: `{customerId, ...}`, or `{type, contact, verified, ...}` as in 2025. */
  codeAnswer: "customerId" | "contact";
  /** Whether a code may be a JSON number, as in a sample of 2025. */
  numericCode: "refused" | "taken";
  /** Whether `personalInformation` of a PATCH is merged, or replaces what was there. */
  personalPatch: "merges" | "replaces";
  /** What an `itin` of the USA becomes: one page says every type there is handled as `ssn`. */
  itin: "kept" | "ssn" | "refused";
  /** Whether an address is refused even though its form is right. */
  addressCheck: "form" | "refuses";
  /** The status of a PATCH with a refused address: every page shows a 400 `address/invalid`. */
  addressRefusal: 422 | 400;
  /** What a changed address or tax number does to its requirement. */
  patchMoves: "complete" | "nothing";
  /** How pointers are written: `/address/city`, `/city`, `address.city`, or of a field nobody knows. */
  pointers: "nested" | "flat" | "dotted" | "unknown";
  /** The form of errors: `{status, detail, ...}`, or `{ts, error}` as until late 2025. */
  problemBody: "problem-details" | "ts-error";
  /** The name of the text of each of `errors`. */
  fieldErrorText: "detail" | "message";
}

type Choices = {
  readonly [Name in Exclude<
    keyof StepBehaviour,
    "codeTtlMs" | "disabledDocuments"
  >]: readonly StepBehaviour[Name][];
};

/** The values that are allowed, the default first. */
export const stepChoices: Choices = {
  driversType: ["drivers", "drivers_license"],
  incorporationType: ["incorporation_cert", "incorporation_certificate"],
  representativeTarget: ["business_representative", "business-representative"],
  maxDocumentBytes: [15_000_000, 15_728_640],
  uploadStatus: [201, 200],
  documentRefusal: [422, 400],
  tooLargeStatus: [413, 422, 400],
  individualAddressProof: ["refused", "taken"],
  uploadMoves: ["pending", "complete", "nothing", "pending-and-required"],
  oneSideSuffices: [false, true],
  secondUpload: ["replaces", "adds"],
  duplicateFile: ["taken", "refused"],
  decidedUpload: ["taken", 400, 409],
  chunkedUpload: ["taken", "refused"],
  codeForm: ["six-digits", "leading-zero", "ten-characters"],
  codeStatus: [201, 200],
  codeRefusal: [422, 400],
  codeAnswer: ["customerId", "contact"],
  numericCode: ["refused", "taken"],
  personalPatch: ["merges", "replaces"],
  itin: ["kept", "ssn", "refused"],
  addressCheck: ["form", "refuses"],
  addressRefusal: [422, 400],
  patchMoves: ["complete", "nothing"],
  pointers: ["nested", "flat", "dotted", "unknown"],
  problemBody: ["problem-details", "ts-error"],
  fieldErrorText: ["detail", "message"],
};

/** The behaviour when nothing else is chosen. */
export const defaultStepBehaviour: Readonly<StepBehaviour> = {
  driversType: "drivers",
  incorporationType: "incorporation_cert",
  representativeTarget: "business_representative",
  maxDocumentBytes: 15_000_000,
  uploadStatus: 201,
  documentRefusal: 422,
  tooLargeStatus: 413,
  individualAddressProof: "refused",
  disabledDocuments: [],
  uploadMoves: "pending",
  oneSideSuffices: false,
  secondUpload: "replaces",
  duplicateFile: "taken",
  decidedUpload: "taken",
  chunkedUpload: "taken",
  codeForm: "six-digits",
  codeTtlMs: 600_000,
  codeStatus: 201,
  codeRefusal: 422,
  codeAnswer: "customerId",
  numericCode: "refused",
  personalPatch: "merges",
  itin: "kept",
  addressCheck: "form",
  addressRefusal: 422,
  patchMoves: "complete",
  pointers: "nested",
  problemBody: "problem-details",
  fieldErrorText: "detail",
};

/** Whether a value is a list of documents by country. */
export function isDocumentList(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((entry) => typeof entry === "string" && /^[a-z_]+:[A-Z]{3}$/.test(entry))
  );
}
