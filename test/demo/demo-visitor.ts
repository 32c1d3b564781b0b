import type { Demo } from "../../demo/server.js";

/** What a page of the demonstration answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Somebody with a cookie jar, as a browser would visit. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form from the application's own page. */
  post(path: string, form?: Record<string, string>): Promise<Answer>;
  /** Signs in, and answers what the form answered. */
  signIn(person: string): Promise<Answer>;
}

export function aVisitor({ origin }: Pick<Demo, "origin">): Visitor {
  let cookie = "";

  async function visit(path: string, init: RequestInit): Promise<Answer> {
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
