/** The look of forms: short fields side by side, and the summary of what is wrong. */
/** The build takes the white space out of it by its tag. */
const css = String.raw;

export const fieldsStyle = css`
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8em), 1fr));
    align-items: start;
    gap: 16px;
  }
  .step .summary {
    display: block;
    margin: 0;
  }
  .summary p {
    margin: 0;
    font-weight: 600;
  }
  .summary ul {
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
  }
  .summary .do {
    margin: 0;
    padding: 4px 0;
    color: inherit;
    text-align: start;
    text-decoration: underline;
  }
  @container (width >= 40em) {
    .pair,
    .summary {
      max-width: 24em;
    }
  }
`;
