import type { Demo } from "../../demo/server.js";

/** A response of the demo. */
export interface DemoResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A visitor with a cookie jar, like a browser. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<DemoResponse>;
  /** Sends a form from the application's own page. */
  post(path: string, form?: Record<string, string>): Promise<DemoResponse>;
  /** Signs in, and returns the response to the form. */
  signIn(person: string): Promise<DemoResponse>;
}

export function aVisitor({ origin }: Pick<Demo, "origin">): Visitor {
  let cookie = "";

  async function visit(path: string, init: RequestInit): Promise<DemoResponse> {
    const headers = new Headers(init.headers);
    if (cookie) headers.set("Cookie", cookie);
    const response = await fetch(origin + path, { ...init, headers, redirect: "manual" });
    cookie = response.headers.get("Set-Cookie")?.split(";")[0] ?? cookie;
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  const post: Visitor["post"] = (path, form = {}) =>
    visit(path, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { Origin: origin, "Sec-Fetch-Site": "same-origin" },
    });

  return {
    get: (path, headers = {}) => visit(path, { headers }),
    post,
    signIn: (person) => post("/login", { person }),
  };
}
