/**
 * Owns: what is remembered of the codes of one customer for one channel, and its rules: when a code
 * may be sent, how often one may be tried, what a repeated key gets.
 * Does not own: sending, checking, or where the note is kept.
 * Why: SpherePay states no limit, and every message costs money. A rule is applied to the note in one
 * step, so that ten tabs at three machines cannot each have a try of their own.
 */
import type { Ruling } from "./customer-notes.js";

/** A code that was asked for. `key` is the digest of its idempotency key. */
interface Send {
  readonly key: string;
  readonly atMs: number;
  /** `unknown`: SpherePay gave no usable answer; a code may be on its way. */
  readonly state: "sending" | "sent" | "unknown";
  /** SpherePay's word for when the code ends, ISO 8601. */
  readonly expiresAt?: string;
}

/** A code that was tried. The code itself is not remembered. */
interface Check {
  readonly key: string;
  readonly atMs: number;
  readonly state: "checking" | "accepted" | "refused" | "expired";
}

/** The note. */
export interface CodeNote {
  /** Oldest first. */
  readonly sends: readonly Send[];
  readonly checks: readonly Check[];
  /** How often the latest code was tried. */
  readonly tries: number;
}

/** What a request for a code may lead to. */
export type SendRuling =
  | { readonly state: "begun" | "in_flight" | "unknown" }
  | { readonly state: "sent"; readonly send: CodeSend }
  | { readonly state: "too_soon"; readonly retryAfterMs: number };

/** A code on its way. */
export interface CodeSend {
  readonly expiresAt?: string;
  /** When another one may be sent, milliseconds from now. */
  readonly nextInMs: number;
}

/** What a try may lead to. */
export type CheckRuling =
  | { readonly state: "begun" | "in_flight" | "accepted" | "refused" | "expired" }
  | { readonly state: "too_many"; readonly retryAfterMs: number };

/** How long after one code the next may be sent, milliseconds. */
export const apartMs = 60_000;
const hourMs = 3_600_000;
const sendsPerHour = 5;
const triesPerCode = 5;
const checksKept = 10;
const longestKeptMs = 24 * hourMs;

/** How long a note is kept: while it can limit anything, and while its latest code may be valid. */
export function codeNoteKeptMs({ sends }: CodeNote, nowMs: number): number {
  const { expiresAt } = sends.at(-1) ?? {};
  const leftMs = expiresAt === undefined ? 0 : Date.parse(expiresAt) - nowMs;
  return Math.min(longestKeptMs, Math.max(hourMs, leftMs) + 600_000);
}

const listOf = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : []);
const sendStates = ["sending", "sent", "unknown"] as const;
const checkStates = ["checking", "accepted", "refused", "expired"] as const;

function entryOf<S extends string>(given: unknown, states: readonly S[]) {
  const { key, atMs, state } = Object(given);
  const known = states.find((each) => each === state);
  if (typeof key !== "string" || typeof atMs !== "number" || !known) return undefined;
  return { key, atMs, state: known };
}

/** The note in parsed JSON; an empty one in anything else. */
export function readCodeNote(json: unknown): CodeNote {
  const { sends, checks, tries } = Object(json);
  return {
    sends: listOf(sends).flatMap((given): Send[] => {
      const entry = entryOf(given, sendStates);
      const { expiresAt } = Object(given);
      return entry ? [{ ...entry, ...(typeof expiresAt === "string" && { expiresAt }) }] : [];
    }),
    checks: listOf(checks).flatMap((given): Check[] => {
      const entry = entryOf(given, checkStates);
      return entry ? [entry] : [];
    }),
    tries: typeof tries === "number" ? tries : 0,
  };
}

/** Those of the last hour; one of a clock that went ahead counts as new. */
const recent = (sends: readonly Send[], nowMs: number): readonly Send[] =>
  sends.filter(({ atMs }) => nowMs - atMs < hourMs);

/** When the next code may be sent, milliseconds from now. */
export function nextSendInMs({ sends }: CodeNote, nowMs: number): number {
  const last = sends.at(-1);
  const sinceApart = last ? Math.min(apartMs, last.atMs + apartMs - nowMs) : 0;
  const lastHour = recent(sends, nowMs);
  const first = lastHour.at(-sendsPerHour);
  const sinceHour = first ? Math.min(hourMs, first.atMs + hourMs - nowMs) : 0;
  return Math.max(0, sinceApart, sinceHour);
}

