import { part, parts } from "#flow/declarations.ts";
import type { Node } from "#model/document.ts";

/** Where in a program a node stands. */
export interface Surroundings {
  readonly function: Node | undefined;
  readonly class: Node | undefined;
  /** Loops and clauses of comprehensions around it within the function, outermost first. */
  readonly loops: readonly Node[];
  readonly conditional: boolean;
}

/** A node and where it stands. */
export interface Placed {
  readonly node: Node;
  readonly at: Surroundings;
}

/** Holds for a test that may end the turn of a loop: what comes after it in the turn may not be reached. */
function mayLeaveTurn(statement: Node): boolean {
  const consequent = statement.kind === "if" ? part(statement, "consequent") : undefined;
  const last = consequent?.kind === "block" ? consequent.children.at(-1) : consequent;
  return last?.kind === "jump" && last.label !== "goto";
}

/** The children of a node, and where they stand. */
export function childrenOf(placed: Placed): Placed[] {
  const { kind, children } = placed.node;
  const leaving = kind === "block" ? children.findIndex(mayLeaveTurn) : -1;
  return children.map((node, index) => {
    const at = within(placed, node);
    return { node, at: leaving >= 0 && index > leaving ? { ...at, conditional: true } : at };
  });
}

const branches: ReadonlySet<string> = new Set(["consequent", "alternate"]);

/** Where a child stands. */
function within({ node, at }: Placed, child: Node): Surroundings {
  switch (node.kind) {
    case "function":
      // Names and decorators stand outside.
      return child.role === "name" || child.role === "decorator"
        ? at
        : { function: node, class: at.class, loops: [], conditional: false };
    case "class":
      return child.role === "member" ? { ...at, class: node } : at;
    case "for-each":
      return child.role === "body" ? { ...at, loops: [...at.loops, node] } : at;
    case "comprehension": {
      const clauses = parts(node, "clause");
      return child.role === "element" ? { ...at, loops: [...at.loops, ...loopsAmong(clauses)] } : at;
    }
    case "if":
    case "conditional":
      return branches.has(child.role ?? "") ? { ...at, conditional: true } : at;
    case "case":
    case "while":
    case "catch":
      return child.role === "body" ? { ...at, conditional: true } : at;
    case "binary":
      return child.role === "right" && isDeciding(node.label) ? { ...at, conditional: true } : at;
    default:
      return at;
  }
}

function loopsAmong(clauses: readonly Node[]): Node[] {
  return clauses.filter(({ label }) => label === "for");
}

/** Holds for operators whose right side counts only by what the left one is. */
export function isDeciding(operator: string | undefined): boolean {
  return operator === "&&" || operator === "||" || operator === "??" || operator === "and" || operator === "or";
}
