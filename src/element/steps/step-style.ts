/** The look of steps: the head above them, fields and what is wrong with them. */
import { adoptStyle } from "../on-demand/handed.js";

/** The build takes the white space out of it by its tag. */
const css = String.raw;

export const stepStyle = css`
  .step-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 16px;
    padding: 8px var(--_gutter);
    border-bottom: 1px solid var(--_line);
    font-size: 0.875em;
  }
  .step-head .do {
    gap: 8px;
    margin-block: 0;
  }
  .back::before {
    content: "";
    width: 0.5em;
    height: 0.5em;
    border: solid;
    border-width: 0 0 2px 2px;
    rotate: 45deg;
  }
  .card[dir="rtl"] .back::before {
    border-width: 0 2px 2px 0;
    rotate: -45deg;
  }
  .step,
  .step form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .step > * {
    margin: 0;
  }
  .step > h2:has(+ p:not(.why)) {
    margin-bottom: -10px;
  }
  .step > .why {
    padding: 12px 14px;
    border-radius: var(--_radius-small);
  }
  .field {
    display: grid;
    gap: 4px;
  }
  .field label {
    font-weight: 560;
  }
  .field :is(input, select) {
    width: 100%;
    min-height: 50px;
    margin-top: 4px;
    padding: 8px 14px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    outline-offset: -1px;
  }
  .field :is(input, select)[aria-invalid] {
    border-width: 2px;
    border-color: var(--_fail);
    padding-inline: 13px;
  }
  .field .fail {
    font-size: 0.875em;
  }
  .step .button {
    width: 100%;
  }
  .step-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 24px;
    font-size: 0.875em;
    text-align: center;
  }
  .step-foot .do {
    margin: 0;
  }
  @container (width >= 40em) {
    .step {
      grid-template-columns: minmax(0, 28em);
    }
  }
`;

/**
 * Puts the look of steps beside that of the element.
 * @param own What a kind of step has beside it.
 */
export const adoptStepStyle = (root: HTMLElement | DocumentFragment, own = ""): void =>
  adoptStyle(root, stepStyle, own);
