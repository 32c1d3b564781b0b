import type { Assets } from "./bundle-page.js";
import type { Logins } from "./logins.js";
import type { RequestHandler } from "./loopback.js";
import { accountPage, loginPage, messagePage, stepPage } from "./pages.js";
import { knownAddress, type People, type Person } from "./people.js";
import {
  fileResponse,
  isForeign,
  jsonResponse,
  pageResponse,
  seeOther,
  textResponse,
} from "./responses.js";
import type { SphereApi } from "./sphere-api.js";
import type { SpherePanel } from "./sphere-panel.js";
import { stepFor } from "./steps.js";

/** The parts that the host application is made of. */
export interface HostAppParts {
  /** The only origin it serves. */
  readonly origin: string;
  readonly people: People;
  readonly logins: Logins;
  readonly assets: Assets;
  readonly sphereApi: SphereApi;
  /** The package's handler, mounted at `/kyc`. */
  readonly onboarding: RequestHandler;
  /** Hosts that links may lead to; empty for the package's default. */
  readonly linkHosts: readonly string[];
  /** Only with the simulator. */
  readonly simulated?: {
    readonly panel: SpherePanel;
    /** Completes or holds a requirement from the host's own page, as if SpherePay had received it. */
    carryOut(customerId: string, requirement: string, outcome: "complete" | "hold"): void;
  };
}

type Route = (request: Request, person: Person) => Response | Promise<Response>;

/** The application "Meridian": its own sign-in and pages, with the package's handler inside. */
export function createHostApp(parts: HostAppParts): RequestHandler {
  const { origin, people, logins, assets, sphereApi, onboarding, linkHosts, simulated } = parts;

  const personOf = (request: Request): Person | undefined => {
    const id = logins.personOf(request);
    return id === undefined ? undefined : people.find(id);
  };

  async function login(request: Request): Promise<Response> {
    const person = people.find(new URLSearchParams(await request.text()).get("person") ?? "");
    return person
      ? seeOther("/", logins.open(person.id))
      : pageResponse(messagePage(undefined, "Not signed in", "There is no such person."), 400);
  }

  async function begin(_: Request, person: Person): Promise<Response> {
    if (person.customerId === null) {
      people.assign(person.id, await sphereApi.createCustomer(applicationOf(person)));
    }
    return seeOther("/");
  }

  // The page's own state proves nothing, so the server checks with SpherePay.
  async function transfer(_: Request, person: Person): Promise<Response> {
    const isApproved =
      person.customerId !== null && (await sphereApi.isApproved(person.customerId));
    return isApproved
      ? pageResponse(messagePage(person, "Sent", "A real site would send your money now."))
      : pageResponse(
          messagePage(person, "Not yet", "You can send money once you are verified."),
          403,
        );
  }

  async function step(request: Request, person: Person): Promise<Response> {
    const found = stepFor(new URL(request.url).pathname.slice("/steps/".length));
    if (!found || !simulated) return notFound(person);
    if (request.method !== "POST") return pageResponse(stepPage(person, found));
    if (person.customerId !== null) {
      simulated.carryOut(person.customerId, found.requirement, found.outcome);
    }
    return seeOther("/");
  }

  function account(_: Request, person: Person): Response {
    return pageResponse(accountPage({ person, linkHosts, ...(simulated && { people }) }));
  }

  function routeOf(method: string, path: string): Route | undefined {
    const isRead = method === "GET";
    if (path === "/" && isRead) return account;
    if (path.startsWith("/steps/")) return step;
    if (path === "/transfers" && !isRead) return transfer;
    if (path === "/begin" && !isRead && simulated) return begin;
    if (path.startsWith("/sphere/") && simulated) return simulated.panel;
    return undefined;
  }

  async function respond(request: Request): Promise<Response> {
    const { method, url } = request;
    const { pathname: path } = new URL(url);
    const asset = assets.get(path);
    if (asset) return fileResponse(asset.body, asset.contentType);
    const person = personOf(request);
    if (path === "/support") return pageResponse(messagePage(person, "Support", supportText));
    if (path === "/login" && method === "POST") return login(request);
    if (path === "/logout" && method === "POST") return seeOther("/", logins.close(request));
    const route = routeOf(method, path);
    if (!route) return notFound(person);
    if (person) return route(request, person);
    if (path === "/") return pageResponse(loginPage(people));
    if (path.startsWith("/sphere/")) return jsonResponse({ problem: "not signed in" }, 401);
    return seeOther("/");
  }

  return async (request) => {
    // Another host name would be another site, or an attack by DNS rebinding.
    if (new URL(request.url).origin !== origin) return textResponse(`Open ${origin}`, 421);
    if (/^\/kyc(\/|$)/.test(new URL(request.url).pathname)) return onboarding(request);
    if (!["GET", "POST"].includes(request.method)) return textResponse("GET or POST.", 405);
    if (request.method === "POST" && isForeign(request)) {
      return textResponse("Forms of other sites are refused.", 403);
    }
    try {
      return await respond(request);
    } catch {
      const text = "Something is not working at the moment. Please try again.";
      return pageResponse(messagePage(personOf(request), "Please try again", text), 502);
    }
  };
}

function notFound(person: Person | undefined): Response {
  return pageResponse(messagePage(person, "Not found", "There is no such page."), 404);
}

const supportText = "A real site would let you write or call here. Have your reference at hand.";

/** What the host knows about a person, in SpherePay's format. */
function applicationOf({ email, name }: Person): object {
  const [firstName = "", ...rest] = name.split(" ");
  return {
    type: "individual",
    email,
    phone: "+34915550142",
    address: knownAddress,
    personalInformation: { firstName, lastName: rest.join(" ") },
  };
}
