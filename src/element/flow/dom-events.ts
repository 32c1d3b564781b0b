/**
 * Owns: telling the page what happened: which DOM event an announcement is, and what its developer
 * reads in the console.
 */
import type { Announcement } from "../../core/flow/types.js";
import {
  SphereKycProblemEvent,
  SphereKycRequirementsChangeEvent,
  SphereKycStatusChangeEvent,
} from "../events.js";
import { SphereKycReadyEvent } from "../ready-event.js";
import type { FlowHost } from "./flow-host.js";

function eventOf(announcement: Announcement): Event {
  switch (announcement.type) {
    case "ready":
      return new SphereKycReadyEvent();
    case "statuschange":
      return new SphereKycStatusChangeEvent(announcement.previous, announcement.current);
    case "requirementschange":
      return new SphereKycRequirementsChangeEvent(announcement);
    case "problem":
      return new SphereKycProblemEvent(
        announcement.problem.code,
        announcement.problem.correlationId,
      );
  }
}

/** Tells the page. A problem that only its developer can mend is said in the console, once. */
export function announce(host: FlowHost, announcement: Announcement): void {
  if (announcement.type === "problem") {
    const { code, actor, message } = announcement.problem;
    if (actor === "site" && code !== "customer_not_found") {
      host.tellDeveloper(code === message ? code : `${code}: ${message}`);
    }
  }
  host.emit(eventOf(announcement));
}
