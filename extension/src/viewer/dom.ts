/** A new HTML element with attributes and children; an attribute set to undefined is left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

/**
 * A button with a visible label, a longer one for tooltips, and what it does. Its name for screen readers is the longer one and
 * holds the visible one, so that people who speak to their computer can say what they see; signs such as + are not said.
 */
export function button(label: string, title: string, onClick: () => void): HTMLButtonElement {
  const words = (text: string) => ` ${text.toLowerCase().match(/\w+/g)?.join(" ") ?? ""} `;
  const holds = words(title).includes(words(label)) || !/\w/.test(label);
  const name = holds ? title : `${label}: ${title}`;
  const node = element("button", { type: "button", class: "titer-button", title, "aria-label": name }, label);
  node.addEventListener("click", onClick);
  return node;
}

/** Sets an element's text only when it changes, so that screen readers and selections are left alone. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
