import type { PanelCall, PanelProfile, PanelRequirement, PanelState } from "../panel-state.js";
import { make } from "./dom.js";
import type { Act } from "./panel-tools.js";

const statuses = ["incomplete", "pending", "approved", "rejected", "additional_review"];

const marks: Readonly<Record<PanelRequirement["list"], string>> = {
  errors: "error",
  pending: "in review",
  required: "required",
  complete: "complete",
};

/** The customer's profiles at SpherePay, with buttons for each requirement. */
export function profilesView(
  { profiles, tosStatus }: PanelState,
  act: Act,
  reason: () => string,
): readonly HTMLElement[] {
  if (profiles.length === 0) {
    return [make("p", {}, "Nothing yet: this customer has not begun at SpherePay.")];
  }
  const views = profiles.map((profile) => profileView(profile, act, reason));
  if (tosStatus === undefined) return views;
  const accept = make(
    "button",
    {
      type: "button",
      key: "terms",
      onClick: () => void act("complete", { requirement: "terms_of_service" }),
    },
    "Accept",
  );
  const line = make("div", { class: "buttons" }, make("code", {}, `tosStatus: ${tosStatus}`));
  if (tosStatus !== "approved") line.append(accept);
  return [...views, line];
}

function profileView(profile: PanelProfile, act: Act, reason: () => string): HTMLElement {
  const { name, status, requirements } = profile;
  const known = statuses.includes(status) ? statuses : [...statuses, status];
  const select = make(
    "select",
    {
      key: `${name} status`,
      label: `Status of ${name}`,
      onChange: () => void act("status", { profile: name, status: select.value }),
    },
    ...known.map((each) => make("option", { value: each }, each)),
  );
  select.value = status;
  const rows = (isDone: boolean) =>
    requirements
      .filter(({ list }) => (list === "complete") === isDone)
      .map((each) => requirementView(each, name, act, reason));
  const done = rows(true);
  const top = make("div", { class: "profile-top" }, make("code", {}, name), select);
  const view = make("div", {}, top, make("ul", {}, ...rows(false)));
  if (done.length > 0) {
    const summary = make("summary", {}, `${done.length} complete`);
    view.append(make("details", { key: `${name} done` }, summary, make("ul", {}, ...done)));
  }
  return view;
}

function requirementView(
  { name, list, detail }: PanelRequirement,
  profile: string,
  act: Act,
  reason: () => string,
): HTMLElement {
  const button = (text: string, action: string, disabled: boolean, form = () => ({})) =>
    make(
      "button",
      {
        type: "button",
        key: `${profile} ${name} ${action}`,
        label: `${text}: ${name}`,
        disabled,
        onClick: () => void act(action, { requirement: name, ...form() }),
      },
      text,
    );
  return make(
    "li",
    { class: list, title: detail ?? "" },
    make("span", {}, make("b", {}, name), make("small", {}, marks[list])),
    make(
      "span",
      { class: "buttons" },
      button("Complete", "complete", list === "complete"),
      button("Review", "hold", list === "pending"),
      button("Fail", "fail", false, () => ({ detail: reason() })),
      button("Ask", "require", list === "required"),
    ),
  );
}

/** The last calls, newest first. */
export function callsView(calls: readonly PanelCall[]): readonly HTMLElement[] {
  if (calls.length === 0) return [make("li", {}, "None yet.")];
  return calls.slice(0, 30).map(({ method, path, status, atMs }) => {
    const time = new Date(atMs).toISOString().slice(11, 19);
    // The id is shown above; in full it would hide the rest of the path.
    const short = path.replace(/customer_[0-9a-f]{8,}/, (id) => `${id.slice(0, 13)}…`);
    return make(
      "li",
      { title: path },
      make("time", {}, time),
      ` ${method} ${short} `,
      make("b", { class: status < 400 ? "yes" : "no" }, String(status)),
    );
  });
}
