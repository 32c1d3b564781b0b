import type { Behaviour } from "../behaviour.js";
import type { CustomerBook } from "../customers/customer-book.js";
import {
  type DocumentOwner,
  type DocumentRule,
  documentTypesOf,
} from "../documents/document-types.js";
import { isText } from "../json.js";
import type { FieldError } from "./api-response.js";
import { isCountry } from "./field-errors.js";

/** The members of a multipart body. */
export interface DocumentForm {
  readonly file: File | undefined;
  readonly targetId: string;
  readonly target: string;
  readonly documentType: string;
  readonly country: string | undefined;
  readonly side: string | undefined;
  readonly description: string | undefined;
}

const representativeId = /^associatedPerson_\w+$/;

/** Reads a multipart body; undefined when it is none. */
export async function readDocumentForm(
  bytes: ArrayBuffer,
  contentType: string,
): Promise<DocumentForm | undefined> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    return undefined;
  }
  const text = (name: string) => {
    const value = form.get(name);
    return isText(value) ? value : undefined;
  };
  const file = form.get("file");
  return {
    file: file === null || typeof file === "string" ? undefined : file,
    targetId: text("targetId") ?? "",
    target: text("target") ?? "",
    documentType: text("documentType") ?? "",
    country: text("country"),
    side: text("side"),
    description: text("description"),
  };
}

/** Whose document it is; undefined when SpherePay has no such target. */
export function ownerOf(
  { target, targetId }: DocumentForm,
  customers: CustomerBook,
): DocumentOwner | undefined {
  if (target === "customer") {
    return customers.find(targetId)?.customer.type;
  }
  return representativeId.test(targetId) ? "representative" : undefined;
}

/** What is wrong with the members that say whom the document is for. */
export function targetErrors(
  { target, targetId }: DocumentForm,
  { representativeTarget }: Readonly<Behaviour>,
): readonly FieldError[] {
  return [
    ...(targetId === "" ? [{ detail: "targetId is required", pointer: "/targetId" }] : []),
    ...(target === "customer" || target === representativeTarget
      ? []
      : [{ detail: `target must be customer or ${representativeTarget}`, pointer: "/target" }]),
  ];
}

/** What is wrong with type, country, side and file. */
export function documentErrors(
  { documentType, country, side, file }: DocumentForm,
  rule: DocumentRule | undefined,
  owner: DocumentOwner,
  behaviour: Readonly<Behaviour>,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (rule === undefined) {
    const types = [...documentTypesOf(owner, behaviour).keys()].join(", ");
    errors.push({ detail: `documentType must be one of ${types}`, pointer: "/documentType" });
  }
  if (rule?.isGovernmentId && country === undefined) {
    errors.push({ detail: "country is required for a government ID", pointer: "/country" });
  }
  if (country !== undefined && !isCountry(country)) {
    errors.push({ detail: "country must be ISO 3166-1 alpha-3", pointer: "/country" });
  }
  if (rule?.isGovernmentId && behaviour.disabledDocuments.includes(`${documentType}:${country}`)) {
    const detail = `${documentType} is not enabled for ${country}`;
    errors.push({ detail, pointer: "/documentType" });
  }
  if (side !== undefined && side !== "front" && side !== "back") {
    errors.push({ detail: "side must be front or back", pointer: "/side" });
  } else if (side !== undefined && rule?.isGovernmentId === false) {
    errors.push({ detail: `${documentType} has no sides`, pointer: "/side" });
  }
  if (file === undefined || file.size === 0) {
    errors.push({ detail: "file is required", pointer: "/file" });
  }
  return errors;
}
