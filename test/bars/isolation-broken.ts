import type { FetchHandler, Store } from "../../src/host/index.js";
import { createMemoryStore } from "../../src/host/index.js";
import type { IsolationRun } from "./isolation-check.js";
import type { StreamsRun } from "./isolation-streams.js";

const everybody = "everybody";

const broken =
  (breakIt: (store: Store) => Partial<Store>) =>
  (now: () => number): Store => {
    const store = createMemoryStore({ now });
    return { ...store, ...breakIt(store) };
  };

/** A cache in front of the handler whose key lacks the customer. */
function cachedByPath(handler: FetchHandler): FetchHandler {
  const kept = new Map<string, Response>();
  return async (request) => {
    const key = `${request.method} ${new URL(request.url).pathname}`;
    const response = kept.get(key) ?? (await handler(request));
    if (request.method === "GET") kept.set(key, response);
    return response.clone();
  };
}

/** Opens the event stream of the customer that the query string names. */
function streamNamedByQuery(handler: FetchHandler): FetchHandler {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (!pathname.endsWith("/events")) return handler(request);
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${searchParams.get("token")}`);
    return handler(new Request(request, { headers }));
  };
}

/** Hosts that notify the wrong customer: the check must catch each. */
export const brokenNotifications: readonly [
  what: string,
  broken: Pick<StreamsRun, "store" | "around">,
][] = [
  [
    "notifications sent to everybody",
    {
      store: broken((store) => ({
        listen: (listener) => store.listen(() => listener({ everybody: true })),
      })),
    },
  ],
  ["streams opened by the query string", { around: streamNamedByQuery }],
];

/** Caches whose key lacks the customer: the check must catch each. */
export const brokenCaches: readonly [
  what: string,
  broken: Pick<IsolationRun, "store" | "around">,
][] = [
  [
    "links kept without the customer",
    {
      store: broken((store) => ({
        shareLink: (_, requirement, make, longestMs) =>
          store.shareLink(everybody, requirement, make, longestMs),
      })),
    },
  ],
  [
    "keys kept without the customer",
    {
      store: broken((store) => ({
        beginKey: (_, key, longestMs) => store.beginKey(everybody, key, longestMs),
        endKey: (_, key, claim, outcome) => store.endKey(everybody, key, claim, outcome),
      })),
    },
  ],
  [
    "submissions kept without the customer",
    {
      store: broken((store) => ({
        noteSubmission: (_, submission) => store.noteSubmission(everybody, submission),
        submissionOf: () => store.submissionOf(everybody),
      })),
    },
  ],
  ["responses cached by path", { around: cachedByPath }],
];
