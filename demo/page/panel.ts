/**
 * The panel that plays SpherePay: a tool for developers beside the page, no part of it. It talks to
 * `/sphere/` alone, which exists only with the simulator.
 */
import type { PanelState } from "../panel-state.js";
import { redraw } from "./dom.js";
import { callsView, profilesView } from "./panel-profiles.js";
import { type Act, panelTools } from "./panel-tools.js";

const lookEveryMs = 2000;
/** What SpherePay sends a webhook about: changes of the customer. */
const toldByWebhook = [
  ...["complete", "hold", "require", "fail", "complete-all"],
  ...["approve", "reject", "status"],
];
let drawn = "";
/** The customer is on his way out: Firefox keeps only a page that has no request under way. */
let leaving = new AbortController();

const act: Act = async (deed, form = {}) => {
  const body = new URLSearchParams(form);
  const response = await fetch(`/sphere/deeds/${deed}`, { method: "POST", body });
  if (!response.ok) return tools.say(await response.text());
  if (deed === "reset" || deed === "scenario") return location.reload();
  draw(await response.json());
  tools.say(
    toldByWebhook.includes(deed)
      ? "Done. SpherePay’s webhook is on its way to the site; the page turns by itself."
      : "Done. The customer’s page learns of it with its next call.",
  );
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
  const { signal } = leaving;
  if (document.visibilityState !== "visible" || signal.aborted) return;
  const response = await fetch("/sphere/state", { signal }).catch(() => undefined);
  if (response?.ok) draw(await response.json());
  else if (!signal.aborted) {
    tools.say("No answer from the demo. Is it still running, are you signed in?");
  }
}

document.querySelector("#panel")?.append(...tools.parts);
document.querySelector("#pick select")?.addEventListener("change", (event) => {
  if (event.target instanceof HTMLSelectElement) event.target.form?.requestSubmit();
});
if (matchMedia("(max-width: 75rem)").matches) {
  document.querySelector(".panel details")?.removeAttribute("open");
}
addEventListener("sphere-kyc-leave", () => leaving.abort());
addEventListener("pageshow", () => {
  leaving = new AbortController();
  void look();
});
setInterval(look, lookEveryMs);
