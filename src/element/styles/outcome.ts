/**
 * Owns: the look of what is only there after the first checklist (`views-settled.ts`).
 */
import { css } from "lit";
import { pressing } from "./busy.js";
import { forced, paper } from "./media.js";
import { motion } from "./motion.js";

const settled = css`
  h3 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 12px;
  }
  h3:last-child {
    padding-bottom: 18px;
  }
  .profile + .profile {
    border-top: 1px solid var(--_line);
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .note {
    display: flex;
    gap: 10px;
    margin-top: 16px;
    border-radius: var(--_radius-small);
    padding: 9px 13px;
    font-size: 0.875em;
    line-height: 1.45;
  }
  .todo span {
    color: var(--_text);
  }
  .fail {
    color: var(--sphere-kyc-fail, light-dark(#b3261e, #ff8d85));
    --_soft: var(--sphere-kyc-fail-soft);
  }
  .big {
    width: 3.5em;
    height: 3.5em;
    border-radius: 50%;
    display: grid;
    place-items: center;
    margin-bottom: 16px;
  }
  .big svg {
    width: 2em;
    height: 2em;
    background: none;
    border: 0;
  }
  .row.error > div {
    display: contents;
  }
  .row.error > div > * {
    grid-column: 2;
  }
  .row.error > div + * {
    grid-area: 1 / 3;
  }
  @container (width < 18em) {
    .row.error > div + * {
      grid-area: auto / 2;
    }
  }
  .row.error > div > .why {
    grid-column: 2 / -1;
    margin: 8px 0;
    padding: 9px 13px;
    border-radius: var(--_radius-small);
    font-size: 0.875em;
    line-height: 1.45;
  }
  .steps {
    margin-top: 20px;
  }
  .steps .row {
    padding: 8px 0;
  }
  .steps .row::before {
    display: none;
  }
  .steps .row:not(:last-child)::after {
    content: "";
    position: absolute;
    top: calc(1.5em + 12px);
    bottom: -4px;
    inset-inline-start: calc(0.75em - 1px);
    border-inline-start: 2px solid var(--_line);
  }
  .ref {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 12px;
    margin-top: 16px;
    padding: 9px 13px;
    border: 1px solid var(--_sunken);
    border-radius: var(--_radius-small);
    background: var(--_sunken);
    font-size: 0.875em;
    line-height: 1.45;
  }
  .foot > .ref {
    flex: 1 1 100%;
    margin-top: 0;
  }
  code {
    font-family: var(--sphere-kyc-font-code, ui-monospace, Menlo, Consolas, monospace);
    color: var(--_text);
    user-select: all;
  }
  .spin {
    flex: none;
    width: 1.125em;
    height: 1.125em;
    border: 2px solid;
    border-inline-end-color: transparent;
    border-radius: 50%;
    forced-color-adjust: preserve-parent-color;
  }
`;

/** Adopted by the shadow root together with the rest of the element. */
export const settledStyles = css`${settled}${pressing}${motion}${forced}${paper}`;
