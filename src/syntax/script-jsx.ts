import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import type { ScriptLowering } from "#syntax/script-lower.ts";

/** Lowers JSX; undefined for what is none. */
export function lowerJsx(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "JSXElement":
      return to.make("jsx", source, [
        ...to.part("name", source.openingElement.name),
        ...to.parts("attribute", source.openingElement.attributes),
        ...children(to, source.children),
      ]);
    case "JSXFragment":
      return to.make("jsx", source, children(to, source.children));
    case "JSXAttribute":
      return to.make("jsx-attribute", source, [...to.part("name", source.name), ...to.part("value", source.value)]);
    case "JSXSpreadAttribute":
      return to.make("spread", source, to.part("value", source.argument), { label: "..." });
    case "JSXIdentifier":
      return to.make("name", source, [], { value: source.name });
    case "JSXMemberExpression":
      return to.make("member", source, [...to.part("object", source.object), ...to.part("property", source.property)]);
    case "JSXNamespacedName":
      return to.make("name", source, [], { value: `${source.namespace.name}:${source.name.name}` });
    case "JSXExpressionContainer":
    case "JSXSpreadChild":
      return to.make("interpolation", source, to.part("expression", source.expression));
    case "JSXEmptyExpression":
      return to.make("empty", source);
    case "JSXText":
      return to.make("jsx-text", source, [], { value: source.value.trim() });
    default:
      return undefined;
  }
}

/** White space between elements is layout. */
function children(to: ScriptLowering, sources: readonly TSESTree.JSXChild[]): Node[] {
  const shown = sources.filter((source) => source.type !== "JSXText" || source.value.trim() !== "");
  return shown.flatMap((source) => to.part("child", source).map((node) => to.as("child", node)));
}
