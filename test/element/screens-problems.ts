/** Screens of what went wrong beside the list, or before there was one. */
import { messages as en } from "../../src/locales/en.js";
import { type Answers, aLink, aScriptedHost, json, noNetwork, problem } from "./answers.js";
import type { ScreenRow } from "./screens.js";
import { aStage, type Stage, type StageOptions } from "./stage.js";
import { aScriptedStage, open, submitText, supported } from "./stages.js";

async function aRefusedSubmit(
  submit: Answers["submit"],
  text: string,
  options: StageOptions = {},
): Promise<Stage> {
  const stage = await aScriptedStage(options, { ...(submit && { submit }) });
  stage.press(submitText);
  await stage.shows(text);
  return stage;
}

/** Nobody answers, whoever is asked, until the quiet tries are over. */
async function anUnreachedStage(): Promise<Stage> {
  const stage = aStage({ network: noNetwork });
  for (let turn = 0; turn < 5; turn++) await stage.environment.advance(11_000);
  await stage.shows(en["heading.blocked"]);
  return stage;
}

const off = `${submitText}…`;
const phone = en["phone.open"];

/** Each with a way forward. */
export const problemScreens: readonly ScreenRow[] = [
  {
    name: "many people at once",
    build: () =>
      aRefusedSubmit(
        () => problem(429, "rate_limited", {}, { "Retry-After": "60" }),
        "Please wait until",
      ),
    texts: ["We are very busy right now.", "Please wait until"],
    buttons: [off, `${phone}…`, "Check again"],
  },
  {
    name: "no answer from the verification service",
    build: () =>
      aRefusedSubmit(
        () => problem(504, "upstream_timeout", { correlationId: "ref-0815" }),
        "did not answer",
      ),
    texts: [en["problem.unanswered"], "ref-0815"],
    buttons: [submitText, phone, "Check again"],
  },
  {
    name: "a link that was not opened",
    build: () =>
      aRefusedSubmit(
        () => json(201, aLink("https://evil.example/")),
        "did not open the link",
        supported,
      ),
    texts: [en["problem.link_refused"]],
    buttons: [submitText, phone, "Check again", "Contact support"],
  },
  {
    name: "offline from the start",
    build: anUnreachedStage,
    texts: [en["problem.offline"]],
    buttons: ["Try again"],
  },
  {
    name: "a page that is set up wrongly",
    build: () =>
      open(
        {
          prepare: (element) => {
            element.endpoint = null;
          },
        },
        en["heading.blocked"],
      ),
    texts: [en["problem.site"]],
    buttons: ["Try again"],
  },
  {
    name: "a rest that could not be loaded",
    build: async () => {
      const stage = aStage({
        network: aScriptedHost().network,
        loadRest: () => Promise.reject(new TypeError("network")),
      });
      await stage.shows(en["problem.unloaded"]);
      return stage;
    },
    texts: ["Everything we need from you is here.", en["problem.unloaded"]],
    buttons: [submitText, "Try again"],
  },
];