/** Whether the process that works on it must have ended. */
const isLost = ({ atMs }: Send | Check, nowMs: number, longestMs: number): boolean =>
  Math.abs(nowMs - atMs) > longestMs;

/** What a key has led to; `undefined` for a new one. */
export function sendOf(
  note: CodeNote,
  key: string,
  nowMs: number,
  longestMs: number,
): SendRuling | undefined {
  const send = note.sends.find((each) => each.key === key);
  if (!send) return undefined;
  if (send.state === "sending") {
    return { state: isLost(send, nowMs, longestMs) ? "unknown" : "in_flight" };
  }
  if (send.state === "unknown") return { state: "unknown" };
  const { expiresAt } = send;
  const nextInMs = nextSendInMs(note, nowMs);
  return { state: "sent", send: { nextInMs, ...(expiresAt !== undefined && { expiresAt }) } };
}

/** Begins to send, if a code may be sent now. */
export function beginSend(key: string, nowMs: number, longestMs: number) {
  return (note: CodeNote): Ruling<CodeNote, SendRuling> => {
    const known = sendOf(note, key, nowMs, longestMs);
    if (known) return { result: known };
    const retryAfterMs = nextSendInMs(note, nowMs);
    if (retryAfterMs > 0) return { result: { state: "too_soon", retryAfterMs } };
    const sends: readonly Send[] = [
      ...recent(note.sends, nowMs),
      { key, atMs: nowMs, state: "sending" },
    ];
    return { note: { ...note, sends }, result: { state: "begun" } };
  };
}

/**
 * Ends a send. One that has sent nothing is forgotten; a new code may be tried as often as any, and so
 * may one that may be on its way. The result is when the next may be sent, milliseconds from now.
 */
export function endSend(
  key: string,
  end: { readonly state: "sent" | "unknown"; readonly expiresAt?: string } | undefined,
  nowMs: number,
) {
  return (note: CodeNote): Ruling<CodeNote, number> => {
    const sends = note.sends.flatMap((each) =>
      each.key !== key ? [each] : end ? [{ ...each, ...end }] : [],
    );
    const ended = { ...note, sends, tries: end ? 0 : note.tries };
    return { note: ended, result: nextSendInMs(ended, nowMs) };
  };
}

/** What a try with this key has led to; `undefined` for a new one, and for one whose end is unknown. */
export function checkOf(
  { checks }: CodeNote,
  key: string,
  nowMs: number,
  longestMs: number,
): CheckRuling | undefined {
  const check = checks.find((each) => each.key === key);
  if (!check) return undefined;
  if (check.state !== "checking") return { state: check.state };
  return isLost(check, nowMs, longestMs) ? undefined : { state: "in_flight" };
}

/** Begins a try, if there is one left. It is counted before SpherePay is asked. */
export function beginCheck(key: string, nowMs: number, longestMs: number) {
  return (note: CodeNote): Ruling<CodeNote, CheckRuling> => {
    const known = checkOf(note, key, nowMs, longestMs);
    if (known) return { result: known };
    if (note.tries >= triesPerCode) {
      return { result: { state: "too_many", retryAfterMs: nextSendInMs(note, nowMs) } };
    }
    const others = note.checks.filter((each) => each.key !== key).slice(1 - checksKept);
    const checks: readonly Check[] = [...others, { key, atMs: nowMs, state: "checking" }];
    return { note: { ...note, checks, tries: note.tries + 1 }, result: { state: "begun" } };
  };
}

/**
 * Ends a try. `not_asked`: SpherePay was not asked, and the try is given back; `unknown`: it gave no
 * usable answer, and the same key may ask again.
 */
export function endCheck(
  key: string,
  end: "accepted" | "refused" | "expired" | "not_asked" | "unknown",
) {
  return (note: CodeNote): Ruling<CodeNote, undefined> => {
    const hasEnd = end !== "not_asked" && end !== "unknown";
    const checks = note.checks.flatMap((each): Check[] =>
      each.key !== key ? [each] : hasEnd ? [{ ...each, state: end }] : [],
    );
    const tries = end === "not_asked" ? Math.max(0, note.tries - 1) : note.tries;
    return { note: { ...note, checks, tries }, result: undefined };
  };
}

/** Whether the latest code has ended, by what SpherePay said when it was sent. */
export function isLatestExpired({ sends }: CodeNote, nowMs: number): boolean {
  const { state, expiresAt } = sends.at(-1) ?? {};
  return state === "sent" && expiresAt !== undefined && Date.parse(expiresAt) <= nowMs;
}
