/** The look of a code: large, its figures apart. */
/** The build takes the white space out of it by its tag. */
const css = String.raw;

export const codeStyle = css`
  .field input.one-code {
    font-size: 1.375em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.2em;
  }
`;
