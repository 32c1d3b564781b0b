/**
 * Owns: a `fetch` that says how much has been sent.
 * Does not own: when it has taken too long (`document-step.ts`), what its answer means (`host-client.ts`).
 * Why: only XMLHttpRequest says it in every browser.
 */

import type { UploadRequest } from "../../environment.js";

/** A function like `fetch` for a body that is a file. A redirect is a failure: it is never followed twice. */
export const createUpload =
  (createRequest: () => UploadRequest, onProgress: (share: number) => void): typeof fetch =>
  (input, { method = "POST", headers, body, credentials, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = createRequest();
      const fail = () => reject(new TypeError("network"));
      if (signal?.aborted) return fail();
      request.open(method, String(input));
      new Headers(headers).forEach((value, name) => {
        request.setRequestHeader(name, value);
      });
      request.withCredentials = credentials === "include";
      request.upload.addEventListener("progress", (event) => {
        if (event instanceof ProgressEvent && event.total) onProgress(event.loaded / event.total);
      });
      request.upload.addEventListener("load", () => onProgress(1));
      request.addEventListener("load", () => {
        if (request.responseURL !== String(input)) return fail();
        const lines = request.getAllResponseHeaders().trim().split(/\r\n/);
        const given = lines.flatMap((line): [string, string][] => {
          const [name = "", ...value] = line.split(": ");
          return name ? [[name, value.join(": ")]] : [];
        });
        const { status, responseText } = request;
        try {
          resolve(new Response(responseText || null, { status, headers: given }));
        } catch {
          fail();
        }
      });
      for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, fail);
      signal?.addEventListener("abort", () => request.abort());
      request.send(body instanceof Blob ? body : null);
    });
