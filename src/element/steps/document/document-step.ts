/**
 * Owns: the step in which the files of a document are chosen: what was chosen for each slot, and what is
 * wrong with it.
 * Does not own: which document it is (`document-choice.ts`), sending (`sending.ts`).
 * Why: files live here and nowhere else, and go with the step.
 */
import type { TemplateResult } from "lit";
import type { ProblemCode } from "../../../core/problem.js";
import type { CustomerScreen } from "../../../core/screen.js";
import { messages as english } from "../../../locales/steps/en-document.js";
import type { HostClient } from "../../api/host-client.js";
import { takeKit } from "../../on-demand/handed.js";
import type { View } from "../../views/view.js";
import type { DrawnStep, StepPart, StepPort } from "../step-part.js";
import { adoptStepStyle } from "../step-style.js";
import { hasStepWords, loadStepWords } from "../step-words.js";
import { type ChosenFile, chooseFile, type Slot, type SlotFault } from "./chosen-file.js";
import { DocumentChoice } from "./document-choice.js";
import { documentStyle } from "./document-style.js";
import { type DrawnForm, documentAnnounced, documentView } from "./document-view.js";
import type { FilePart } from "./file-part.js";
import { Sending } from "./sending.js";

export const prepare: StepPart["prepare"] = (handed, lang) => {
  takeKit(handed);
  return loadStepWords(lang, english);
};

export const create: StepPart["create"] = (port) => new DocumentStep(port);

/** What SpherePay takes; a host may take less. */
const mostBytes = 15_000_000;

/** Another try with the same file would end the same way. */
const refusals: Partial<Record<ProblemCode, SlotFault>> = {
  document_type_refused: "type",
  document_refused: "refused",
};

class DocumentStep implements DrawnStep, DrawnForm {
  readonly choice: DocumentChoice;
  readonly files = new Map<Slot, ChosenFile>();
  readonly faults = new Map<Slot, SlotFault>();
  readonly sending: Sending;
  maxBytes = mostBytes;
  part: FilePart | undefined;
  isPartMissing = false;
  last: Slot | undefined;
  readonly refused: { readonly file: File; readonly document: string }[] = [];
  readonly #port: StepPort;
  #root: HTMLElement | DocumentFragment | undefined;
  /** What takes the focus once it is drawn. */
  #focus = "";
  #unguard: (() => undefined) | undefined;
  #release: (() => undefined) | undefined;

  constructor(port: StepPort) {
    this.#port = port;
    this.choice = new DocumentChoice(port.requirement);
    this.sending = new Sending(port, this);
    this.#load();
  }

