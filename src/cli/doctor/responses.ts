import type { BackendResponse } from "./backend-response.js";
import { isCutOff, type StepResponses } from "./collect-steps.js";
import type { SubmitResponses } from "./collect-submits.js";
import type { DoctorOptions } from "./options.js";
import type { WebhookResponses } from "./webhooks.js";

/** Every response that was collected; a missing one was never requested. */
export interface Responses extends SubmitResponses {
  /** As it was given: with or without a slash at its end. */
  readonly endpoint: string;
  readonly options: DoctorOptions;
  readonly linkHosts: readonly string[];
  /** The origin of a page on another site, if there is one. */
  readonly pageOrigin: string | undefined;
  /** `POST /session` without a login. */
  readonly anonymous: BackendResponse;
  readonly session?: BackendResponse;
  /** `POST /session` without a login, from the backend's own origin by `Origin` alone. */
  readonly ownOrigin: BackendResponse;
  /** `POST /session` as browsers send it for another site's page: with both headers, with one. */
  readonly crossSite: readonly BackendResponse[];
  /** Methods that must not open a session. */
  readonly wrongMethods: readonly BackendResponse[];
  readonly unknownPath: BackendResponse;
  readonly noToken: BackendResponse;
  readonly unknownToken: BackendResponse;
  readonly unknownTokenSubmit?: BackendResponse;
  /** An unknown token in the session's own header. */
  readonly unknownHeader: BackendResponse;
  readonly alteredToken?: BackendResponse;
  readonly customer?: BackendResponse;
  /** `GET /customer` with the token in the session's own header. */
  readonly headerRead?: BackendResponse;
  /** `GET /customer` with a query, as the element asks to come past a cache. */
  readonly freshRead?: BackendResponse;
  /** `GET /customer` that names another customer beside the token. */
  readonly otherCustomer?: BackendResponse;
  readonly unknownRequirement?: BackendResponse;
  readonly foreignRead: BackendResponse;
  readonly preflights: readonly BackendResponse[];
  readonly allowedRead?: BackendResponse;
  /** `GET /events` with an unknown token; a stream is not read. */
  readonly unknownTokenEvents: BackendResponse;
  /** `GET /events` with the token; only the beginning of a stream is read. */
  readonly events?: BackendResponse;
  readonly webhooks: WebhookResponses;
  /** Missing without a readable customer. */
  readonly steps?: StepResponses;
  readonly page?: BackendResponse;
}

/** An origin that nobody can own. */
export const foreignOrigin = "https://doctor.invalid";
/** What the backend itself has returned at the routes of steps. */
function stepResponses({ steps }: Responses): readonly BackendResponse[] {
  const { unknownToken = [], unknownNames = [], codes, details, documents } = steps ?? {};
  const { pages = [], tooLarge, attempts = [], after } = documents ?? {};
  return [
    ...[...unknownToken, ...unknownNames, ...Object.values({ ...codes, ...details }), ...pages],
    ...[tooLarge, ...attempts.map(({ response }) => response)]
      .filter((response) => response !== undefined)
      .filter((response) => !isCutOff(response)),
    ...(after ? [after] : []),
  ];
}

/** The responses that the element would read: each has to follow every rule of the wire. */
export const wireResponses = (responses: Responses): readonly BackendResponse[] =>
  [
    ...[
      responses.session,
      responses.anonymous,
      responses.ownOrigin,
      ...responses.crossSite,
      responses.noToken,
      responses.unknownToken,
    ],
    ...[
      responses.unknownTokenSubmit,
      responses.unknownHeader,
      responses.alteredToken,
      responses.customer,
      responses.headerRead,
      responses.freshRead,
      responses.otherCustomer,
    ],
    ...[responses.unknownRequirement, responses.noKey, ...responses.submits, responses.rivalSubmit],
    ...stepResponses(responses),
    ...[responses.unknownTokenEvents].filter(({ status }) => status === 401),
  ].filter((response) => response !== undefined);
