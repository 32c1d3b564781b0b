type Listener = (event: Event) => void;

/** The initial properties and listeners of an element. */
export interface Make {
  readonly class?: string;
  readonly type?: string;
  readonly value?: string;
  readonly title?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** Finds the element again after a redraw. */
  readonly key?: string;
  readonly label?: string;
  readonly onClick?: Listener;
  readonly onChange?: Listener;
}

/** Makes an element. Text stays text: nothing here parses HTML. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: className, key, label, onClick, onChange, ...properties }: Make,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.append(...children);
  Object.assign(element, properties);
  if (className !== undefined) element.className = className;
  if (key !== undefined) element.dataset["key"] = key;
  if (label !== undefined) element.setAttribute("aria-label", label);
  if (onClick) element.addEventListener("click", onClick);
  if (onChange) element.addEventListener("change", onChange);
  return element;
}

/** Replaces the children; focus and open details stay as they were. */
export function redraw(parent: HTMLElement, children: readonly Node[]): void {
  const opened = [...parent.querySelectorAll<HTMLElement>("details[open]")];
  const active = document.activeElement;
  const key =
    active instanceof HTMLElement && parent.contains(active) ? active.dataset["key"] : undefined;
  parent.replaceChildren(...children);
  for (const { dataset } of opened) find(parent, dataset["key"])?.setAttribute("open", "");
  find(parent, key)?.focus();
}

function find(parent: HTMLElement, key: string | undefined): HTMLElement | null {
  return key === undefined
    ? null
    : parent.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}
