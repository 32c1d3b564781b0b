/**
 * Owns: the sentences beside the list: problems, coming back, what changed, an expired link.
 */
import type { Problem } from "../../core/problem.js";
import { knownRequirement } from "../../core/requirements.js";
import type { CustomerScreen } from "../../core/screen.js";
import { listText, timeText } from "../i18n/format.js";
import { humanise } from "../i18n/humanise.js";
import { problemWords } from "../i18n/problem-words.js";
import type { Words } from "../i18n/words.js";
import type { Tone } from "./icons.js";
import { isInApp } from "./in-app-browser.js";
import type { Notice, View } from "./parts.js";

/** More names than these are no help in a sentence. */
const mostNames = 5;

function namesText(words: Words, names: readonly string[]): string {
  const labels = names.slice(0, mostNames).map(
    // Isolated: a name that nobody has words for may be written in any direction.
    (name) =>
      words.find(`requirement.${knownRequirement(name) ?? name}`) ??
      `\u2068${humanise(name)}\u2069`,
  );
  return listText(words, names.length > mostNames ? [...labels, "…"] : labels);
}

function receiptNotice(words: Words, screen: CustomerScreen): Notice | null {
  const { returnSummary, kind } = screen;
  const isListed = kind === "incomplete" || kind === "pending";
  if (!returnSummary || !isListed || screen.checking) return null;
  const { back, done, failed, added } = returnSummary;
  const told = (key: "note.done" | "note.failed" | "note.added", names: readonly string[]) =>
    names.length ? [words.say(key, { names: namesText(words, names) })] : [];
  const news = [
    ...told("note.done", done),
    ...told("note.failed", failed),
    ...told("note.added", added),
  ];
  // What is said beside it already tells what to do next.
  if (!news.length && (screen.linkExpired || screen.problem)) return null;
  const text = [
    ...(back ? [words.say("note.back")] : []),
    ...(news.length ? news : [words.say("note.unchanged")]),
  ].join(" ");
  return { text, tone: failed.length ? "fail" : done.length ? "done" : "todo" };
}

/** What went wrong; with a word on what is still shown where that was not read anew. */
function problemText(words: Words, { code }: Problem): string {
  const text = words.say(`problem.${problemWords[code]}`);
  return code === "offline" || code === "answer_unreadable"
    ? `${text} ${words.say("note.latest")}`
    : text;
}

/** What is to be opened from this screen may want a camera. */
const mayNeedCamera = ({ submit, continue: goOn, customer }: CustomerScreen): boolean =>
  submit === "open" || goOn === "open" || customer.actions["liveness_check"]?.kind === "link";

/** Everything that is said beside the list, most urgent first. Also announced. */
export function noticeTexts(view: View): Notice[] {
  const { screen, words, waitUntilMs, userAgent, code } = view;
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
  const news = receiptNotice(words, screen);
  if (news) found.push(news);
  if (screen.sent) add(words.say("note.sent"), "done");
  if (screen.loginChanged) add(words.say("note.login_changed"), "todo");
  if (screen.requesting) add(words.say(code?.phone.button === "busy" ? "busy.qr" : "busy.asking"));
  if (screen.leaving) {
    add(words.say("busy.leaving"));
    // It stands beside the button that was pressed, where nothing else moves for it.
    add(words.say("leaving"));
  } else if (isInApp(userAgent) && mayNeedCamera(screen)) add(words.say("note.in_app"), "todo");
  const said = code?.said;
  if (said) add(words.say(said));
  return found;
}
