/**
 * Owns: a `fetch` that says how much has been sent.
 * Does not own: when it has taken too long (`document-step.ts`), what its answer means (`host-client.ts`).
 * Why: only XMLHttpRequest says it in every browser.
 */

/** A function like `fetch` for a body that is a file. A redirect is a failure: it is never followed twice. */
export const createUpload =
  (createRequest: () => XMLHttpRequest, onProgress: (share: number) => void): typeof fetch =>
  (input, { method = "POST", headers, body, credentials, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = createRequest();
      const fail = () => reject(new TypeError("network"));
      request.open(method, String(input));
      new Headers(headers).forEach((value, name) => {
        request.setRequestHeader(name, value);
      });
      request.withCredentials = credentials === "include";
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.upload.onload = () => onProgress(1);
      request.onload = () => {
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
      };
      request.onerror = request.onabort = fail;
      signal?.addEventListener("abort", () => request.abort());
      request.send(body instanceof Blob ? body : null);
    });
