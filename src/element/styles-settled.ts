/**
 * Owns: the look of what is only there after the first checklist (`views-settled.ts`).
 */
import { css } from "lit";

/** Adopted by the shadow root together with the rest of the element. */
export const settledStyles = css`
  .big {
    width: 56px;
    height: 56px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    margin-bottom: 16px;
  }
  .big svg {
    width: 32px;
    height: 32px;
  }
  .steps {
    margin-top: 20px;
  }
  .steps .row {
    padding: 8px 0;
  }
  .steps .row + .row::before {
    top: -14px;
    bottom: calc(100% - 6px);
    inset-inline: 11px auto;
    border: 0;
    width: 2px;
    background: var(--_line);
  }
  .ref {
    border-radius: var(--_radius-small);
    padding: 10px 14px;
    font-size: 0.9em;
    line-height: 1.45;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 12px;
    margin-top: 16px;
    background: var(--_sunken);
    color: var(--_quiet);
  }
  code {
    font: 1em ui-monospace, Menlo, Consolas, monospace;
    color: var(--_text);
    user-select: all;
  }
  .spin {
    width: 18px;
    height: 18px;
    border: 2px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: spin 0.9s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
`;
