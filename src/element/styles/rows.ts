/**
 * Rows, tags, and what colours mean. Boxes have a border in the colour of their background: forced
 * colours and paper drop backgrounds, and the border then still shows the box.
 */
import { css } from "lit";

export const rows = css`
  .row {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: start;
    padding: 14px var(--_gutter);
  }
  .row > svg {
    margin-inline-end: 14px;
  }
  .row + .row::before {
    content: "";
    position: absolute;
    top: 0;
    inset-inline: calc(var(--_gutter) + 14px + 1.5em) 0;
    border-top: 1px solid var(--_line);
  }
  b {
    display: block;
    font-weight: 560;
  }
  /* Marks that are stacked on a letter end with the lines of its text. */
  b,
  h3 bdi,
  .note,
  .why,
  .ref {
    overflow: clip;
  }
  .row slot,
  .row small {
    display: block;
  }
  .row small {
    margin-top: 2px;
  }
  .row.complete b {
    color: var(--_quiet);
    font-weight: 450;
  }
  .row > div + * {
    margin-inline-start: 14px;
  }
  .tag {
    border-radius: 99px;
    padding: 1px 9px;
  }
  .done {
    color: var(--sphere-kyc-done, light-dark(#0b7a4b, #5ad19a));
    --_soft: var(--sphere-kyc-done-soft);
  }
  .wait {
    color: var(--sphere-kyc-wait, light-dark(#8a5a00, #f0c067));
    --_soft: var(--sphere-kyc-wait-soft);
  }
  .fail {
    color: var(--_fail);
    --_soft: var(--sphere-kyc-fail-soft);
  }
  .todo,
  .info {
    color: var(--_accent);
    --_soft: var(--sphere-kyc-accent-soft);
  }
  .later {
    color: var(--_quiet);
  }
  .soft,
  svg:not(.todo, .later) {
    background: var(--_soft, color-mix(in oklab, currentColor 11%, transparent));
    border: 1px solid transparent;
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
  .lead {
    margin: 0 var(--_gutter) var(--_gutter);
    border: 1px solid transparent;
    border-radius: calc(var(--_radius-small) + 4px);
    background: var(--sphere-kyc-accent-soft, color-mix(in oklab, var(--_accent) 11%, transparent));
  }
  .lead.error {
    border-color: var(--_fail);
    background: none;
  }
  .lead .row {
    padding: 16px;
  }
  .lead .row > div + * {
    grid-area: auto / 1 / auto / -1;
    justify-self: stretch;
    margin: 16px 0 0;
  }
  .lead .button {
    width: 100%;
  }
  .lead .todo {
    background: var(--_surface);
  }
  .lead + h3,
  .lead + .profile > h3:first-child {
    padding-top: 0;
  }
  details {
    border-top: 1px solid var(--_line);
  }
  summary {
    display: block;
    cursor: pointer;
  }
  summary:focus-visible {
    outline-offset: -3px;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .row::after {
    content: "";
    width: 0.5em;
    height: 0.5em;
    margin: 0.375em 0.25em;
    border: solid var(--_quiet);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  [open] .row::after {
    margin-top: 0.625em;
    rotate: 225deg;
  }
  .profile + .profile {
    border-top: 1px solid var(--_line);
  }
`;
