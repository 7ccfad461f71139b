// Elements of a page. Whatever a text holds, it is shown as text.

/** An element; functions among the attributes listen to events, the others are as in HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

/** The text of an element in one line, without buttons, permalinks, the numbers of sources and what else is left out. */
export function textOf(element, ...without) {
  const clone = element.cloneNode(true);
  const parts = clone.querySelectorAll(["[hidden]", ".headerlink", "button", "a[href*='#source--']", ...without].join());
  for (const part of parts) part.remove();
  return clone.textContent.replace(/\s+/g, " ").trim();
}

/** The element of this page that a link leads to. */
export const targetOf = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** The page at an address, or the XML there. */
export async function loadPage(address, type = "text/html") {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), type);
}
