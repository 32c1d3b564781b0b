/** The look of the plain element: what the same screen of the package's element is drawn with. */
import { css } from "lit";

export const styles = css`
  :host {
    display: block;
    color-scheme: light dark;
    --surface: light-dark(#fff, #14171f);
    --sunken: light-dark(#f6f7f9, #1a1e28);
    --text: light-dark(#10131a, #f2f4f8);
    --quiet: light-dark(#566072, #a3adbf);
    --line: light-dark(#e3e6ec, #2a3040);
    --accent: light-dark(#2747e8, #8ea2ff);
    --on-accent: light-dark(#fff, #0b0d12);
    --gutter: 24px;
  }
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    container-type: inline-size;
    line-height: 1.5;
    color: var(--text);
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 14px;
    box-shadow:
      0 1px 2px rgb(16 19 26 / 6%),
      0 12px 32px -16px rgb(16 19 26 / 18%);
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .pad {
    padding: var(--gutter);
  }
  .ours,
  details {
    border-top: 1px solid var(--line);
  }
  .ours {
    background: var(--sunken);
  }
  h2 {
    margin-bottom: 6px;
    font-size: 1.375em;
    line-height: 1.25;
    letter-spacing: -0.012em;
    font-weight: 650;
    text-wrap: balance;
  }
  p,
  small {
    max-width: 44em;
    color: var(--quiet);
    text-wrap: pretty;
  }
  small,
  .count {
    font-size: 0.875em;
    line-height: 1.45;
  }
  h3,
  .tag {
    font-size: 0.8125em;
    font-weight: 600;
  }
  h3 {
    color: var(--quiet);
    padding: 18px var(--gutter) 6px;
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
    background: var(--line);
  }
  .meter i.on {
    background: var(--accent);
  }
  svg {
    display: block;
    flex: none;
    width: 1.5em;
    height: 1.5em;
    border-radius: 50%;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  svg.later {
    stroke-dasharray: 1.1 4.555;
  }
  .row {
    position: relative;
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: start;
    padding: 14px var(--gutter);
  }
  .row > svg {
    margin-inline-end: 14px;
  }
  .row + .row::before {
    content: "";
    position: absolute;
    top: 0;
    inset-inline: calc(var(--gutter) + 14px + 1.5em) 0;
    border-top: 1px solid var(--line);
  }
  b {
    font-weight: 560;
  }
  .row small {
    display: block;
    margin-top: 2px;
  }
  .row.complete b {
    color: var(--quiet);
    font-weight: 450;
  }
  .row > div + * {
    margin-inline-start: 14px;
  }
  .lead {
    margin: 0 var(--gutter) var(--gutter);
    border-radius: 12px;
    background: color-mix(in oklab, var(--accent) 11%, transparent);
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
  .lead + .profile > h3:first-child {
    padding-top: 0;
  }
  summary {
    display: block;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .row::after {
    content: "";
    width: 0.5em;
    height: 0.5em;
    margin: 0.375em 0.25em;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .tag {
    border-radius: 99px;
    padding: 1px 9px;
  }
  .done {
    color: light-dark(#0b7a4b, #5ad19a);
  }
  .wait {
    color: light-dark(#8a5a00, #f0c067);
  }
  .todo {
    color: var(--accent);
  }
  .later {
    color: var(--quiet);
  }
  .soft,
  svg.done,
  svg.wait {
    background: color-mix(in oklab, currentColor 15%, transparent);
  }
  .button {
    display: flex;
    justify-content: center;
    align-items: center;
    min-height: 50px;
    padding: 8px 16px;
    border: 1px solid transparent;
    border-radius: 10px;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .do {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-width: 44px;
    min-height: 44px;
    margin: -10px -10px;
    padding: 0 10px;
    border: 0;
    border-radius: 8px;
    background: none;
    font: inherit;
    font-weight: 560;
    color: var(--accent);
    cursor: pointer;
  }
  .vh {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (width < 24em) {
    .card > * {
      --gutter: 16px;
    }
  }
  @container (width >= 40em) {
    .card > * {
      --gutter: 40px;
    }
    .lead .row > div + * {
      grid-area: 1 / 3;
      align-self: center;
      margin: 0;
      margin-inline-start: 24px;
    }
    .lead .button {
      width: auto;
    }
  }
`;
