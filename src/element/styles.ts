/**
 * Owns: the look. `--sphere-kyc-*` tokens are what a page may set; everything else follows them.
 */
import { css } from "lit";

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
    letter-spacing: -0.012em;
    font-weight: 650;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  h2 + p {
    margin-top: 6px;
  }
  p,
  small {
    color: var(--_quiet);
    text-wrap: pretty;
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
  .count {
    font-variant-numeric: tabular-nums;
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

const rows = css`
  .row {
    position: relative;
    display: grid;
    grid-template-columns: 24px 1fr auto;
    column-gap: 14px;
    align-items: start;
    padding: 14px calc(var(--_space) * 3);
  }
  .row + .row::before {
    content: "";
    position: absolute;
    top: 0;
    inset-inline: calc(var(--_space) * 3 + 38px) 0;
    border-top: 1px solid var(--_line);
  }
  .row b {
    font-weight: 560;
  }
  .row small {
    display: block;
    margin-top: 2px;
  }
  .row.complete b {
    color: var(--_quiet);
    font-weight: 450;
  }
  .why {
    grid-column: 2 / 4;
    margin-top: 8px;
  }
  .tag {
    font-size: 0.8125em;
    font-weight: 560;
    border-radius: 99px;
    padding: 1px 10px;
    white-space: nowrap;
  }
  .note,
  .why {
    border-radius: var(--_radius-small);
    padding: 10px 14px;
  }
  .note {
    display: flex;
    gap: 10px;
    margin-top: 16px;
  }
  .todo span {
    color: var(--_text);
  }
  .done {
    color: var(--_done);
  }
  .wait {
    color: var(--_wait);
  }
  .fail {
    color: var(--_fail);
  }
  .todo {
    color: var(--_accent);
  }
  .later {
    color: var(--_quiet);
  }
  .soft {
    background: color-mix(in srgb, currentColor 12%, var(--_surface));
  }
`;

const controls = css`
  .button {
    display: flex;
    justify-content: center;
    align-items: center;
    gap: 10px;
    width: 100%;
    min-height: 50px;
    padding: 8px 16px;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius-small) + 2px);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .button + .button,
  .under + .button {
    margin-top: 12px;
  }
  .button.quiet {
    background: none;
    color: inherit;
    border-color: var(--_line);
  }
  .button[aria-disabled="true"] {
    background: var(--_line);
    color: var(--_quiet);
    cursor: default;
  }
  .under {
    text-align: center;
  }
  .button + .under {
    margin-top: 12px;
  }
  .do {
    display: inline-flex;
    align-items: center;
    justify-content: flex-end;
    min-width: 44px;
    min-height: 44px;
    margin: -10px 0;
    padding: 0 2px;
    border: 0;
    background: none;
    font: inherit;
    font-weight: 560;
    color: var(--_accent);
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }
  .do[aria-disabled="true"] {
    color: var(--_quiet);
    cursor: default;
  }
  .do:hover,
  small a:hover {
    text-decoration: underline;
  }
  .button:hover:not([aria-disabled="true"]) {
    filter: brightness(1.08);
  }
  a {
    color: var(--_accent);
  }
  :focus-visible {
    outline: 3px solid var(--sphere-kyc-focus, var(--_accent));
    outline-offset: 2px;
    border-radius: 4px;
  }
  .button:focus-visible {
    border-radius: calc(var(--_radius-small) + 2px);
  }
  .bone {
    fill: var(--_line);
    stroke: none;
    border-radius: 0;
    width: 100%;
    height: 14px;
    margin: 10px 0;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .vh {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .meter i.on {
      background: Highlight;
    }
    .button {
      border-color: ButtonText;
    }
  }
  @container (width < 380px) {
    .pad {
      padding: calc(var(--_space) * 2);
    }
    .row {
      column-gap: 12px;
      padding-inline: calc(var(--_space) * 2);
    }
    .row + .row::before {
      inset-inline: calc(var(--_space) * 2 + 36px) 0;
    }
    h3 {
      padding-inline: calc(var(--_space) * 2);
    }
  }
`;

/** Everything the shadow root adopts; no style element, so a strict style policy holds. */
export const styles = [tokens, layout, rows, controls];
