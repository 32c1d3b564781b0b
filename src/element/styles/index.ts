/**
 * The look of the element. One sheet: a browser takes longer to set up ten. No style element, so a
 * strict style policy holds.
 */
import { css, unsafeCSS } from "lit";
import { controls } from "./controls.js";
import { interaction } from "./interaction.js";
import { layout } from "./layout.js";
import { forced, paper } from "./media.js";
import { motion } from "./motion.js";
import { outcome } from "./outcome.js";
import { rows } from "./rows.js";
import { tokens } from "./tokens.js";

const sheet = css`${tokens}${layout}${rows}${controls}${outcome}${interaction}${motion}${forced}${paper}`;

/**
 * The sheet for a browser without `light-dark()`, which came with Safari 17.5 and Chrome 123. One of
 * two properties is empty, the other is not set: dark as the person's system is, or as `theme` says.
 */
export const withoutLightDark = (css: string): string =>
  `${css.replace(/light-dark\((.+?),(.+?)\)/g, "var(--_light,$1) var(--_dark,$2)")}
.card,:host([theme="light"]) .card{--_light:initial;--_dark: ;}
@media (prefers-color-scheme:dark){.card{--_light: ;--_dark:initial;}}
:host([theme="dark"]) .card{--_light: ;--_dark:initial;}`;

export const styles = globalThis.CSS?.supports("color", "light-dark(red, red)")
  ? sheet
  : unsafeCSS(withoutLightDark(sheet.cssText));
