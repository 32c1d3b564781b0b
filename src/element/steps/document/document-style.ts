/** The look of what documents have beside other steps: kinds, slots, progress. */
/** The build takes the white space out of it by its tag. */
const css = String.raw;

export const documentStyle = css`
  .step fieldset {
    min-width: 0;
    border: 0;
  }
  .step legend {
    margin-bottom: 8px;
    font-weight: 560;
  }
  .step .kinds {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 11em), 1fr));
    gap: 8px;
  }
  .kinds p {
    grid-column: 1 / -1;
  }
  .step .choice {
    font-weight: 450;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 50px;
    padding: 8px 14px;
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  .choice:has([aria-invalid]) {
    border-color: var(--_fail);
  }
  .choice:has(:checked) {
    border-color: var(--_accent);
    background: color-mix(in oklab, var(--_accent) 11%, transparent);
  }
  .field .choice input {
    flex: none;
    width: 20px;
    min-height: 20px;
    margin: 0;
    outline-offset: 2px;
  }
  .choice input,
  .slot progress {
    accent-color: var(--_accent);
  }
  .slot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding: 12px 14px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
  }
  .slot.empty {
    border: 1px dashed var(--_control-line);
  }
  .slot:has(.fail) {
    border: 1px solid var(--_fail);
  }
  .slot[data-over] {
    background: color-mix(in oklab, var(--_accent) 11%, transparent);
    outline: 2px solid var(--_accent);
    outline-offset: -1px;
  }
  .slot > div {
    flex: 1 1 7em;
    display: grid;
  }
  .slot > .slot-do {
    flex: 0 1 auto;
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: 0 20px;
    margin-inline-start: auto;
  }
  .slot > .slot-do:has(.do + .do) {
    flex-basis: 100%;
  }
  .slot-do .do {
    margin-block: 0;
    outline-offset: -3px;
  }
  .slot bdi {
    justify-self: start;
    overflow: clip;
    font-size: 0.875em;
  }
  .slot .fail,
  .slot .done {
    background: none;
  }
  .slot .done::before {
    content: "";
    display: inline-block;
    width: 0.35em;
    height: 0.7em;
    margin-inline: 0.2em 0.5em;
    border: solid;
    border-width: 0 2px 2px 0;
    rotate: 45deg;
    vertical-align: 0.1em;
  }
  .slot progress {
    width: 100%;
    margin-block: 4px;
  }
  .slot canvas,
  .paper {
    flex: none;
    width: 56px;
    height: 40px;
    object-fit: cover;
    border: 1px solid var(--_line);
    border-radius: 4px;
    background: var(--_sunken);
  }
  .paper {
    width: 32px;
    padding: 10px 6px;
    border-color: var(--_control-line);
    border-start-end-radius: 12px;
    background: repeating-linear-gradient(var(--_control-line) 0 1px, transparent 1px 5px) content-box;
  }
  @media (pointer: coarse) {
    .drop {
      display: none;
    }
  }
`;
