/**
 * Owns: the ONE reader of SpherePay's customer JSON, in every documented and every irregular shape
 * that has been seen, and of the few fields a host adds to it on the wire.
 * Does not own: what the lists mean (see `checklist.ts`).
 * Why: the host handler and the element read the same JSON; a second reader would drift.
 *
 * Follows SpherePay's "KYC & KYB status reference" and "Get customer". Unknown fields are ignored,
 * missing and `null` ones are read as absent; a field of the wrong type makes the answer unreadable,
 * because a guess about a requirement could become a false "you are done".
 */
import * as z from "zod/mini";
import { type Action, type DocumentSide, readAction } from "./action.js";
import { Problem } from "./problem.js";

/** A requirement that SpherePay could not accept. `detail` may hold personal data. */
export interface CriterionError {
  readonly name: string;
  readonly detail?: string;
}

/** The four lists of a verification profile, as SpherePay sends them: names may repeat across them. */
export interface Criteria {
  readonly complete: readonly string[];
  readonly pending: readonly string[];
  readonly required: readonly string[];
  readonly errors: readonly CriterionError[];
}

/** One verification profile. `status` is SpherePay's word, also when it is one nobody knows. */
export interface VerificationProfile {
  readonly name: string;
  readonly status: string;
  /** Absent when SpherePay sent none of the four lists. */
  readonly criteria?: Criteria;
}

