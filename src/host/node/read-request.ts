import type { IncomingMessage } from "node:http";
import type { FailureReason } from "../http/failure.js";
import { originNamed } from "../http/origins.js";
import { addNote, type RequestNote } from "../http/request-note.js";
import { forwardedOrigin } from "./forwarded.js";
import { bodyOf, parsedJson } from "./request-body.js";

/** Where the origin that browsers see is known from, beside the request. */
export interface OriginSource {
  readonly origin?: string;
  readonly trustForwarded?: boolean;
}

function textMember(request: IncomingMessage, name: "originalUrl" | "baseUrl"): string | undefined {
  const text: unknown = Reflect.get(request, name);
  return typeof text === "string" ? text : undefined;
}

/**
 * The whole request target, and the part of it that the host's framework has taken off. Express says
 * both, also where middleware has rewritten the rest; Connect keeps the whole alone.
 */
function targetOf(request: IncomingMessage): { readonly target: string; readonly mount: string } {
  const { url = "" } = request;
  const whole = textMember(request, "originalUrl") ?? url;
  if (whole === url) return { target: url, mount: "" };
  const base = textMember(request, "baseUrl");
  if (base !== undefined) return { target: `${base}${url}`, mount: base };
  return { target: whole, mount: whole.endsWith(url) ? whole.slice(0, -url.length) : "" };
}

/** A value as `node:http` would have read its bytes: an adapter may have decoded them as UTF-8. */
const asBytes = (value: string): string =>
  /[^\0-\xff]/.test(value) ? Buffer.from(value, "utf8").toString("latin1") : value;

/** The headers as middleware has left them; where an adapter fills the raw list alone, from there. */
function headersOf({ headers: given, rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  const add = (name: string, value: unknown) => {
    if (!name.startsWith(":")) headers.append(name, asBytes(String(value)));
  };
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined || value === null) continue;
    const isCookie = name.toLowerCase() === "cookie";
    add(name, Array.isArray(value) ? value.join(isCookie ? "; " : ", ") : value);
  }
  if (![...headers.keys()].length) {
    const raw = rawHeaders ?? [];
    for (let index = 0; index + 1 < raw.length; index += 2) add(raw[index] ?? "", raw[index + 1]);
  }
  return headers;
}

/** Stands in for a request that cannot be one, so that the handler refuses and logs it. */
const refused = (reason: FailureReason, signal: AbortSignal): Request =>
  addNote(new Request("http://localhost/", { signal }), { refused: reason });

function originOf(
  request: IncomingMessage,
  headers: Headers,
  source: OriginSource,
): string | { readonly refused: FailureReason } {
  if (source.origin !== undefined) return source.origin;
  const scheme = Reflect.get(request.socket ?? {}, "encrypted") === true ? "https" : "http";
  const authority: unknown = Reflect.get(request.headers ?? {}, ":authority");
  // Browsers always say where they ask; a test tool need not.
  const host = typeof authority === "string" ? authority : (headers.get("Host") ?? "localhost");
  if (source.trustForwarded) {
    const origin = forwardedOrigin(headers, { scheme, host });
    return origin ?? { refused: "forwarded_malformed" };
  }
  return originNamed(scheme, host) ?? { refused: "host_malformed" };
}

/** The request of a `node:http` server, or of an adapter that looks like one. */
export function readRequest(
  request: IncomingMessage,
  source: OriginSource,
  signal: AbortSignal,
): Request {
  const { target, mount } = targetOf(request);
  if (!target.startsWith("/")) return refused("request_malformed", signal);
  try {
    const headers = headersOf(request);
    const origin = originOf(request, headers, source);
    if (typeof origin !== "string") return refused(origin.refused, signal);
    const { method = "GET" } = request;
    const path = target.split("?", 1)[0] ?? "";
    const body = bodyOf(request, headers, path);
    const init = { method, headers, signal };
    // Put together as text: read as a relative address, `//elsewhere/` would name another host.
    const address = `${origin}${target}`;
    const received = body
      ? new Request(address, Object.assign(init, { body, duplex: "half" }))
      : new Request(address, init);
    const json = parsedJson(request);
    const note: RequestNote = { path, mount, ...(json && { json }) };
    return addNote(received, note);
  } catch {
    return refused("request_malformed", signal);
  }
}
