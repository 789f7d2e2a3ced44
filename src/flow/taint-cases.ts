import { append } from "#model/append.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Run } from "#flow/taint-run.ts";
import { bind } from "#flow/taint-targets.ts";
import { allTaints, fieldOf, tainted, type Value, withoutFields } from "#flow/taint-value.ts";
import type { Node } from "#model/document.ts";

interface Bound {
  readonly pattern: Node;
  readonly value: Value;
}

/** Keeps parts of the subject in the names that a `case` of Python's `match` gives them. Iterative. */
export function bindCase(node: Node, subject: Value, run: Run): void {
  const tests = parts(node, "test");
  const stack: Bound[] = tests.map((pattern, index) => ({
    pattern,
    value: tests.length === 1 ? subject : fieldOf(subject, String(index)),
  }));
  for (let each = stack.pop(); each; each = stack.pop()) {
    const { pattern, value } = each;
    if (pattern.kind === "name") bind(pattern, value, run);
    else append(stack, within(pattern, value));
  }
}

function within(pattern: Node, value: Value): Bound[] {
  const { kind, label, children } = pattern;
  if (kind === "sequence") {
    return parts(pattern, "item").map((item, index) => {
      const isRest = item.label === "splat_pattern";
      return { pattern: item, value: isRest ? tainted(allTaints(value)) : fieldOf(value, String(index)) };
    });
  }
  if (kind !== "other") return [];
  if (label === "dict_pattern") return entriesOf(children, value);
  if (label === "class_pattern")
    return children.slice(1).map((each) => ({ pattern: each, value: tainted(allTaints(value)) }));
  if (label === "keyword_pattern") return children.slice(1).map((each) => ({ pattern: each, value }));
  return children.map((each) => ({ pattern: each, value }));
}

/** Keys and what they hold, in turns; last what is left. */
function entriesOf(children: readonly Node[], value: Value): Bound[] {
  const bound: Bound[] = [];
  const taken: string[] = [];
  for (let index = 0; index < children.length; index++) {
    const [key, held] = [children[index]!, children[index + 1]];
    if (key.label === "splat_pattern") bound.push({ pattern: key, value: withoutFields(value, taken) });
    else if (held) {
      const name = key.value === undefined ? undefined : String(key.value);
      if (name !== undefined) taken.push(name);
      bound.push({ pattern: held, value: name === undefined ? tainted(allTaints(value)) : fieldOf(value, name) });
      index++;
    }
  }
  return bound;
}

/** Holds for a `case` of `match`, which gives names; one of `switch` only compares. */
export function givesNames(node: Node): boolean {
  return node.label === "match" && part(node, "test") !== undefined;
}
