/**
 * Make an element.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} inside
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...inside);
  return node;
}

/**
 * Make a button that looks like the theme's.
 * @param {string} text what is on it
 * @param {() => void} press
 * @param {string} [name] what screen readers call it, where the text does not say enough
 */
export function button(text, press, name) {
  const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button" }, text));
  if (name) made.setAttribute("aria-label", name);
  made.addEventListener("click", press);
  return made;
}
