/** The words of steps: loaded beside a step's code, in the language of the element. */
import { english, loadStepMessages } from "../../locales/steps/index.js";
import type { StepMessageKey, StepMessages } from "../../locales/steps/messages.js";
import type { Words } from "../i18n/words.js";
import { kit } from "../on-demand/handed.js";

const loaded = new Map<string, Partial<StepMessages>>();
let inEnglish: Partial<StepMessages> = english;

/**
 * Loads the words of a language. Rejects when they cannot be fetched.
 * @param own The English words of the kind of step.
 */
export async function loadStepWords(lang: string, own: Partial<StepMessages> = {}): Promise<void> {
  inEnglish = { ...inEnglish, ...own };
  if (!loaded.has(lang)) loaded.set(lang, await loadStepMessages(lang));
}

/** Whether the words of a language are there. */
export const hasStepWords = (lang: string): boolean => loaded.has(lang);

/** Says a step's words; the page's own win over the language's. */
export type SayStep = (key: StepMessageKey, values?: Readonly<Record<string, string>>) => string;

/** The step's words beside the element's. */
export const stepWords =
  ({ lang, find }: Words): SayStep =>
  (key, values = {}) =>
    kit.fill(find(key) ?? loaded.get(lang)?.[key] ?? inEnglish[key] ?? "", values);
