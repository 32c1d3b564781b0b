/**
 * The panel that plays SpherePay: a tool for developers beside the page. It only calls `/sphere/`,
 * which exists only with the simulator.
 */
import type { PanelState } from "../panel-state.js";
import { redraw } from "./dom.js";
import { callsView, profilesView } from "./panel-profiles.js";
import { codesView, documentsView } from "./panel-received.js";
import { type Act, panelTools } from "./panel-tools.js";

const refreshEveryMs = 2000;
/** The actions that cause a webhook: changes of the customer. */
const sentByWebhook = [
  ...["complete", "hold", "require", "fail", "complete-all"],
  ...["approve", "reject", "status", "accept-document", "refuse-document"],
];
let drawn = "";
/** Aborts requests when the customer leaves: Firefox caches only a page without open requests. */
let leaving = new AbortController();

const act: Act = async (action, form = {}) => {
  const body = new URLSearchParams(form);
  const response = await fetch(`/sphere/actions/${action}`, { method: "POST", body });
  if (!response.ok) return tools.say(await response.text());
  if (action === "reset" || action === "scenario") return location.reload();
  draw(await response.json());
  tools.say(
    sentByWebhook.includes(action)
      ? "Done. SpherePay sends a webhook to the site; the page updates by itself."
      : "Done. The customer’s page shows it after its next call.",
  );
};

const tools = panelTools(act);

function draw(state: PanelState): void {
  tools.show(state);
  const { calls, profiles, customerId, tosStatus, codes, documents } = state;
  redraw(tools.calls, callsView(calls));
  const text = JSON.stringify([profiles, customerId, tosStatus, codes, documents]);
  if (text === drawn) return;
  drawn = text;
  redraw(tools.codes, codesView(codes));
  redraw(tools.documents, documentsView(documents, act, tools.reason));
  redraw(tools.profiles, profilesView(state, act, tools.reason));
}

async function refresh(): Promise<void> {
  const { signal } = leaving;
  if (document.visibilityState !== "visible" || signal.aborted) return;
  const response = await fetch("/sphere/state", { signal }).catch(() => undefined);
  if (response?.ok) draw(await response.json());
  else if (!signal.aborted) {
    tools.say("No response from the demo. Is it still running, and are you signed in?");
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
  void refresh();
});
setInterval(refresh, refreshEveryMs);
