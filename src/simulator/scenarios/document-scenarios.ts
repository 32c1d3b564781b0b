import type { CustomerInit } from "../customers/customer-init.js";
import type { Scenario } from "./scenario.js";

const ready: CustomerInit = { preset: "ready" };

/** Ready but for one document. */
const lacks = (requirement: string): Pick<Scenario, "customer" | "arrange"> => ({
  customer: ready,
  arrange: (simulator, id) => simulator.require(id, requirement),
});
const lacksId = lacks("identity_document");

/** Scenarios of documents: their words, rules, and what they do to the checklist. */
export const documentScenarios = {
  "drivers-license": {
    sentence: "A driving licence is called drivers_license, as in 2025.",
    behaviour: { driversType: "drivers_license" },
    ...lacksId,
  },
  "incorporation-certificate": {
    sentence: "A business's certificate is called incorporation_certificate, as in the guides.",
    behaviour: { incorporationType: "incorporation_certificate" },
    customer: { preset: "business" },
  },
  "representative-with-a-hyphen": {
    sentence: "A representative's document has the target business-representative.",
    behaviour: { representativeTarget: "business-representative" },
    customer: { preset: "business" },
  },
  "documents-of-15-mib": {
    sentence: "A document may have 15,728,640 bytes instead of 15,000,000.",
    behaviour: { maxDocumentBytes: 15_728_640 },
    ...lacksId,
  },
  "document-too-large-is-422": {
    sentence: "A document that is too large is 422 instead of 413.",
    behaviour: { tooLargeStatus: 422 },
    ...lacksId,
  },
  "document-taken-with-200": {
    sentence: "A document that was taken is 200 instead of 201.",
    behaviour: { uploadStatus: 200 },
    ...lacksId,
  },
  "document-refused-with-400": {
    sentence: "A document that is refused is 400 without pointers.",
    behaviour: { documentRefusal: 400 },
    ...lacksId,
  },
  "document-not-enabled": {
    sentence: "ID cards and driving licences of the USA are not enabled.",
    behaviour: { disabledDocuments: ["id_card:USA", "drivers:USA"] },
    ...lacksId,
  },
  "address-proof-refused": {
    sentence: "An individual's proof of address is to do, and the upload is refused.",
    ...lacks("proof_of_address_document"),
  },
  "address-proof-taken": {
    sentence: "An individual's proof of address is to do, and the upload is taken.",
    behaviour: { individualAddressProof: "taken" },
    ...lacks("proof_of_address_document"),
  },
  "one-side-suffices": {
    sentence: "The front alone moves the document to pending.",
    behaviour: { oneSideSuffices: true },
    ...lacksId,
  },
  "second-upload-adds": {
    sentence: "A second upload of a side is kept beside the first.",
    behaviour: { secondUpload: "adds" },
    ...lacksId,
  },
  "same-file-refused": {
    sentence: "A file that was sent before, for either side, is refused.",
    behaviour: { duplicateFile: "refused" },
    ...lacksId,
  },
  "document-complete-at-once": {
    sentence: "A document is complete as soon as it was taken.",
    behaviour: { uploadMoves: "complete" },
    ...lacksId,
  },
  "document-stays-required": {
    sentence: "A document was taken, and its requirement stays in required.",
    behaviour: { uploadMoves: "nothing" },
    ...lacksId,
  },
  "document-pending-and-required": {
    sentence: "A document was taken, and its requirement is pending and required at once.",
    behaviour: { uploadMoves: "pending-and-required" },
    ...lacksId,
  },
  "document-refused-days-later": {
    sentence: "The document was complete, and days later it is required again with an error.",
    customer: ready,
    arrange(simulator, id) {
      simulator.require(id, "identity_document");
      simulator.fail(id, "identity_document", "The document does not match the other data.");
    },
  },
  "decided-before-the-document": {
    sentence: "The customer was approved in between, and a late document is 409.",
    behaviour: { decidedUpload: 409 },
    customer: ready,
    arrange: (simulator, id) => simulator.approve(id),
  },
  "legacy-document-names": {
    sentence: "The documents to do have the names of April 2025: photo_id and proof_of_address.",
    behaviour: { individualAddressProof: "taken", driversType: "drivers_license" },
    customer: ready,
    arrange(simulator, id) {
      simulator.require(id, "photo_id");
      simulator.require(id, "proof_of_address");
    },
  },
  "unknown-document-name": {
    sentence: "A document of an unknown name is to do; no kind of document serves it.",
    ...lacks("source_of_wealth_document"),
  },
} as const satisfies Record<string, Scenario>;
