/** Loads a part of the element that most people never need. */
import { Problem } from "../../core/problem.js";
import { announceProblem } from "../flow/announcements.js";
import type { ElementPort } from "../ports.js";

/** How long a part may take before the customer reads that it is missing. */
const patienceMs = 10_000;

/** What follows a load. */
export interface PartLoad<Part> {
  /** The part is there, also when that is late. Throws when it is not what it should be. */
  loaded(part: Part): void;
  /** It is missing, or takes too long; the page hears so. */
  failed(): void;
}

/** Loads a part, then draws the element. */
export function loadPart<Part>(
  element: ElementPort,
  part: () => Promise<Part>,
  { loaded, failed }: PartLoad<Part>,
): void {
  const { environment } = element;
  let isMissing = false;
  const miss = (cause?: unknown) => {
    if (isMissing) return;
    isMissing = true;
    failed();
    announceProblem(element, new Problem("part_unavailable", { cause }));
    element.requestUpdate();
  };
  const cancel = environment.after(patienceMs, miss);
  environment.load(part).then(loaded).then(element.requestUpdate).catch(miss).finally(cancel);
}
