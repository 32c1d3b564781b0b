/** Forced colours and paper. */
import { css } from "lit";

/** Forced colours draw borders and drop backgrounds. */
export const forced = css`
  @media (forced-colors: active) {
    .meter i.on {
      border-color: Highlight;
      forced-color-adjust: none;
    }
    [aria-disabled="true"]:not([aria-busy]) {
      border-color: GrayText;
      color: GrayText !important;
    }
    svg {
      forced-color-adjust: auto;
    }
  }
`;

/** On paper: no controls, no backgrounds, dark text. */
export const paper = css`
  @media print {
    .card {
      --_surface: #fff;
      --_sunken: #fff;
      --_text: #000;
      --_quiet: #333;
      --_line: #767676;
      --_accent: #000;
      color-scheme: light !important;
      box-shadow: none;
      overflow: visible;
    }
    .done,
    .wait,
    .fail,
    .todo span {
      color: #000;
    }
    .foot:not(:has(p)) {
      display: none;
    }
    .soft,
    svg:not(.todo, .later) {
      background: none;
      border-color: currentColor;
    }
    .row,
    .note,
    .pad,
    h3 {
      break-inside: avoid;
    }
    h2,
    h3 {
      break-after: avoid;
    }
    .button,
    .do,
    .spin {
      display: none;
    }
  }
`;
