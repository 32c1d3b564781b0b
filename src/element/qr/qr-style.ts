/** The QR panel: the code, and what covers it. */
/** The build takes the white space out of it by its tag. */
const css = String.raw;

export const qrStyle = css`
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius-small) + 2px);
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 12px;
  }
  .head .do {
    flex: none;
    max-width: 100%;
  }
  .panel h3 {
    padding: 0;
    font-size: 1em;
    color: var(--_text);
  }
  .panel h3:focus {
    outline: none;
  }
  svg.code,
  .cover {
    width: min(100%, 272px);
    height: auto;
    aspect-ratio: 1;
    margin-inline: auto;
    border-radius: var(--_radius-small);
  }
  svg.code {
    background: #fff;
    fill: #000;
    stroke: #000;
    forced-color-adjust: none;
  }
  svg.code path {
    stroke: none;
  }
  .cover {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    padding: 16px;
    border: 2px dashed var(--_line);
    text-align: center;
  }
  .cover svg {
    width: 32px;
    height: 32px;
  }
  .beside {
    display: grid;
    gap: 8px;
    font-size: 0.9em;
    text-align: center;
  }
  .beside .button {
    margin-top: 4px;
    font-size: calc(1em / 0.9);
  }
  .beside .quiet {
    background: var(--_surface);
  }
  .beside p {
    text-wrap: balance;
  }
  @container (width >= 40em) {
    .panel {
      grid-template-columns: auto minmax(0, 1fr);
      gap: 16px 24px;
    }
    .head {
      grid-column: 1 / -1;
    }
    svg.code,
    .cover {
      width: 240px;
    }
    .beside {
      align-content: center;
      text-align: start;
    }
    .beside .button {
      width: min(100%, 18em);
    }
  }
`;
