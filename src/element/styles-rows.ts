/**
 * Owns: the look of rows, notes and what colours mean.
 */
import { css } from "lit";

/** Rows, notes, tones. */
export const rows = css`
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
  .row slot {
    display: block;
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
