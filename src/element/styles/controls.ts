/**
 * Buttons, links, the skeleton; narrow and wide places. Widths are counted in letters, so larger
 * text counts as narrower.
 */
import { css } from "lit";

export const controls = css`
  .button {
    display: flex;
    justify-content: center;
    align-items: center;
    gap: 10px;
    min-height: 50px;
    padding: 8px 16px;
    border: var(--_border) transparent;
    border-radius: var(--_radius-button);
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-weight: 600;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  #qr {
    flex: 1 1 100%;
  }
  #qr > .button {
    width: 100%;
  }
  .under {
    text-align: center;
    text-wrap: balance;
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
    border-radius: var(--_radius-small);
    background: none;
    font: inherit;
    font-weight: 560;
    color: var(--_accent);
    text-decoration: none;
    cursor: pointer;
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
  .ghost {
    border-radius: 4px;
    background: var(--_line);
    forced-color-adjust: none;
  }
  .ghost::before {
    content: attr(data-text);
    visibility: hidden;
  }
  .vh {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    padding: 0;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (width < 24em) {
    .card > * {
      --_gutter: calc(var(--_space) * 2);
    }
  }
  @container (width < 18em) {
    .row > div + * {
      grid-column: 2;
      justify-self: start;
      margin: 4px 0 0;
    }
  }
  @container (width >= 40em) {
    .card > * {
      --_gutter: calc(var(--_space) * 5);
    }
    .lead .row > div + * {
      grid-area: 1 / 3;
      align-self: center;
      margin: 0;
      margin-inline-start: 24px;
    }
    .lead .row:has(small) > div + * {
      grid-row-end: span 2;
    }
    .lead .button {
      width: auto;
    }
    .foot {
      justify-content: flex-end;
    }
    .foot > * {
      flex: 0 1 18em;
    }
    #qr > .button {
      width: 18em;
      margin-inline-start: auto;
    }
    .foot > .do {
      flex: none;
    }
    .under {
      flex: 1 1 12em;
      order: -1;
      text-align: start;
    }
  }
`;
