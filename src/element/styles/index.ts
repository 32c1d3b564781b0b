/**
 * The look of the element. One sheet: a browser takes longer to set up ten. No style element, so a
 * strict style policy holds.
 */
import { css } from "lit";
import { controls } from "./controls.js";
import { interaction } from "./interaction.js";
import { layout } from "./layout.js";
import { forced, paper } from "./media.js";
import { motion } from "./motion.js";
import { outcome } from "./outcome.js";
import { qr } from "./qr.js";
import { rows } from "./rows.js";
import { tokens } from "./tokens.js";

export const styles = css`${tokens}${layout}${rows}${controls}${outcome}${interaction}${motion}${forced}${paper}${qr}`;
