import type { Simulator } from "../../src/simulator/index.js";
import { callApi, type HeaderChanges, type JsonResponse } from "./spherepay-call.js";

/** The first bytes of each kind of file that SpherePay takes. */
export const fileStarts = {
  "application/pdf": "%PDF-1.7\n",
  "image/jpeg": "\xff\xd8\xff\xe0",
  "image/png": "\x89PNG\r\n\x1a\n",
  "image/heic": "\0\0\0\x18ftypheic",
  "image/tiff": "II*\0",
} as const;

/** Bytes that begin like this, one for each character, and go on with zeros. */
export function fileBytes(start: string, length = start.length): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes.set([...start].map((character) => character.charCodeAt(0)).slice(0, length));
  return bytes;
}

/** The members of an upload; `undefined` leaves one out. */
export interface UploadChanges {
  readonly targetId: string;
  readonly target?: string | undefined;
  readonly documentType?: string | undefined;
  readonly country?: string | undefined;
  readonly side?: string | undefined;
  readonly description?: string | undefined;
  readonly file?: Uint8Array<ArrayBuffer> | string | undefined;
  readonly fileName?: string;
  readonly fileType?: string;
}

const boundary = "a-boundary-of-a-test";

/** A form with a passport of the USA, unless the changes say otherwise; the same bytes each time. */
export function aDocument(changes: UploadChanges) {
  const { file, fileName, fileType, ...members } = {
    target: "customer",
    documentType: "passport",
    country: "USA",
    file: fileBytes(fileStarts["image/jpeg"], 64),
    fileName: "identity_document.jpg",
    fileType: "image/jpeg",
    ...changes,
  };
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const part = (disposition: string, type: string, content: Uint8Array | string) => {
    parts.push(
      encoder.encode(`--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n`),
    );
    parts.push(encoder.encode(`${type}\r\n`));
    parts.push(typeof content === "string" ? encoder.encode(content) : content);
    parts.push(encoder.encode("\r\n"));
  };
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) {
      part(`name="${name}"`, "", value);
    }
  }
  if (typeof file === "string") {
    part('name="file"', "", file);
  } else if (file !== undefined) {
    const type = fileType === "" ? "" : `content-type: ${fileType}\r\n`;
    part(`name="file"; filename="${fileName}"`, type, file);
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: new Uint8Array(Buffer.concat(parts)),
  };
}

/** Sends a document. */
export function upload(
  simulator: Simulator,
  changes: UploadChanges,
  headers: HeaderChanges = {},
): Promise<JsonResponse> {
  const { contentType, bytes } = aDocument(changes);
  const withType = { "content-type": contentType, ...headers };
  return callApi(simulator, "POST", "/v2/document", withType, bytes);
}

/** Requests a code. */
export function sendCode(simulator: Simulator, id: string, type: unknown): Promise<JsonResponse> {
  return callApi(simulator, "POST", `/v2/customer/${id}/otp-send`, {}, JSON.stringify({ type }));
}

/** Checks a code. */
export function verifyCode(
  simulator: Simulator,
  id: string,
  type: unknown,
  code: unknown,
): Promise<JsonResponse> {
  const body = JSON.stringify({ type, code });
  return callApi(simulator, "POST", `/v2/customer/${id}/otp-verify`, {}, body);
}

/** Changes a customer. */
export function patch(simulator: Simulator, id: string, body: unknown): Promise<JsonResponse> {
  return callApi(simulator, "PATCH", `/v2/customer/${id}`, {}, JSON.stringify(body));
}

/** The lists of the first profile; empty ones without a profile. */
export function criteriaOf(simulator: Simulator, id: string) {
  const empty = { complete: [], pending: [], required: [], errors: [] };
  return simulator.customer(id)?.verificationProfiles[0]?.criteria ?? empty;
}
