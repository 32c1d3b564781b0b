/** Codes for the phone: elements that show one, and what a phone's camera would read from it. */
import decodeQR from "qr/decode.js";
import type { Rest } from "../../src/element/rest-controller.js";
import { messages as en } from "../../src/locales/en.js";
import { type Answers, aLink, aScriptedHost, json } from "./answers.js";
import { type Stage, type StageOptions, until } from "./stage.js";
import { aPendingStage, aReadyStage, open } from "./stages.js";

/** A link as long as providers make them: its token alone has 400 characters. */
export const aLongLink = `https://in.sumsub.com/websdk/p/sbx_a?token=${Array.from(
  { length: 400 },
  (_, index) => "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_.~"[(index * 7 + (index >> 3)) % 40],
).join("")}`;

export const openText = en["phone.open"];

/** The drawing of an element's code; `null` when there is none. */
export const codeOf = ({ element }: Pick<Stage, "element">): SVGSVGElement | null =>
  element.shadowRoot?.querySelector<SVGSVGElement>("svg.code") ?? null;

export const panelOf = ({ element }: Pick<Stage, "element">): HTMLElement | null =>
  element.shadowRoot?.querySelector<HTMLElement>(".panel") ?? null;

/** What a phone reads from a drawing, in the colours it is shown in. Throws when it reads nothing. */
export function readCode(svg: SVGSVGElement | null): string {
  const path = svg?.querySelector("path");
  if (!svg || !path) throw new TypeError("there is no code");
  const scale = 4;
  const { width } = svg.viewBox.baseVal;
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = width * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new TypeError("there is nothing to draw on");
  context.fillStyle = getComputedStyle(svg).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(path).fill;
  context.fill(new Path2D(path.getAttribute("d") ?? ""));
  const { data, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return decodeQR({ data, width: canvas.width, height }, { timeLimit: 5_000 });
}

/** Ready at a host written by hand, whose links are of the test's choice. */
export async function aPhoneStage(answers: Answers = {}, options: StageOptions = {}) {
  const host = aScriptedHost();
  const stage = await open({ network: host.network, ...options }, "One last step");
  await stage.atRest();
  host.answers = answers;
  const submits = () => stage.sent.filter(({ path }) => path.endsWith("/submit"));
  return { ...stage, host, submits };
}

/** A host whose submit answers this link. */
export const linking = (fields: Record<string, unknown> = {}, url = aLongLink): Answers => ({
  submit: () => json(201, aLink(url, fields)),
});

/** A code is on display. */
export async function aCodeStage(answers: Answers = linking(), options: StageOptions = {}) {
  const stage = await aPhoneStage(answers, options);
  stage.press(openText);
  await shown(stage);
  return stage;
}

/** Waits for the code. */
export async function shown(stage: Pick<Stage, "element">): Promise<void> {
  await until(() => codeOf(stage));
  await stage.element.updateComplete;
}

/** Waits until the code is covered. */
export async function covered(stage: Pick<Stage, "element">): Promise<void> {
  await until(() => panelOf(stage)?.textContent?.includes(en["phone.expired"]));
  await stage.element.updateComplete;
}

/** The code is on display over the real handler and the simulator. */
export async function aRealCodeStage(begin: () => Promise<Stage> = aReadyStage): Promise<Stage> {
  const stage = await begin();
  stage.press(openText);
  await shown(stage);
  return stage;
}

export const aPendingCodeStage = (): Promise<Stage> => aRealCodeStage(aPendingStage);

/** A code whose link has ended. */
export async function anExpiredCodeStage() {
  const stage = await aCodeStage(linking({ expiresInSeconds: 60 }));
  await stage.environment.advance(60_000);
  await covered(stage);
  return stage;
}

/** The rest of the element with another way to what draws. */
export const loadingHandoff =
  (load: Rest["loadHandoff"]): NonNullable<StageOptions["loadRest"]> =>
  async () => ({ ...(await import("../../src/element/rest.js")), loadHandoff: load });
