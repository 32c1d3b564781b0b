/** A JSON object whose members are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, not null and not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a non-empty string. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** The JSON object in a body; undefined when it contains something else. */
export function readObject(body: string): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(body);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** A member that is an object; an empty object otherwise. */
export function objectMember(json: JsonObject, name: string): JsonObject {
  const member = json[name];
  return isObject(member) ? member : {};
}