  /** The rest comes behind the first screen; each click tries again. */
  async #load(): Promise<void> {
    if (this.part) return;
    try {
      const { filePart } = await this.#port.environment.load(() => import("./file-part.js"));
      this.part = filePart;
    } catch {}
    this.isPartMissing = !this.part;
    this.#port.requestUpdate();
  }

  view(view: View, screen: CustomerScreen): TemplateResult {
    const { lang } = view.words;
    const { environment, requestUpdate } = this.#port;
    if (!hasStepWords(lang)) {
      // Until they are there, the step speaks English.
      environment.load(() => loadStepWords(lang)).then(requestUpdate, () => {});
    }
    this.choice.follow(screen);
    this.maxBytes = Math.min(this.choice.action.maxBytes ?? mostBytes, this.maxBytes);
    if (screen.step?.button !== "busy") this.sending.settle();
    return documentView(view, screen, this);
  }

  announced(view: View, screen: CustomerScreen): readonly string[] {
    return documentAnnounced(view, screen, this);
  }

  updated(root: HTMLElement | DocumentFragment): void {
    adoptStepStyle(root, documentStyle);
    this.#release ??= this.part?.keepPage(root);
    this.#root = root;
    this.part?.drawPreviews(root, this.files);
    // Only while bytes go, the browser asks before the page is left.
    if (!this.sending.isGoing) this.#unguard = this.#unguard?.();
    else this.#unguard ??= this.part?.guardPage(root);
    if (this.#focus) root.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = "";
    queueMicrotask(() => this.sending.next());
  }

  request(client: HostClient, signal: AbortSignal): Promise<boolean> {
    return this.sending.request(client, signal);
  }

  end(): void {
    this.#unguard?.();
    this.#release?.();
    this.sending.end();
    for (const slot of this.files.keys()) this.#drop(slot);
    this.refused.length = 0;
    this.#root = undefined;
  }

  close(): void {
    this.#port.close();
  }

  /** The customer says which document it is: what was not sent waits for their word. */
  choose(type: string, country: string): void {
    const { choice, files } = this;
    this.sending.cancel();
    choice.set(type, country);
    choice.missing = undefined;
    this.faults.clear();
    for (const [slot, chosen] of files) {
      if (chosen.doing === "sent" || !choice.slots.includes(slot)) this.#drop(slot);
      else if (chosen.doing === "waiting") chosen.doing = "held";
      chosen.key = undefined;
    }
    this.#port.requestUpdate();
  }

  #isKnown(): boolean {
    const isKnown = this.choice.isKnown();
    if (!isKnown) this.#focus = this.choice.missing === "type" ? "[name=type]" : "#country";
    this.#port.requestUpdate();
    return isKnown;
  }

  browse(slot: Slot | undefined): void {
    this.#load();
    if (this.#isKnown()) this.#root?.querySelector<HTMLElement>(`#pick-${slot}`)?.click();
  }

  add(slot: Slot, file: File | undefined): void {
    if (!file || !this.#isKnown()) return;
    this.remove(slot);
    const chosen = chooseFile(file);
    this.files.set(slot, chosen);
    this.#check(slot, chosen, true);
  }

  async #check(slot: Slot, chosen: ChosenFile, isNew: boolean): Promise<void> {
    chosen.doing = "reading";
    this.changed(slot);
    const page = this.#root?.ownerDocument;
    const { part } = this;
    if (!part) return;
    const { fault, isAsked, preview } = await part.checkFile(this, slot, { isNew, page });
    if (this.files.get(slot) !== chosen) return preview?.close();
    chosen.preview = preview;
    if (fault) this.#refuse(slot, fault);
    else chosen.doing = isAsked ? "asking" : this.#isKnown() ? "waiting" : "held";
    this.changed(slot, fault || isAsked);
  }

  /** @param takesFocus The slot's first button takes the focus. */
  changed(slot: Slot, takesFocus: unknown = false): void {
    this.last = slot;
    if (takesFocus) this.#focus = `#slot-${slot} button`;
    this.#port.requestUpdate();
  }

  #drop(slot: Slot): void {
    this.files.get(slot)?.preview?.close();
    this.files.delete(slot);
    this.faults.delete(slot);
  }

  #refuse(slot: Slot, fault: SlotFault): void {
    this.#drop(slot);
    this.faults.set(slot, fault);
    this.#port.requestUpdate();
  }

  confirm(slot: Slot): void {
    const chosen = this.files.get(slot);
    if (!chosen || !this.#isKnown()) return;
    chosen.doing = "waiting";
    this.changed(slot, true);
  }

  retry(slot: Slot): void {
    const chosen = this.files.get(slot);
    if (chosen && this.#isKnown()) this.#check(slot, chosen, false);
  }

  cancel(slot: Slot): void {
    const chosen = this.files.get(slot);
    if (chosen?.doing === "sending") this.sending.cancel();
    else if (chosen) chosen.doing = "held";
    this.changed(slot, true);
  }

  remove(slot: Slot): void {
    if (this.files.get(slot)?.doing === "sending") this.sending.cancel();
    this.#drop(slot);
    this.changed(slot, true);
  }

  /** What becomes of a file that was not stored. */
  failed(slot: Slot, chosen: ChosenFile): void {
    const { file, body, failure } = chosen;
    const fault = failure && refusals[failure.code];
    this.changed(slot);
    if (failure?.code === "document_too_large") {
      const { maxBytes = body.size } = failure;
      // Where nobody says what is taken, a smaller picture may be.
      const least = maxBytes < body.size ? maxBytes : Math.floor(body.size * 0.9);
      this.maxBytes = Math.min(least, this.maxBytes);
      this.#check(slot, chosen, false);
    } else if (fault) {
      this.refused.push({ file, document: this.choice.keyOf("") });
      this.#refuse(slot, fault);
    } else if (failure?.code === "host_unreachable") {
      // A file that is gone looks like a network that fails.
      this.part?.faultOf(file).then((found) => {
        if (found && this.files.get(slot) === chosen) this.#refuse(slot, found);
      });
    }
  }
}
