/** The sentences beside the list: problems, coming back, what changed, an expired link. */
import type { Problem } from "../../core/problem.js";
import { knownRequirement } from "../../core/requirements.js";
import type { CustomerScreen } from "../../core/screen.js";
import { listText, timeText } from "../i18n/format.js";
import { nameOf } from "../i18n/names.js";
import { problemWords } from "../i18n/problem-words.js";
import type { Words } from "../i18n/words.js";
import { isQrLost, qrAnnouncement } from "../qr/qr-place.js";
import { headingText } from "./heading.js";
import type { Tone } from "./icons.js";
import { isInAppBrowser } from "./in-app-browser.js";
import { note } from "./parts.js";
import type { Part, View } from "./view.js";

/** A sentence beside the list. */
interface Notice {
  readonly text: string;
  /** `undefined`: it stands on a button already, and is only announced. */
  readonly tone: Tone | undefined;
}

/** More names than these are no help in a sentence. */
const mostNames = 5;

function namesText(words: Words, names: readonly string[]): string {
  const labels = names.slice(0, mostNames).map(
    // Isolated: a name that nobody has words for may be written in any direction.
    (name) => {
      const { label, isOurs } = nameOf(words, "requirement", knownRequirement(name) ?? name);
      return isOurs ? label : `\u2068${label}\u2069`;
    },
  );
  return listText(words, names.length > mostNames ? [...labels, "…"] : labels);
}

function returnNotice(words: Words, screen: CustomerScreen): Notice | null {
  const { returnSummary, kind } = screen;
  const isListed = kind === "incomplete" || kind === "pending";
  if (!returnSummary || !isListed || screen.checking) return null;
  const { back, done, failed, added } = returnSummary;
  const sentence = (key: "note.done" | "note.failed" | "note.added", names: readonly string[]) =>
    names.length ? [words.say(key, { names: namesText(words, names) })] : [];
  const changes = [
    ...sentence("note.done", done),
    ...sentence("note.failed", failed),
    ...sentence("note.added", added),
  ];
  // The notice beside it already tells what to do next.
  if (!changes.length && (screen.linkExpired || screen.problem)) return null;
  const text = [
    ...(back ? [words.say("note.back")] : []),
    ...(changes.length ? changes : [words.say("note.unchanged")]),
  ].join(" ");
  return { text, tone: failed.length ? "fail" : done.length ? "done" : "todo" };
}

/** What was saved in the last step, and what is next. */
function savedText(words: Words, { saved, checklist }: CustomerScreen): string {
  const items = checklist.profiles.flatMap((each) => each.items);
  const next = items.find(
    ({ actor, state }) => actor === "customer" && (state === "required" || state === "error"),
  );
  return [
    ...(saved ? [words.say("note.saved", { name: namesText(words, [saved]) })] : []),
    ...(saved && next && next.name !== saved
      ? [words.say("note.next", { name: namesText(words, [next.name]) })]
      : []),
  ].join(" ");
}

/** What went wrong, and that what is shown may be old where it was not loaded again. */
export function problemText(words: Words, { code }: Problem): string {
  const text = words.say(`problem.${problemWords[code]}`);
  return code === "offline" || code === "host_unreachable" || code === "answer_unreadable"
    ? `${text} ${words.say("note.latest")}`
    : text;
}

/** What is to be opened from this screen may want a camera. */
const mayNeedCamera = ({ submit, continue: goOn, customer }: CustomerScreen): boolean =>
  submit === "open" || goOn === "open" || customer.actions["liveness_check"]?.kind === "link";

/** Everything that is said beside the list, most urgent first. Also announced. */
function noticesOf(view: View): Notice[] {
  const { screen, words, waitUntilMs, userAgent } = view;
  if (!("checklist" in screen)) return [];
  const { problem } = screen;
  const found: Notice[] = [];
  const add = (text: string, tone?: Tone) => found.push({ text, tone });
  if (problem) {
    const text = problemText(words, problem.problem);
    // One fact, one note: the time belongs to what it is about.
    if (waitUntilMs && problem.problem.retryAfterMs !== undefined) {
      const time = timeText(words, waitUntilMs);
      add(`${text} ${words.say("note.paused", { time })}`, "wait");
    } else add(text, "fail");
  }
  if (screen.checking) add(words.say("note.checking"), "todo");
  else if (screen.linkExpired && !screen.leaving) add(words.say("note.link_expired"), "wait");
  const saved = savedText(words, screen);
  if (saved) add(saved, "done");
  // What was saved is said once.
  const summary = returnNotice(words, screen);
  if (summary && !(saved && `${screen.returnSummary?.done}` === screen.saved)) found.push(summary);
  if (view.steps.failed || isQrLost(view, screen)) add(words.say("problem.unloaded"), "fail");
  if (screen.sent) add(words.say("note.sent"), "done");
  if (screen.loginChanged) add(words.say("note.login_changed"), "todo");
  if (screen.requesting) {
    add(words.say(screen.qrCode.button === "busy" ? "busy.qr" : "busy.asking"));
  }
  if (screen.slow) add(words.say("note.slow"), "wait");
  if (screen.leaving) {
    add(words.say("busy.leaving"));
    // It stands beside the button that was clicked, where nothing else moves for it.
    add(words.say("leaving"));
  } else if (isInAppBrowser(userAgent) && mayNeedCamera(screen))
    add(words.say("note.in_app"), "todo");
  const announced = qrAnnouncement(view, screen);
  if (announced) add(words.say(announced));
  return found;
}

/** Everything that is said beside the list, drawn. */
export const notices = (view: View): Part[] =>
  noticesOf(view).flatMap(({ text, tone }) => (tone ? note(text, tone) : []));

/** What is announced when it changes: the heading and everything beside the list. */
export function announcementText(view: View): string {
  const { screen, steps, words } = view;
  const drawn = "step" in screen && screen.step && steps.drawn;
  const texts = drawn ? drawn.announced(view, screen) : noticesOf(view).map(({ text }) => text);
  const slow = screen.kind === "loading" && screen.slow ? [words.say("note.slow")] : [];
  return [...slow, headingText(view), ...texts].join(" ").trim();
}
