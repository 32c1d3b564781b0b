/**
 * The element's events, one class each. They bubble, cross shadow roots, and never carry a token, a
 * link or personal data.
 */
import type { StepKind } from "../core/action.js";
import type { RequirementChanges } from "../core/changes.js";
import type { OverallStatus } from "../core/checklist.js";
import type { OpenStep } from "../core/flow/types.js";
import type { ProblemCode } from "../core/problem.js";

const init = { bubbles: true, composed: true };

/** The first answer about a customer is there: the element has `customer`, `status`, `requirements`; it is drawn right after. */
export class SphereKycReadyEvent extends Event {
  constructor() {
    super("sphere-kyc-ready", init);
  }
}

/** The overall status has changed. Never fired for the first answer. */
export class SphereKycStatusChangeEvent extends Event {
  readonly previous: OverallStatus;
  /** `null` when there is no customer any more: the sign-in was refused. */
  readonly current: OverallStatus | null;

  constructor(previous: OverallStatus, current: OverallStatus | null) {
    super("sphere-kyc-statuschange", init);
    this.previous = previous;
    this.current = current;
  }
}

/** Requirements changed, by name: all that did, and how some did. Never fired for the first answer. */
export class SphereKycRequirementsChangeEvent extends Event implements RequirementChanges {
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly done: readonly string[];
  readonly failed: readonly string[];

  constructor({ changed, added, done, failed }: RequirementChanges) {
    super("sphere-kyc-requirementschange", init);
    this.changed = changed;
    this.added = added;
    this.done = done;
    this.failed = failed;
  }
}

/** The customer is about to leave for the provider's page. `preventDefault()` keeps them here. */
export class SphereKycLeaveEvent extends Event {
  /** The host name they would be sent to; never the address. */
  readonly host: string;
  /** The requirement they clicked; `null` for the submit. */
  readonly requirement: string | null;

  constructor(host: string, requirement: string | null) {
    super("sphere-kyc-leave", { ...init, cancelable: true });
    this.host = host;
    this.requirement = requirement;
  }
}

/** Something went wrong: the customer reads about it, or a part of the element could not be loaded. */
export class SphereKycProblemEvent extends Event {
  readonly code: ProblemCode;
  /** The host's log reference, if its answer named one. */
  readonly correlationId: string | undefined;

  constructor(code: ProblemCode, correlationId?: string) {
    super("sphere-kyc-problem", init);
    this.code = code;
    this.correlationId = correlationId;
  }
}

abstract class StepEvent extends Event {
  /** SpherePay's name of the requirement. */
  readonly requirement: string;
  /** What the customer does in it. */
  readonly kind: StepKind;

  constructor(type: string, { requirement, kind }: OpenStep) {
    super(type, init);
    this.requirement = requirement;
    this.kind = kind;
  }
}

/** The customer has opened a step: it is drawn in place of the list. */
export class SphereKycStepOpenEvent extends StepEvent {
  constructor(step: OpenStep) {
    super("sphere-kyc-stepopen", step);
  }
}

/**
 * The customer has completed a step, and the host accepted it. What SpherePay says of the requirement
 * is in `requirements`, and in `sphere-kyc-requirementschange` when that changes.
 */
export class SphereKycStepCompleteEvent extends StepEvent {
  constructor(step: OpenStep) {
    super("sphere-kyc-stepcomplete", step);
  }
}

/** The element's events by name. */
export interface SphereKycEventMap {
  "sphere-kyc-ready": SphereKycReadyEvent;
  "sphere-kyc-statuschange": SphereKycStatusChangeEvent;
  "sphere-kyc-requirementschange": SphereKycRequirementsChangeEvent;
  "sphere-kyc-leave": SphereKycLeaveEvent;
  "sphere-kyc-stepopen": SphereKycStepOpenEvent;
  "sphere-kyc-stepcomplete": SphereKycStepCompleteEvent;
  "sphere-kyc-problem": SphereKycProblemEvent;
}

declare global {
  interface GlobalEventHandlersEventMap extends SphereKycEventMap {}
}
