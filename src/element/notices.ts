/**
 * Owns: the sentences beside the list: problems, coming back, an expired link.
 */
import type { Tone } from "./icons.js";
import { problemWords } from "./problem-words.js";
import { timeText } from "./spoken.js";
import type { Notice, View } from "./view-parts.js";

/** Everything that is said beside the list, most urgent first. Also announced. */
export function noticeTexts({ screen, words, waitUntilMs }: View): Notice[] {
  if (!("checklist" in screen)) return [];
  const { problem } = screen;
  const found: Notice[] = [];
  const add = (text: string, tone?: Tone) => found.push({ text, tone });
  if (problem) {
    add(words.say(`problem.${problemWords[problem.problem.code]}`), "fail");
    if (waitUntilMs && problem.problem.retryAfterMs !== undefined) {
      add(words.say("note.paused", { time: timeText(words, waitUntilMs) }), "wait");
    }
  }
  if (screen.checking) add(words.say("note.checking"), "todo");
  else if (screen.linkExpired && !screen.leaving) add(words.say("note.link_expired"), "wait");
  if (screen.sent) add(words.say("note.sent"), "done");
  if (screen.loginChanged) add(words.say("note.login_changed"), "todo");
  // It stands beside the button that was pressed, where nothing else moves for it.
  if (screen.leaving) add(words.say("leaving"));
  return found;
}
