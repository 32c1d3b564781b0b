/** What the page hears: the DOM event of an announcement, and what its developer reads in the console. */
import type { Announcement } from "../../core/flow/types.js";
import type { Problem } from "../../core/problem.js";
import {
  SphereKycProblemEvent,
  SphereKycReadyEvent,
  SphereKycRequirementsChangeEvent,
  SphereKycStatusChangeEvent,
} from "../events.js";
import type { ElementPort } from "../ports.js";

/** Tells the page about a problem. One that only its developer can fix is also in the console. */
export function announceProblem(element: ElementPort, problem: Problem): void {
  const { code, actor, message, correlationId } = problem;
  if (actor === "site" && code !== "customer_not_found") {
    element.warnDeveloper(code === message ? code : `${code}: ${message}`);
  }
  element.emit(new SphereKycProblemEvent(code, correlationId));
}

/** Tells the page. */
export function announce(element: ElementPort, announcement: Announcement): void {
  switch (announcement.type) {
    case "ready":
      element.emit(new SphereKycReadyEvent());
      return;
    case "statuschange":
      element.emit(new SphereKycStatusChangeEvent(announcement.previous, announcement.current));
      return;
    case "requirementschange":
      element.emit(new SphereKycRequirementsChangeEvent(announcement));
      return;
    case "problem":
      announceProblem(element, announcement.problem);
  }
}
