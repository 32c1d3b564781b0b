import type { SimulatedDocument } from "../documents/document-book.js";
import { documentTypesOf } from "../documents/document-types.js";
import { fileTypeOf } from "../documents/file-type.js";
import type { ApiResponse, FieldError } from "./api-response.js";
import {
  type DocumentForm,
  documentErrors,
  ownerOf,
  readDocumentForm,
  targetErrors,
} from "./document-form.js";
import type { EndpointParts, RouteInput } from "./endpoint.js";

const takenTypes = "PDF, JPEG, PNG, HEIC or TIFF";

/**
 * `POST /v2/document` (docs.spherepay.co/api-reference/document/post), multipart/form-data: `targetId`,
 * `target`, `documentType`, `file`, `country`, `side?`, `description?`. It returns the members it was
 * sent and `fileName, fileSize, mimeType, createdAt`; SpherePay gives documents no id. No page shows
 * how a size, a kind of file, a country or a second upload is refused.
 *
 * Representatives are not simulated: a document for a well-formed id of one is taken and moves nothing.
 */
export function createSendDocument(parts: EndpointParts) {
  const { customers, documents, problems, behaviour } = parts;

  function refuse(errors: readonly FieldError[]): ApiResponse {
    return behaviour.documentRefusal === 400
      ? problems.invalid()
      : problems.validationFailed(errors);
  }

  /** What the customer's state forbids. */
  function refuseState({ target, targetId, documentType }: DocumentForm): ApiResponse | undefined {
    const record = target === "customer" ? customers.find(targetId) : undefined;
    if (record === undefined) {
      return undefined;
    }
    const profiles = record.customer.verificationProfiles;
    const isDecided =
      profiles.length > 0 &&
      profiles.every(({ status }) => status === "approved" || status === "rejected");
    if (isDecided && behaviour.decidedUpload !== "taken") {
      return behaviour.decidedUpload === 409 ? problems.conflict() : problems.invalid();
    }
    // A report of the platform's own provider, only where it is asked for.
    const isUnasked =
      documentType === "liveness_report" &&
      !profiles.some(({ criteria }) => criteria.required.includes("liveness_report_document"));
    // Mixing the hosted flow and the API flow for one customer is prohibited.
    return isUnasked || record.isHosted ? problems.invalid() : undefined;
  }

  return async ({ bytes, headers }: RouteInput): Promise<ApiResponse> => {
    if (behaviour.chunkedUpload === "refused" && !headers.has("content-length")) {
      return problems.lengthRequired();
    }
    const form = await readDocumentForm(bytes, headers.get("content-type") ?? "");
    if (form === undefined) {
      return problems.invalid();
    }
    const wrongTarget = targetErrors(form, behaviour);
    if (wrongTarget.length > 0) {
      return problems.validationFailed(wrongTarget);
    }
    const owner = ownerOf(form, customers);
    if (owner === undefined) {
      return problems.notFound();
    }
    const { file } = form;
    if (file !== undefined && file.size > behaviour.maxDocumentBytes) {
      return problems.tooLarge();
    }
    const rule = documentTypesOf(owner, behaviour).get(form.documentType);
    const errors = documentErrors(form, rule, owner, behaviour);
    if (errors.length > 0 || rule === undefined || file === undefined) {
      return refuse(errors);
    }
    const refusal = refuseState(form);
    if (refusal !== undefined) {
      return refusal;
    }
    const content = new Uint8Array(await file.arrayBuffer());
    const mimeType = fileTypeOf(content);
    if (mimeType === undefined) {
      return refuse([{ detail: `file must be ${takenTypes}`, pointer: "/file" }]);
    }
    const sha256 = await sha256Of(content);
    if (behaviour.duplicateFile === "refused" && documents.hasSame(form.targetId, sha256)) {
      return refuse([{ detail: "This file has been uploaded before", pointer: "/file" }]);
    }
    const { target, targetId, documentType, country, side, description } = form;
    const knownSide: SimulatedDocument["side"] =
      side === "front" || side === "back" ? side : undefined;
    const given = {
      target,
      targetId,
      documentType,
      ...(country === undefined ? {} : { country }),
      ...(knownSide && { side: knownSide }),
    };
    const { name: fileName, size: sizeBytes } = file;
    const { receivedAt } = documents.add({ ...given, fileName, mimeType, sizeBytes, sha256 }, rule);
    return {
      status: behaviour.uploadStatus,
      json: {
        ...given,
        ...(description === undefined ? {} : { description }),
        fileName,
        fileSize: sizeBytes,
        mimeType,
        createdAt: receivedAt,
      },
    };
  };
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
