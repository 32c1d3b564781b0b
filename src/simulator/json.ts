import { isObject, type JsonObject } from "./api/field-errors.js";

/** A body that must be a JSON object; undefined when it is not. */
export function readObject(body: string): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(body);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** A member that is an object; an empty one when it is not. */
export function objectMember(json: JsonObject, name: string): JsonObject {
  const member = json[name];
  return isObject(member) ? member : {};
}
