/**
 * Owns: the look of what can be pressed, of focus and of motion; and what changes on narrow screens.
 */
import { css } from "lit";

/** Buttons, links, focus, motion, narrow screens. */
export const controls = css`
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
  .button[aria-busy="true"] {
    opacity: 0.75;
    cursor: progress;
  }
  .button[aria-disabled="true"]:not([aria-busy]) {
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
  .do:hover {
    text-decoration: underline;
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
    margin: 5px 0 10px;
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
