/**
 * Owns: the card, and the tokens that a page may set. Everything else of the look follows them.
 * Why `all: initial` stands on the card: rules of the page win over `:host`, and what it sets on
 * its body would be inherited. Nothing of either reaches what stands inside. What hides the element
 * still does.
 *
 * @cssproperty --sphere-kyc-accent - Buttons, links, progress.
 * @cssproperty --sphere-kyc-accent-hover - A button under the pointer. Default: the accent, nearer to the text.
 * @cssproperty --sphere-kyc-accent-soft - The ground of a note. Default: a tint of the accent.
 * @cssproperty --sphere-kyc-on-accent - Text on the accent colour.
 * @cssproperty --sphere-kyc-surface - The card.
 * @cssproperty --sphere-kyc-surface-sunken - Parts that are not the customer's turn.
 * @cssproperty --sphere-kyc-text - Text.
 * @cssproperty --sphere-kyc-text-quiet - Secondary text.
 * @cssproperty --sphere-kyc-line - Lines and empty progress.
 * @cssproperty --sphere-kyc-control-line - The border of a button of second choice.
 * @cssproperty --sphere-kyc-done - What is done.
 * @cssproperty --sphere-kyc-done-soft - The ground of what is done. Default: a tint of it.
 * @cssproperty --sphere-kyc-wait - What is in review.
 * @cssproperty --sphere-kyc-wait-soft - The ground of what is in review. Default: a tint of it.
 * @cssproperty --sphere-kyc-fail - What needs fixing.
 * @cssproperty --sphere-kyc-fail-soft - The ground of what needs fixing. Default: a tint of it.
 * @cssproperty --sphere-kyc-focus - The focus ring. Default: the accent.
 * @cssproperty --sphere-kyc-border-width - The border of the card and of buttons.
 * @cssproperty --sphere-kyc-radius - Corners of the card. A length with its unit, also for none: `0px`.
 * @cssproperty --sphere-kyc-radius-small - Corners inside the card.
 * @cssproperty --sphere-kyc-button-radius - Corners of buttons. Default: a little more than those inside the card.
 * @cssproperty --sphere-kyc-space - The unit of spacing.
 * @cssproperty --sphere-kyc-font - The font family. Default: the page's.
 * @cssproperty --sphere-kyc-font-size - The size of text. Default: the page's root, 16 px at least and 24 px at most.
 * @cssproperty --sphere-kyc-font-code - The font family of the reference.
 * @cssproperty --sphere-kyc-heading-font - The font family of headings. Default: that of the text.
 * @cssproperty --sphere-kyc-heading-weight - The weight of headings.
 * @cssproperty --sphere-kyc-shadow - The shadow of the card.
 */
import { css } from "lit";

/** Set by the page or left at their defaults, light and dark. */
export const tokens = css`
  :host {
    display: block;
    min-width: 0;
    max-width: 100%;
    color-scheme: light dark;
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme="light"]) .card {
    color-scheme: light;
  }
  :host([theme="dark"]) .card {
    color-scheme: dark;
  }
  .card {
    all: initial;
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    --_surface: var(--sphere-kyc-surface, light-dark(#fff, #14171f));
    --_sunken: var(--sphere-kyc-surface-sunken, light-dark(#f6f7f9, #1a1e28));
    --_text: var(--sphere-kyc-text, light-dark(#10131a, #f2f4f8));
    --_quiet: var(--sphere-kyc-text-quiet, light-dark(#566072, #a3adbf));
    --_line: var(--sphere-kyc-line, light-dark(#e3e6ec, #2a3040));
    --_accent: var(--sphere-kyc-accent, light-dark(#2747e8, #8ea2ff));
    --_control-line: var(--sphere-kyc-control-line, light-dark(#8a92a1, #6a7387));
    --_on-accent: var(--sphere-kyc-on-accent, light-dark(#fff, #0b0d12));
    --_fail: var(--sphere-kyc-fail, light-dark(#b3261e, #ff8d85));
    --_radius-small: var(--sphere-kyc-radius-small, 8px);
    --_radius-button: var(--sphere-kyc-button-radius, calc(var(--_radius-small) + 2px));
    --_border: var(--sphere-kyc-border-width, 1px) solid;
    --_space: var(--sphere-kyc-space, 8px);
    --_gutter: calc(var(--_space) * 3);
    position: relative;
    display: block;
    container-type: inline-size;
    contain-intrinsic-inline-size: 280px;
    font-family: var(--sphere-kyc-font, inherit);
    font-size: var(--sphere-kyc-font-size, clamp(16px, 1rem, 24px));
    line-height: 1.5;
    color: var(--_text);
    background: var(--_surface);
    border: var(--_border) var(--_line);
    border-radius: var(--sphere-kyc-radius, 14px);
    box-shadow: var(
      --sphere-kyc-shadow,
      0 1px 2px rgb(16 19 26 / 6%),
      0 12px 32px -16px rgb(16 19 26 / 18%)
    );
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  @supports not (contain-intrinsic-inline-size: 1px) {
    :host::after {
      content: "";
      display: block;
      width: 280px;
      max-width: 100%;
    }
  }
`;
