import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import { as, make, part, parts } from "#syntax/script-lower.ts";

/** Lowers JSX; undefined for what is none. */
export function lowerJsx(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "JSXElement":
      return make("jsx", source, [
        ...part("name", source.openingElement.name),
        ...parts("attribute", source.openingElement.attributes),
        ...children(source.children),
      ]);
    case "JSXFragment":
      return make("jsx", source, children(source.children));
    case "JSXAttribute":
      return make("jsx-attribute", source, [...part("name", source.name), ...part("value", source.value)]);
    case "JSXSpreadAttribute":
      return make("spread", source, part("value", source.argument), { label: "..." });
    case "JSXIdentifier":
      return make("name", source, [], { value: source.name });
    case "JSXMemberExpression":
      return make("member", source, [...part("object", source.object), ...part("property", source.property)]);
    case "JSXNamespacedName":
      return make("name", source, [], { value: `${source.namespace.name}:${source.name.name}` });
    case "JSXExpressionContainer":
    case "JSXSpreadChild":
      return make("interpolation", source, part("expression", source.expression));
    case "JSXEmptyExpression":
      return make("empty", source);
    case "JSXText":
      return make("jsx-text", source, [], { value: source.value.trim() });
    default:
      return undefined;
  }
}

/** White space between elements is layout. */
function children(sources: readonly TSESTree.JSXChild[]): Node[] {
  const shown = sources.filter((source) => source.type !== "JSXText" || source.value.trim() !== "");
  return shown.flatMap((source) => part("child", source).map((node) => as("child", node)));
}
