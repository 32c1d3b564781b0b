/** What the page hears: the DOM event of an announcement, and what its developer reads in the console. */
import type { Announcement } from "../../core/flow/types.js";
import type { Problem, ProblemCode } from "../../core/problem.js";
import {
  SphereKycProblemEvent,
  SphereKycReadyEvent,
  SphereKycRequirementsChangeEvent,
  SphereKycStatusChangeEvent,
  SphereKycStepCompleteEvent,
  SphereKycStepOpenEvent,
} from "../events.js";
import type { ElementPort } from "../ports.js";

/** What a developer can do about a problem. */
const advice: Partial<Record<ProblemCode, string>> = {
  no_such_route: "set endpoint to the path that the handler is mounted at",
  cross_site:
    "add this page's origin to the handler's allowedOrigins, or let the proxy keep Host (nginx: proxy_set_header Host $host)",
  host_failed: "the host's own code failed; the handler's onError hears why",
  host_misconfigured: "the handler's log says why; so does npx sphere-kyc-onboarding doctor",
  host_unreachable: "is the host running, and is this page's origin in its allowedOrigins?",
  session_failed: "fetchSession rejected",
};

/** Tells the page about a problem. One that only its developer can fix is also in the console. */
export function announceProblem(element: ElementPort, problem: Problem): void {
  const { code, actor, message, correlationId } = problem;
  if (actor === "site" && code !== "customer_not_found") {
    element.warnDeveloper([...new Set([code, message, advice[code]])].filter(Boolean).join(": "));
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
    case "stepopen":
      element.emit(new SphereKycStepOpenEvent(announcement));
      return;
    case "stepcomplete":
      element.emit(new SphereKycStepCompleteEvent(announcement));
      return;
    case "problem":
      announceProblem(element, announcement.problem);
  }
}
