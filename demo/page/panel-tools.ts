import type { PanelState } from "../panel-state.js";
import { type Make, make } from "./dom.js";

/** Runs an action as SpherePay. */
export type Act = (action: string, form?: Record<string, string>) => Promise<void>;

/** The fixed parts of the panel. */
export interface PanelTools {
  readonly parts: readonly HTMLElement[];
  readonly profiles: HTMLElement;
  readonly codes: HTMLElement;
  readonly documents: HTMLElement;
  readonly calls: HTMLElement;
  /** The reason when an item fails. */
  readonly reason: () => string;
  show(state: PanelState): void;
  say(text: string): void;
}

const minute = 60;
const day = 24 * 60 * minute;
const lifetimes: readonly (readonly [seconds: number, text: string])[] = [
  [20, "20 seconds"],
  [5 * minute, "5 minutes"],
  [7 * day, "7 days"],
];

/** Builds the fixed parts, once. */
export function panelTools(act: Act): PanelTools {
  const button = (text: string, action: string, form?: Record<string, string>, more: Make = {}) =>
    make("button", { type: "button", ...more, onClick: () => void act(action, form) }, text);
  const toggle = (text: string, action: string) => {
    const box = make("input", {
      type: "checkbox",
      onChange: () => void act(action, { on: String(box.checked) }),
    });
    return { box, label: make("label", { class: "toggle" }, box, text) };
  };

  const message = make("p", { class: "said" });
  message.setAttribute("role", "status");
  const reason = make("input", {
    type: "text",
    value: "The photo is not sharp. Please take a new one.",
  });
  const lifetime = make(
    "select",
    { onChange: () => void act("link-lifetime", { seconds: lifetime.value }) },
    ...lifetimes.map(([seconds, text]) => make("option", { value: String(seconds) }, text)),
  );
  const failing = toggle("SpherePay returns 500", "failing");
  const slow = toggle("Slow: 3 seconds per call", "slow");
  const clock = make("code", {});
  const customer = make("code", {});
  const scenario = make("select", {
    onChange: () => void act("scenario", { name: scenario.value }),
  });
  const profiles = make("div", { class: "profiles" });
  const codes = make("div", {});
  const documents = make("div", {});
  const calls = make("ol", { class: "calls" });

  const row = (...children: readonly Node[]) => make("div", { class: "buttons" }, ...children);
  const part = (title: string, ...children: readonly Node[]) =>
    make("section", { class: "panel-part" }, make("h2", {}, title), ...children);

  const parts = [
    part("SpherePay id", row(customer, button("Start over", "reset")), message),
    part("Scenario", make("label", {}, "Begin again as", scenario)),
    part("Phone and inbox", codes),
    part(
      "Decision",
      row(
        button("Approve", "approve", {}, { class: "yes" }),
        button("Reject", "reject", {}, { class: "no" }),
        button("Pending", "status", { status: "pending" }),
        button("Incomplete", "status", { status: "incomplete" }),
        button("additional_review", "status", { status: "additional_review" }),
      ),
    ),
    part(
      "Links",
      make("label", {}, "New links live", lifetime),
      row(button("Expire the link now", "expire-links")),
    ),
    part(
      "Requirements",
      profiles,
      make("label", {}, "Reason given by “Fail”", reason),
      row(button("Complete all customer items", "complete-all")),
    ),
    part("Documents received", documents),
    part("Faults", failing.label, slow.label),
    part(
      "Clock",
      row(
        clock,
        button("+10 min", "advance", { seconds: String(10 * minute) }),
        button("+1 day", "advance", { seconds: String(day) }),
      ),
    ),
    part("Calls to SpherePay", calls),
  ];

  return {
    parts,
    profiles,
    codes,
    documents,
    calls,
    reason: () => reason.value || "No reason given.",
    show(state) {
      customer.textContent = state.customerId ?? "none yet";
      clock.textContent = state.now.slice(0, 19).replace("T", " ");
      lifetime.value = String(state.linkLifetimeSeconds);
      if (scenario.length === 0) {
        const choices = [{ name: "", sentence: "Choose a scenario" }, ...state.scenarios];
        scenario.append(
          ...choices.map(({ name, sentence }) => make("option", { value: name }, sentence)),
        );
      }
      failing.box.checked = state.failing;
      slow.box.checked = state.slow;
    },
    say(text) {
      message.textContent = text;
    },
  };
}
