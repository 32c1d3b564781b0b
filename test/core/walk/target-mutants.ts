/** Flows with one bug each, which the walk must catch: targets, refusals, the kept checklist. */
import { checklist, fingerprint } from "../../../src/core/checklist.js";
import { transition } from "../../../src/core/flow/transition.js";
import type { Open } from "../../../src/core/flow/types.js";
import { requirementTarget, submitTarget, type Target } from "../../../src/core/target.js";
import { nameOf } from "./clicks.js";
import { staysOpen, whileOpen } from "./mutant.js";
import type { Transition } from "./walk.js";

/** Takes the click on a requirement of this name for a submit. */
const submitsOn =
  (name: string): Transition =>
  (state, event) =>
    transition(
      state,
      event.type === "clicked" && nameOf(event.target) === nameOf(requirementTarget(name))
        ? { ...event, target: submitTarget }
        : event,
    );

const refusalOf = ({ refused }: Open, target: Target) =>
  refused.find((each) => nameOf(each.target) === nameOf(target));

export const targetMutants: Readonly<Record<string, Transition>> = {
  "a requirement named submit is submitted": submitsOn("submit"),
  "a requirement named :submit is submitted": submitsOn(":submit"),
  "continue submits again": submitsOn("identity_verification"),
  "the link of another requirement is requested": staysOpen((_, event, after, commands) =>
    event.type === "clicked" && event.target.kind === "requirement"
      ? [
          after,
          commands.map((each) =>
            each.do === "requestTarget"
              ? { ...each, target: requirementTarget("terms_of_service") }
              : each,
          ),
        ]
      : undefined,
  ),
  "a link is granted for what was clicked after it": whileOpen((before, event) =>
    event.type === "clicked" && before.task?.doing === "requesting"
      ? [{ ...before, task: { ...before.task, target: event.target } }, []]
      : undefined,
  ),
  "the customer leaves with the link of another target": staysOpen((_, _event, after, commands) => [
    after,
    commands.map((each) => (each.do === "navigate" ? { ...each, target: submitTarget } : each)),
  ]),
  "a QR code stands for another target": staysOpen(({ qrCode }, event, after, commands) =>
    event.type === "linkReceived" && after.qrCode && after.qrCode !== qrCode
      ? [{ ...after, qrCode: { ...after.qrCode, target: submitTarget } }, commands]
      : undefined,
  ),
  "a requirement's link is requested again when no answer arrives": whileOpen((before, event) => {
    const { task } = before;
    if (event.type !== "failed" || task?.doing !== "requesting") return undefined;
    if (event.attempt !== task.attempt || task.target.kind === "submit") return undefined;
    if (event.problem.code !== "timeout" || before.renewal || before.unproven) return undefined;
    const attempt = before.attempt + 1;
    const { target, key } = task;
    return [
      { ...before, attempt, task: { ...task, attempt } },
      [{ do: "requestTarget", attempt, target, key }],
    ];
  }),
  "the checklist of an earlier load is kept": staysOpen((before, event, after, commands) =>
    event.type === "loaded" && after.customer !== before.customer
      ? [{ ...after, checklist: before.checklist }, commands]
      : undefined,
  ),
  "the checklist of another customer is kept": staysOpen((before, _, after, commands) =>
    after.customer.id !== before.customer.id
      ? [{ ...after, checklist: before.checklist }, commands]
      : undefined,
  ),
  "the checklist counts every profile": (state, event) => {
    const [after, commands] = transition(state, event);
    if (state.kind !== "starting" || after.kind !== "open") return [after, commands];
    return [{ ...after, checklist: checklist(after.customer) }, commands];
  },
  "a refusal is forgotten": staysOpen((before, event, after, commands) =>
    event.type === "failed" && after.refused !== before.refused
      ? [{ ...after, refused: before.refused }, commands]
      : undefined,
  ),
  "a refusal is forgotten with the next one": staysOpen((before, event, after, commands) =>
    event.type === "failed" && after.refused !== before.refused
      ? [{ ...after, refused: after.refused.slice(-1) }, commands]
      : undefined,
  ),
  "a refusal holds for the same object alone": whileOpen((before, event) => {
    if (event.type !== "clicked" || !refusalOf(before, event.target)) return undefined;
    const refused = before.refused.filter(({ target }) => target === event.target);
    return transition({ ...before, refused }, event);
  }),
  "a refusal holds for every target": whileOpen((before, event) =>
    event.type === "clicked" &&
    before.refused.some((each) => each.fingerprint === fingerprint(before.customer))
      ? [before, []]
      : undefined,
  ),
  "a refusal outlives its checklist": staysOpen((before, event, after, commands) =>
    event.type === "loaded" &&
    event.attempt === before.refreshing?.attempt &&
    after.customer.id === before.customer.id &&
    after.refused.length
      ? [
          {
            ...after,
            refused: after.refused.map((each) => ({
              ...each,
              fingerprint: fingerprint(after.customer),
            })),
          },
          commands,
        ]
      : undefined,
  ),
};
