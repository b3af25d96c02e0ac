// Elements, made without ever parsing text as HTML: texts of documents are data.

/** Makes an element. Properties that begin with "on" are listeners, "data" is an object, others are attributes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Is the person typing, so that letters are no commands? */
export function isTyping(event) {
  const at = event.target;
  return at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName) && at.type !== "checkbox" && at.type !== "radio";
}

/** Is the key part of a conversion by an input method? Its Enter saves nothing. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

/** Says something below, and aloud; with a button for what can be done about it. */
export function say(text, button = null) {
  const status = $("#status");
  status.replaceChildren(text, ...(button ? [button] : []));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => status.replaceChildren(), button ? 10000 : 6000);
}
