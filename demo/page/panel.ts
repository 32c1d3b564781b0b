/**
 * The panel that plays SpherePay: a tool for developers beside the page, no part of it. It talks to
 * `/sphere/` alone, which exists only with the simulator.
 */
import type { PanelState } from "../panel-state.js";
import { redraw } from "./dom.js";
import { callsView, profilesView } from "./panel-profiles.js";
import { type Act, panelTools } from "./panel-tools.js";

const lookEveryMs = 2000;
let drawn = "";

const act: Act = async (deed, form = {}) => {
  const body = new URLSearchParams(form);
  const response = await fetch(`/sphere/deeds/${deed}`, { method: "POST", body });
  if (!response.ok) return tools.say(await response.text());
  if (deed === "reset" || deed === "scenario") return location.reload();
  draw(await response.json());
  // The customer's page is not told what changed: this stands in for the push that comes later.
  document.querySelector("sphere-kyc-onboarding")?.refresh();
  tools.say("The page was asked to look again. Without a push, “Check again” or coming back does.");
};

const tools = panelTools(act);

function draw(state: PanelState): void {
  tools.show(state);
  const { calls, profiles, customerId, tosStatus } = state;
  redraw(tools.calls, callsView(calls));
  const text = JSON.stringify([profiles, customerId, tosStatus]);
  if (text === drawn) return;
  drawn = text;
  redraw(tools.profiles, profilesView(state, act, tools.reason));
}

async function look(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  const response = await fetch("/sphere/state").catch(() => undefined);
  if (response?.ok) draw(await response.json());
  else tools.say("No answer from the demo. Is it still running, are you signed in?");
}

document.querySelector("#panel")?.append(...tools.parts);
document.querySelector("#pick select")?.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
});
if (matchMedia("(max-width: 75rem)").matches) {
  document.querySelector(".panel details")?.removeAttribute("open");
}
void look();
setInterval(look, lookEveryMs);
