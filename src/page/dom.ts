/** What an element is made with, besides what stands in it. */
export interface Attributes {
  readonly [name: string]: string | number | boolean | undefined;
}

/** An element; texts become text, never markup. An attribute that is false or undefined is left away. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  setAll(made, attributes);
  for (const part of content) if (part !== undefined) made.append(part);
  return made;
}

/** An element of a drawing. */
export function shape(tag: "svg" | "path" | "marker" | "defs", attributes: Attributes, ...content: Node[]): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(made, attributes);
  made.append(...content);
  return made;
}

function setAll(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) target.setAttribute(name, value === true ? "" : String(value));
  }
}

/** A button that does something when it is pressed. */
export function button(text: string, attributes: Attributes, press: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", press);
  return made;
}

/** An element that the page is written with. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no '${id}'`);
  return found;
}
