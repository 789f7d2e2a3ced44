import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** Holds for code that calls or throws: nothing else is taken to fail. */
export function mayThrow(body: Node): boolean {
  const stack = [body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "call" || node.kind === "new" || node.kind === "throw" || node.kind === "await") return true;
    for (const child of node.children) stack.push(child);
  }
  return false;
}

const swallowing = /^(?:suppress|ignored|raises|assertRaises|assertRaisesRegex|assertRaisesMessage)$/;

/** Holds for a `with` that goes on after it where something in it has thrown, by the names that such contexts have. */
export function swallows(node: Node): boolean {
  return parts(node, "item").some((item) => {
    const value = part(item, "value");
    const callee = value?.kind === "call" ? part(value, "callee") : undefined;
    const name = callee?.kind === "member" ? part(callee, "property") : callee;
    return swallowing.test(String(name?.value));
  });
}
