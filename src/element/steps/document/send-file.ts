/** One request that sends a file: what goes along, and when it has taken too long. */
import type { Route } from "../../../core/contract.js";
import { receivedOf } from "../../../core/step-contract.js";
import type { HostClient } from "../../api/host-client.js";
import type { Cancel } from "../../environment.js";
import { kit } from "../../on-demand/handed.js";
import type { StepPort } from "../step-part.js";
import type { ChosenFile, Slot } from "./chosen-file.js";
import type { DocumentChoice } from "./document-choice.js";
import { createUpload } from "./upload.js";

/** Without a byte sent, or without an answer to all of them. */
const idleMs = 30_000;
/** Where the page's own `fetch` does not tell how much is sent. */
const longestMs = 300_000;

/** What is sent, and as what. */
interface Sent {
  readonly route: Route;
  readonly choice: DocumentChoice;
  readonly slot: Slot;
  readonly chosen: ChosenFile;
}

/**
 * Sends a file. Returns when the host has received it, ISO 8601; rejects with a `Problem`.
 * @param run Ends it: here, when nothing moves for too long.
 */
export async function sendFile(
  { environment, requirement, requestUpdate }: StepPort,
  client: HostClient,
  run: AbortController,
  { route, choice, slot, chosen }: Sent,
): Promise<string> {
  let stop: Cancel | undefined;
  const expect = (ms: number) => {
    stop?.();
    stop = environment.after(ms, () => run.abort(new kit.Problem("timeout")));
  };
  const onProgress = (share: number) => {
    chosen.share = share;
    expect(idleMs);
    requestUpdate();
  };
  chosen.share = undefined;
  expect(longestMs);
  try {
    const { json } = await client.send(route, run.signal, {
      requirement,
      query: {
        type: choice.type,
        ...(choice.needsCountry && { country: choice.country }),
        ...(slot !== "file" && { side: slot }),
      },
      headers: {
        "Idempotency-Key": chosen.key ?? "",
        "Content-Type": chosen.body.type || "application/octet-stream",
      },
      body: chosen.body,
      deadlineMs: Number.POSITIVE_INFINITY,
      fetch: createUpload(environment.createRequest ?? (() => new XMLHttpRequest()), onProgress),
    });
    const received = receivedOf(json);
    if (typeof received !== "string") return received.receivedAt;
    throw new kit.Problem("answer_unreadable", { explanation: received });
  } finally {
    stop?.();
  }
}

/** Has the browser ask before the page is left, until the function that it returns is called. */
export function guardPage({ ownerDocument }: Node): () => undefined {
  const guard = new AbortController();
  const { signal } = guard;
  const ask = (event: Event) => event.preventDefault();
  ownerDocument?.defaultView?.addEventListener("beforeunload", ask, { signal });
  return () => void guard.abort();
}

/** Does not let the browser open a file that misses its slot, until the function that it returns is called. */
export function keepPage(root: Node): () => undefined {
  const guard = new AbortController();
  const { signal } = guard;
  const refuse = (event: Event) => {
    // What a page has put into a slot of its own may take it.
    if (event.defaultPrevented || !(event instanceof DragEvent)) return;
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  root.addEventListener("dragover", refuse, { signal });
  root.addEventListener("drop", refuse, { signal });
  return () => void guard.abort();
}
