/** What one slot of a document looks like and says: empty, being sent, sent, or what is wrong. */
import type { Words } from "../../i18n/words.js";
import { html, kit } from "../../on-demand/handed.js";
import type { Part, View } from "../../views/view.js";
import type { SayStep } from "../step-words.js";
import type { Slot } from "./chosen-file.js";
import type { DocumentForm } from "./document-form.js";

/** What is on the screen of a phone for a while is no exact number. */
export function sizeText({ intlTag }: Words, bytes: number): string {
  const isSmall = bytes < 100_000;
  return (bytes / (isSmall ? 1_000 : 1_000_000)).toLocaleString(intlTag, {
    style: "unit",
    unit: isSmall ? "kilobyte" : "megabyte",
    maximumFractionDigits: isSmall ? 0 : 1,
  });
}

/** What a file has to be like, said before one is chosen. */
export const rulesView = ({ words }: View, say: SayStep, { maxBytes }: DocumentForm): Part =>
  html`<div>
    <p .textContent=${say("document.hint")}></p>
    <small .textContent=${say("document.formats", { size: sizeText(words, maxBytes) })}></small>
  </div>`;

/** A slot, and where it is drawn. */
interface SlotContext {
  readonly view: View;
  readonly step: DocumentForm;
  readonly say: SayStep;
  readonly slot: Slot;
}

/** What is wrong in a slot; the empty text when nothing is. */
function errorText({ view, step, say, slot }: SlotContext): string {
  const { words, nowMs } = view;
  const fault = step.faults.get(slot);
  const size = sizeText(words, step.maxBytes);
  if (fault === "refused" && step.choice.needsCountry) return say("document.refused_country");
  if (fault) return say(`document.${fault}`, { size });
  const { doing, failure } = step.files.get(slot) ?? {};
  if (doing !== "held" || !failure) return "";
  const { code } = failure;
  const { waitMs } = step.sending;
  if (code === "rate_limited" && waitMs > 0) {
    return say("document.wait", { time: kit.timeText(words, nowMs + waitMs) });
  }
  if (code === "wrong_state" || code === "offline") return kit.problemText(words, failure);
  return say("document.failed");
}

/** How far a slot is. */
function stateText({ view, step, say, slot }: SlotContext): string {
  const { words } = view;
  const chosen = step.files.get(slot);
  const receivedAt = step.sending.receivedAt(slot);
  if (!chosen || chosen.doing === "sent") {
    const ms = kit.parseDate(receivedAt);
    return receivedAt === undefined
      ? ""
      : say("document.received", { time: ms === undefined ? "" : kit.timeText(words, ms) }).trim();
  }
  const { doing, share, question, failure } = chosen;
  if (doing === "asking") return say(`document.ask_${question}`);
  if (doing !== "sending") return doing === "held" && failure ? "" : say(`document.${doing}`);
  return say(share === 1 || failure ? "document.checking" : "document.sending");
}

/** What is announced of a slot when it changes; how much is sent is not in it. */
export const slotAnnounced = (context: SlotContext): string =>
  [slotLabel(context), [stateText(context), errorText(context)].filter(Boolean).join(" ")].join(
    ": ",
  );

export const slotLabel = ({ say, slot }: SlotContext): string => say(`document.slot_${slot}`);

function progressView({ view, step, say, slot }: SlotContext): Part {
  const { doing, share, body, failure } = step.files.get(slot) ?? {};
  if (doing !== "sending" || share === undefined || share === 1 || failure || !body) {
    return kit.nothing;
  }
  const { words } = view;
  const percent = share.toLocaleString(words.intlTag, {
    style: "percent",
    maximumFractionDigits: 0,
  });
  const text = say("document.share", { share: percent, size: sizeText(words, body.size) });
  return html`<progress max="1" .value=${share} aria-label=${say("document.sending")}></progress><small .textContent=${text}></small>`;
}

function buttonsView(context: SlotContext, describedBy: string): Part[] {
  const { step, say, slot } = context;
  const { doing } = step.files.get(slot) ?? {};
  const has = doing === "sent" || (!doing && step.sending.receivedAt(slot) !== undefined);
  const browse = () => step.browse(slot);
  const remove = ["remove", () => step.remove(slot)] as const;
  const given: readonly (readonly [string, () => void])[] =
    doing === "asking"
      ? [["anyway", () => step.confirm(slot)], remove]
      : doing === "held"
        ? [["replace", browse], remove]
        : doing && !has
          ? [["cancel", () => step.cancel(slot)]]
          : [[has ? "replace" : "choose", browse]];
  return given.map(
    ([key, onClick]) =>
      html`<button class="do" part="action" type="button" aria-describedby=${describedBy} @click=${onClick} .textContent=${say(`document.${key}` as "document.cancel")}></button>`,
  );
}

/** Shows where a file would go; the browser then does not open it. */
function markOver(event: DragEvent, isOver: boolean): void {
  const { currentTarget, relatedTarget } = event;
  if (!(currentTarget instanceof Element)) return;
  if (isOver) event.preventDefault();
  const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
  currentTarget.toggleAttribute("data-over", isOver || (event.type === "dragleave" && isInside));
}

/** One slot: its name, its file, what can be done with it. */
export function slotView(context: SlotContext): Part {
  const { step, slot, say } = context;
  const chosen = step.files.get(slot);
  const progress = progressView(context);
  const state = progress === kit.nothing ? stateText(context) : "";
  const error = errorText(context);
  const isEmpty = !chosen && !state;
  const take = (files: FileList | null | undefined) => step.add(slot, files?.[0]);
  const label = `label-${slot}`;
  return html`<div
    id="slot-${slot}"
    class="slot ${isEmpty ? "empty" : ""}"
    part="slot"
    role="group"
    aria-labelledby=${label}
    @dragover=${(event: DragEvent) => markOver(event, true)}
    @dragleave=${(event: DragEvent) => markOver(event, false)}
    @drop=${(event: DragEvent) => {
      markOver(event, false);
      event.preventDefault();
      take(event.dataTransfer?.files);
    }}
  >
    <input id="pick-${slot}" type="file" hidden aria-label=${slotLabel(context)} accept="image/jpeg,image/png,image/tiff,application/pdf" @change=${({
      target,
    }: Event) => {
      if (!(target instanceof HTMLInputElement)) return;
      take(target.files);
      // The same file may be chosen again.
      target.value = "";
    }} />
    ${
      chosen?.preview
        ? html`<canvas id="preview-${slot}" aria-hidden="true"></canvas>`
        : chosen
          ? html`<i class="paper" aria-hidden="true"></i>`
          : kit.nothing
    }
    <div>
      <b id=${label} .textContent=${slotLabel(context)}></b>
      ${chosen?.name ? html`<bdi .textContent=${chosen.name}></bdi>` : kit.nothing}
      ${isEmpty ? html`<small class="drop" .textContent=${say("document.drop")}></small>` : kit.nothing}
      ${progress}
      ${state ? html`<small class=${chosen?.doing === "sent" || !chosen ? "done" : ""} .textContent=${state}></small>` : kit.nothing}
      ${error ? html`<small id="error-${slot}" class="fail" part="field-error" .textContent=${error}></small>` : kit.nothing}
    </div>
    <div class="slot-do">${buttonsView(context, error ? `${label} error-${slot}` : label)}</div>
  </div>`;
}
