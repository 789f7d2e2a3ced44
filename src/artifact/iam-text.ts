import type { Node } from "#model/document.ts";
import { itemsOf, pairsOf, scalarOf } from "#model/tree.ts";

/** The texts of a list, or of the one value that stands where a list may, with the functions of templates spelled out. */
export function templateTexts(node: Node | undefined): { readonly text: string; readonly node: Node }[] {
  const items = node?.kind === "sequence" ? itemsOf(node) : node ? [node] : [];
  return items.flatMap((item) => {
    const text = scalarOf(item) ?? functionText(item);
    return text === undefined ? [] : [{ text, node: item }];
  });
}

/**
 * `Fn::Sub` is its text, `Fn::Join` its parts put together; of what is only known when the template is used, the name
 * stands in `${}`.
 */
function functionText(node: Node): string | undefined {
  const [pair] = pairsOf(node);
  if (!pair || !/^(Fn::\w{1,30}|Ref)$/.test(pair.key)) return undefined;
  if (pair.key === "Fn::Sub") return scalarOf(pair.value) ?? scalarOf(itemsOf(pair.value)[0]);
  const [separator, parts] = itemsOf(pair.value);
  if (pair.key === "Fn::Join" && parts) {
    const texts = itemsOf(parts).map((part) => scalarOf(part) ?? reference(pairsOf(part)[0]?.value));
    return texts.join(scalarOf(separator) ?? "");
  }
  return reference(pair.value);
}

function reference(node: Node | undefined): string {
  const parts = itemsOf(node).flatMap((part) => scalarOf(part) ?? []);
  return `\${${scalarOf(node) ?? parts.join(".")}}`;
}
