import { randomBytes } from "node:crypto";

/** The host application's own sign-in: a random number in a cookie, and the person behind it. */
export interface Logins {
  /** Signs a person in. Returns the `Set-Cookie` header. */
  open(personId: string): string;
  /** The id of the signed-in person; undefined without a login. */
  personOf(request: Request): string | undefined;
  /** Signs out. Returns the `Set-Cookie` header that removes the cookie. */
  close(request: Request): string;
}

const cookieName = "meridian_login";
// No `Secure`: the demo is plain HTTP on loopback. A real site adds it, and `__Host-`.
const attributes = "Path=/; HttpOnly; SameSite=Lax";
const maxLogins = 1000;

/** Keeps logins in memory. */
export function createLogins(): Logins {
  const people = new Map<string, string>();

  function loginOf(request: Request): string {
    const cookies = (request.headers.get("Cookie") ?? "").split(/; */);
    const own = cookies.find((each) => each.startsWith(`${cookieName}=`));
    return own?.slice(cookieName.length + 1) ?? "";
  }

  return {
    open(personId) {
      const login = randomBytes(32).toString("base64url");
      people.set(login, personId);
      for (const oldest of people.keys()) {
        if (people.size <= maxLogins) break;
        people.delete(oldest);
      }
      return `${cookieName}=${login}; ${attributes}`;
    },
    personOf: (request) => people.get(loginOf(request)),
    close(request) {
      people.delete(loginOf(request));
      return `${cookieName}=; ${attributes}; Max-Age=0`;
    },
  };
}
