import { randomBytes } from "node:crypto";

/** The host application's own sign-in: a random number in a cookie, and who it stands for. */
export interface Logins {
  /** Signs somebody in. Answers the `Set-Cookie` header. */
  open(personId: string): string;
  /** Who sends this request; undefined when nobody is signed in. */
  personOf(request: Request): string | undefined;
  /** Signs out. Answers the `Set-Cookie` header that removes the cookie. */
  close(request: Request): string;
}

const cookieName = "meridian_login";
// No `Secure`: the demonstration is plain HTTP on loopback. A real site adds it, and `__Host-`.
const attributes = "Path=/; HttpOnly; SameSite=Lax";
const mostLogins = 1000;

/** Makes an empty book of logins, in memory. */
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
        if (people.size <= mostLogins) break;
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
