import {
  type BackendResponse,
  codeOf,
  described,
  isNotOffered,
  isRedirect,
  isSuccess,
  typeOf,
  wantsBasic,
} from "../backend-response.js";
import { redirectFix } from "../redirects.js";
import type { Responses } from "../responses.js";
import { type Check, failed, passed } from "./check.js";

/** Codes with which a handler says that it has no such route. */
const noRouteCodes: readonly (string | undefined)[] = ["no_such_route", "no_such_requirement"];

/** Whether a backend for the element has responded, right or wrong. */
function isOurs(response: BackendResponse): boolean {
  if (isRedirect(response) || wantsBasic(response)) return false;
  const code = codeOf(response);
  if (code !== undefined) return !noRouteCodes.includes(code);
  return response.status === 401 || (isSuccess(response) && typeOf(response) !== "text/html");
}

function fixOf(response: BackendResponse, endpoint: string): string {
  const { status } = response;
  if (isRedirect(response)) return redirectFix([response], endpoint);
  if (wantsBasic(response)) {
    return 'HTTP Basic stands in front of the backend and takes `Authorization` for itself. Give the doctor its password: --header "Authorization: Basic ...". It then sends the session in Sphere-Kyc-Session, as the element does, and checks that the backend takes it from there. Or let the routes through without HTTP Basic.';
  }
  if (noRouteCodes.includes(codeOf(response))) {
    return "The handler is there, at another path: its option `endpoint`, or the path where your server mounts it, is not the one of this URL. The `title` of the response names the path that it was asked for and the endpoint that it has.";
  }
  if (isNotOffered(response)) {
    return "Nothing is mounted here. Is the URL the element's `endpoint`? The routes are URL/session, URL/customer and so on: compare its path with where your server mounts the handler, with the handler's option `endpoint`, and with the paths that a proxy in front passes on.";
  }
  if (isSuccess(response)) {
    return "This address returns a page: a login page, or an application's index.html. Is the URL the element's `endpoint`? Let the routes under it reach the backend.";
  }
  return status > 499
    ? "A proxy responds, and the backend behind it does not: is it running, and does the proxy pass these paths on to it?"
    : "Something in front of the backend refuses these requests (a firewall, a bot filter, a login): let the routes under the endpoint through.";
}

/** Why no other check says anything: what they would advise belongs to something else. */
export const nothingMounted = "no backend for the element responds at this URL";

/** The first question: everything else has no answer without it. */
export const mountChecks: readonly Check[] = [
  {
    id: "mounted",
    title: "A backend for the element responds at this URL",
    validate(responses: Responses) {
      const { noToken, anonymous, unknownToken, customer, session, endpoint } = responses;
      const seen = [noToken, anonymous, unknownToken, customer, session];
      return seen.some((response) => response && isOurs(response))
        ? passed
        : failed(described(noToken), fixOf(noToken, endpoint));
    },
  },
];
