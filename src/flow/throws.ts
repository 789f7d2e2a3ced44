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
