/** The look of forms: short fields side by side, and the summary of what is wrong. */
/** The build takes the white space out of it by its tag. */
const css = String.raw;

export const fieldsStyle = css`
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 16px;
  }
  .pair .field {
    flex: 1 10em;
    align-content: start;
  }
  .summary {
    display: block;
    margin: 0;
    border-color: var(--_fail);
    background: none;
  }
  .summary p {
    font-weight: 560;
    color: var(--_text);
  }
  .summary > div:last-child {
    margin-bottom: -6px;
  }
  .summary .do {
    margin: 0;
    padding: 0;
    justify-content: start;
    color: inherit;
    text-align: start;
    text-decoration: underline;
  }
`;
