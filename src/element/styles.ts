/**
 * Owns: the look. `--sphere-kyc-*` tokens are what a page may set; everything else follows them.
 */
import { css } from "lit";
import { controls } from "./styles-controls.js";
import { rows } from "./styles-rows.js";

/** Set by the page or left at their defaults, light and dark. */
const tokens = css`
  :host {
    color-scheme: light dark;
    --_surface: var(--sphere-kyc-surface, light-dark(#fff, #14171f));
    --_sunken: var(--sphere-kyc-surface-sunken, light-dark(#f6f7f9, #1a1e28));
    --_text: var(--sphere-kyc-text, light-dark(#10131a, #f2f4f8));
    --_quiet: var(--sphere-kyc-text-quiet, light-dark(#566072, #a3adbf));
    --_line: var(--sphere-kyc-line, light-dark(#e3e6ec, #2a3040));
    --_accent: var(--sphere-kyc-accent, light-dark(#2747e8, #8ea2ff));
    --_on-accent: var(--sphere-kyc-on-accent, light-dark(#fff, #0b0d12));
    --_done: var(--sphere-kyc-done, light-dark(#0b7a4b, #5ad19a));
    --_wait: var(--sphere-kyc-wait, light-dark(#8a5a00, #f0c067));
    --_fail: var(--sphere-kyc-fail, light-dark(#b3261e, #ff8d85));
    --_radius: var(--sphere-kyc-radius, 14px);
    --_radius-small: var(--sphere-kyc-radius-small, 8px);
    --_space: var(--sphere-kyc-space, 8px);
    display: block;
    container-type: inline-size;
    font-family: var(--sphere-kyc-font, inherit);
    font-size: var(--sphere-kyc-font-size, 16px);
    font-weight: 400;
    line-height: 1.5;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    color: var(--_text);
  }
  :host([hidden]) {
    display: none;
  }
`;

const layout = css`
  * {
    box-sizing: border-box;
  }
  .card {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(
      --sphere-kyc-shadow,
      0 1px 2px rgb(16 19 26 / 6%),
      0 12px 32px -16px rgb(16 19 26 / 18%)
    );
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .pad {
    padding: calc(var(--_space) * 3);
  }
  .foot {
    border-top: 1px solid var(--_line);
  }
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 1.375em;
    line-height: 1.25;
    font-weight: 650;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  h2 + p,
  h2 + slot {
    display: block;
    margin-top: 6px;
  }
  p,
  small {
    color: var(--_quiet);
  }
  small,
  .count,
  .under,
  .note,
  .why {
    font-size: 0.9em;
    line-height: 1.45;
  }
  h3 {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    font-size: 0.8125em;
    font-weight: 600;
    color: var(--_quiet);
    padding: 18px calc(var(--_space) * 3) 6px;
  }
  .ours {
    background: var(--_sunken);
    border-top: 1px solid var(--_line);
  }
  h3:last-child {
    padding-bottom: 18px;
  }
  .profile + .profile {
    border-top: 1px solid var(--_line);
  }
  .meter {
    display: flex;
    gap: 4px;
    margin: 20px 0 6px;
  }
  .meter i {
    flex: 1;
    height: 6px;
    border-radius: 3px;
    background: var(--_line);
  }
  .meter i.on {
    background: var(--_accent);
  }
  svg {
    display: block;
    width: 24px;
    height: 24px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
    border-radius: 50%;
  }
  svg.done,
  svg.wait,
  svg.fail {
    background: color-mix(in srgb, currentColor 16%, transparent);
  }
  svg.later {
    stroke-dasharray: 2.6 3.4;
  }
`;

/** Everything the shadow root adopts; no style element, so a strict style policy holds. */
export const styles = [tokens, layout, rows, controls];
