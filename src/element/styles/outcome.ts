/** Notes, and the screens of an outcome: the mark, the steps, the reference. */
import { css } from "lit";

export const outcome = css`
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
    -webkit-user-select: all;
    user-select: all;
  }
`;
