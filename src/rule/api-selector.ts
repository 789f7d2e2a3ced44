import type { SourceNode } from "#rule/source.ts";

const name = "[^\\s.|\\[\\](){}#$]{1,100}";
const step = `(?:\\.${name}|\\[\\]|\\{\\}|\\(\\)|#name|#documentation|#host|#word|#file|#text|#credential|#issuer|#authority|#lifetime|#origin)`;
const path = new RegExp(`^(?:of ${name} )?(\\d{1,2}|${name})${step}{0,20}$`, "u");

/** Refuses what is no `Selector` of a row about an interface. */
export function checkSelector(selector: string, node: SourceNode): void {
  for (const alternative of selector.split("|")) {
    const root = path.exec(alternative)?.[1];
    if (root === undefined)
      throw node.error(
        `'${selector}' does not say where a value stands`,
        "A place is written like `0.name`, `Name[]`, `of client 0` or `item.key`, alternatives behind `|`.",
      );
  }
}

/** What a row goes over one by one must be the items of a list or the values of an object. */
export function checkEach(selector: string, node: SourceNode): void {
  if (!/(\[\]|\{\})$/.test(selector))
    throw node.error(
      `'${selector}' is no list and no object to go over`,
      "It ends in `[]` or `{}`, behind all alternatives.",
    );
  checkSelector(selector.slice(0, -2), node);
}

/** Refuses a text in which what stands in `$(…)` is no `Selector`, or is not closed. */
export function checkTemplate(template: string, node: SourceNode): void {
  const rest = template.replaceAll(/\$\(((?:[^()]|\(\)){1,500})\)/g, (_whole, selector: string) => {
    checkSelector(selector, node);
    return "";
  });
  if (rest.includes("$(")) throw node.error(`'${template}' holds a '$(' that is not closed`);
}
