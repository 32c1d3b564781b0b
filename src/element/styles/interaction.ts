/** What a pointer, a finger or a key does to controls, and controls that are off. */
import { css } from "lit";

export const interaction = css`
  :focus-visible {
    outline: 3px solid var(--sphere-kyc-focus, var(--_accent));
    outline-offset: 2px;
  }
  h2:focus {
    outline: none;
  }
  .button {
    text-wrap: balance;
  }
  .button.quiet {
    background: none;
    color: inherit;
    border-color: var(--_line);
  }
  .button.quiet:is(:not([aria-disabled]), [aria-busy]) {
    border-color: var(--_control-line);
  }
  [aria-disabled="true"] {
    cursor: default;
  }
  .do[aria-disabled="true"] {
    color: var(--_quiet);
  }
  .button[aria-busy] {
    cursor: progress;
  }
  @media (hover: hover) {
    .button:not([aria-disabled]):hover {
      background: var(--_hover);
    }
    .button.quiet:hover,
    .do:not([aria-disabled]):hover {
      background: var(--_sunken);
    }
  }
  .button:not([aria-disabled]):active {
    translate: 0 1px;
    background: var(--_hover);
  }
  .button.quiet:active,
  .do:not([aria-disabled]):active {
    background: var(--_line);
  }
  .button {
    --_hover: var(
      --sphere-kyc-accent-hover,
      color-mix(in oklab, var(--_accent) 88%, var(--_text))
    );
  }
`;
