/** What stands on the card: headings, text, the progress bar, icons. */
import { css } from "lit";

export const layout = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .pad {
    padding: var(--_gutter);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px 24px;
  }
  .foot > * {
    flex: 1 1 100%;
  }
  .foot,
  .ours {
    border-top: 1px solid var(--_line);
  }
  .ours {
    background: var(--_sunken);
  }
  h2 {
    margin-bottom: 6px;
    font-family: var(--sphere-kyc-heading-font, inherit);
    font-size: 1.375em;
    line-height: 1.25;
    letter-spacing: -0.012em;
    font-weight: var(--sphere-kyc-heading-weight, 650);
    text-wrap: balance;
  }
  h2 + p,
  small {
    max-width: 44em;
  }
  p,
  small {
    color: var(--_quiet);
    text-wrap: pretty;
  }
  small,
  .count,
  .under {
    font-size: 0.875em;
    line-height: 1.45;
  }
  h3,
  .tag {
    font-size: 0.8125em;
    font-weight: 600;
  }
  h3 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 12px;
    color: var(--_quiet);
    padding: 18px var(--_gutter) 6px;
  }
  h3:last-child {
    padding-bottom: 18px;
  }
  .meter {
    display: flex;
    gap: 4px;
    margin: 20px 0 6px;
  }
  .meter i {
    flex: 1;
    height: 6px;
    border: 1px solid var(--_line);
    border-radius: min(3px, var(--_radius-small));
    background: var(--_line);
  }
  .meter i.on {
    border: 3px solid var(--_accent);
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
  .count {
    font-variant-numeric: tabular-nums;
  }
`;