/** A file that the host noted as received; SpherePay cannot be asked. */
export interface Upload {
  readonly type: string;
  readonly side?: DocumentSide;
  /** Issuing country, alpha-3, where it has one. */
  readonly country?: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** The host's note of the last submit. Times are ISO 8601, UTC. */
export interface Submission {
  readonly startedAt: string;
  readonly linkExpiresAt?: string;
}

/** `api`: the host collects the details. `hosted`: SpherePay's hosted page does everything. */
export type OnboardingFlow = "api" | "hosted";

/** A customer as the element knows it: SpherePay's words, the host's additions, no personal data. */
export interface Customer {
  readonly id: string;
  readonly type?: "individual" | "business";
  readonly tosStatus?: string;
  readonly flow: OnboardingFlow;
  readonly verificationProfiles: readonly VerificationProfile[];
  /** By requirement name; has no prototype. */
  readonly actions: Readonly<Record<string, Action>>;
  readonly submission?: Submission;
  /** What the host noted as received, by requirement name; has no prototype. */
  readonly uploads?: Readonly<Record<string, readonly Upload[]>>;
  readonly pollAfterSeconds?: number;
  /** The host cannot promise that its event stream says when something changes: poll as without one. */
  readonly keepPolling?: true;
}

/** The JSON of `GET /customer`: SpherePay's fields and the host's additions. */
export interface CustomerJson {
  readonly id: string;
  readonly type?: string | null;
  readonly tosStatus?: string | null;
  readonly flow?: OnboardingFlow | null;
  readonly verificationProfiles?: readonly VerificationProfileJson[] | null;
  readonly actions?: Readonly<Record<string, Action>> | null;
  readonly submission?: Submission | null;
  readonly uploads?: Readonly<Record<string, readonly Upload[]>> | null;
  readonly pollAfterSeconds?: number | null;
  readonly keepPolling?: boolean | null;
}

interface CriteriaJson {
  readonly complete?: readonly string[] | null;
  readonly pending?: readonly string[] | null;
  readonly required?: readonly string[] | null;
  readonly errors?:
    | readonly { readonly name: string; readonly detail?: string; readonly message?: string }[]
    | null;
}

/** A verification profile on the wire; the four lists may also stand directly on it. */
export interface VerificationProfileJson extends CriteriaJson {
  readonly name: string;
  readonly status: string;
  readonly criteria?: CriteriaJson | null;
}

const text = z.string();
const maybeText = z.optional(text);
const names = z.optional(z.array(text));
const lists = {
  complete: names,
  pending: names,
  required: names,
  errors: z.optional(z.array(z.object({ name: text, detail: maybeText, message: maybeText }))),
};
const criteriaSchema = z.object(lists);
const customerSchema = z.object({
  id: text,
  type: maybeText,
  tosStatus: maybeText,
  flow: maybeText,
  verificationProfiles: z.optional(
    z.array(z.object({ name: text, status: text, criteria: z.optional(criteriaSchema), ...lists })),
  ),
  submission: z.optional(z.object({ startedAt: text, linkExpiresAt: maybeText })),
});

type Lists = z.infer<typeof criteriaSchema>;

function criteriaOf(given: Lists): Criteria | undefined {
  if (!given.complete && !given.pending && !given.required && !given.errors) return undefined;
  return {
    complete: given.complete ?? [],
    pending: given.pending ?? [],
    required: given.required ?? [],
    errors: (given.errors ?? []).map((error) => {
      const detail = error.detail ?? error.message;
      return detail ? { name: error.name, detail } : { name: error.name };
    }),
  };
}

function actionsOf(given: unknown): Record<string, Action> {
  const actions: Record<string, Action> = Object.create(null);
  for (const [name, action] of Object.entries(given ?? {})) {
    const known = readAction(action);
    if (known) actions[name] = known;
  }
  return actions;
}

function uploadsOf(given: unknown): Record<string, Upload[]> {
  const uploads: Record<string, Upload[]> = Object.create(null);
  for (const [name, list] of Object.entries(given ?? {})) {
    const known = (Array.isArray(list) ? list : []).flatMap((each): Upload[] => {
      const { type, side, country, receivedAt } = Object(each);
      if (typeof type !== "string" || typeof receivedAt !== "string") return [];
      const sided = (side === "front" || side === "back") && { side };
      return [{ type, receivedAt, ...sided, ...(typeof country === "string" && { country }) }];
    });
    if (known.length > 0) uploads[name] = known;
  }
  return uploads;
}

function freeze<T>(value: T): T {
  if (value && typeof value === "object") {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}

/** The same JSON without its `null` fields: SpherePay sends `null` for "not there". */
function withoutNulls(json: unknown, depth = 12): unknown {
  if (!json || typeof json !== "object" || !depth) return json;
  if (Array.isArray(json)) return json.map((each) => withoutNulls(each, depth - 1));
  const fields = Object.entries(json).filter(([, value]) => value !== null);
  return Object.fromEntries(fields.map(([name, value]) => [name, withoutNulls(value, depth - 1)]));
}

/** What is used of a schema: declarations that name zod ask a consumer for `esModuleInterop`. */
interface Schema<T> {
  safeParse(
    json: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly expected?: string;
}

/**
 * Parses with a schema, and says which field is wrong. `null` fields are read as absent.
 * @throws {Problem} `answer_unreadable`; its message names the field and what was expected, never
 * the value.
 */
export function parse<T>(schema: Schema<T>, json: unknown): T {
  let issue: Issue | undefined;
  try {
    const result = schema.safeParse(withoutNulls(json));
    if (result.success) return result.data;
    issue = result.error.issues[0];
  } catch {
    // JSON nested deeper than the stack allows is no answer either.
  }
  const expected = issue?.expected ?? "readable JSON";
  throw new Problem("answer_unreadable", {
    explanation: `${issue?.path.join(".") || "the answer"}: expected ${expected}`,
  });
}

/**
 * Reads a customer: SpherePay's own JSON or a host's projection of it. The result is frozen.
 * @throws {Problem} `answer_unreadable` when the JSON cannot be a customer.
 */
export function readCustomer(json: unknown): Customer {
  // Anything may stand in these four: what is not understood is left out.
  const { actions, uploads, pollAfterSeconds, keepPolling, ...known } = Object(json);
  const given = parse(customerSchema, json === Object(json) && !Array.isArray(json) ? known : json);
  const { type, tosStatus, submission } = given;
  return freeze({
    id: given.id,
    ...((type === "individual" || type === "business") && { type }),
    ...(tosStatus && { tosStatus }),
    flow: given.flow === "hosted" ? "hosted" : "api",
    verificationProfiles: (given.verificationProfiles ?? []).map((profile) => {
      const criteria = criteriaOf(profile.criteria ?? profile);
      return { name: profile.name, status: profile.status, ...(criteria && { criteria }) };
    }),
    actions: actionsOf(actions),
    ...(submission && {
      submission: {
        startedAt: submission.startedAt,
        ...(submission.linkExpiresAt && { linkExpiresAt: submission.linkExpiresAt }),
      },
    }),
    ...(uploads != null && { uploads: uploadsOf(uploads) }),
    ...(typeof pollAfterSeconds === "number" && pollAfterSeconds > 0 && { pollAfterSeconds }),
    ...(keepPolling === true && { keepPolling }),
  });
}
