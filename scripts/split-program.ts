import { namesOf } from "#flow/analyse.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Document, Node } from "#model/document.ts";
import { lineAt, lineStartsOf } from "#model/location.ts";
import { walk } from "#model/tree.ts";

/** A program in several files: by name, and how many lines more each has before what stood in the one file. */
export interface SplitProgram {
  readonly files: Readonly<Record<string, string>>;
  readonly header: number;
  /** How many functions and classes have a file of their own. */
  readonly moved: number;
}

/** The module of what has none of its own: no function is called so. */
const rest = "rest_of_program";

/** A function or a class that can stand in a file of its own. */
interface Helper {
  readonly name: string;
  /** 0-based lines, the last one excluded. */
  readonly from: number;
  readonly to: number;
}

/**
 * Gives each function and class at the top of a program a file of its own, on the lines where it stood; each file imports
 * what it names. What assigns to a variable of the program stays: an import cannot be assigned to.
 */
export function splitProgram(document: Document): SplitProgram {
  const isPython = document.syntax === "python";
  const ending = isPython ? "py" : document.syntax === "typescript" ? "ts" : "js";
  const helpers = helpersOf(document);
  const lines = document.text.split("\n");
  const moved = new Set(helpers.flatMap(({ from, to }) => range(from, to)));
  const others = topNames(document).filter((name) => !helpers.some((helper) => helper.name === name));
  const left = lines.map((line, index) => (moved.has(index) ? "" : line));
  const header = helpers.length + others.length;
  const imports = (text: string, own: string): string[] => {
    const known = [...helpers.map(({ name }) => [name, name] as const), ...others.map((name) => [name, rest] as const)];
    const used = known.filter(([name, module]) => module !== own && name !== own && holdsWord(text, name));
    const said = used.map(([name, module]) =>
      isPython ? `from m_${module} import ${name}` : `import { ${name} } from "./m_${module}.${ending}";`,
    );
    return [...said, ...Array<string>(header - said.length).fill("")];
  };
  const files: Record<string, string> = {};
  for (const { name, from, to } of helpers) {
    const own = lines.map((line, index) => (index >= from && index < to ? line : ""));
    const text = isPython ? own.join("\n") : `${own.join("\n")}\nexport { ${name} };`;
    files[`m_${name}.${ending}`] = [...imports(text, name), text].join("\n");
  }
  const last = isPython || others.length === 0 ? "" : `\nexport { ${others.join(", ")} };`;
  const main = left.join("\n");
  files[`m_${rest}.${ending}`] = [...imports(main, rest), main + last].join("\n");
  return { files, header, moved: helpers.length };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function holdsWord(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(text);
}

function helpersOf(document: Document): Helper[] {
  const names = namesOf(document);
  const starts = lineStartsOf(document.text);
  const statements = parts(document.root, "statement");
  const lineOf = (offset: number) => lineAt(starts, offset) - 1;
  return statements.flatMap((statement): Helper[] => {
    const name = declaredName(statement);
    const from = lineOf(statement.start);
    const to = lineOf(Math.max(statement.start, statement.end - 1)) + 1;
    const isAlone = statements.every(
      (other) => other === statement || lineOf(other.end - 1) < from || lineOf(other.start) >= to,
    );
    const entity = name && names.entities.get(name);
    const isOnce = entity !== undefined && entity.isShared !== true && entity.assigned.length <= 1;
    return name && isAlone && isOnce && !assignsOutside(statement, document)
      ? [{ name: String(name.value), from, to }]
      : [];
  });
}

/** The name of a function, a class or a constant that is a function. */
function declaredName(statement: Node): Node | undefined {
  if (statement.kind === "function" || statement.kind === "class") return part(statement, "name");
  if (statement.kind !== "define" || part(statement, "value")?.kind !== "function") return undefined;
  const target = part(statement, "target");
  return target?.kind === "name" ? target : undefined;
}

function assignsOutside(statement: Node, document: Document): boolean {
  const { entities } = namesOf(document);
  return [...walk(statement)].some((node) => {
    if (node.kind === "scope") return true;
    const target =
      node.kind === "assign" || node.kind === "unary" ? (part(node, "target") ?? node.children[0]) : undefined;
    const entity = target?.kind === "name" ? entities.get(target) : undefined;
    return entity !== undefined && entity.owner === undefined && entity.declaration.start < statement.start;
  });
}

/** What the top of a program declares, imports left out. */
function topNames(document: Document): string[] {
  const { entities } = namesOf(document);
  const all = [...entities.values()].filter(
    ({ owner, path, declaration }) =>
      owner === undefined && path === undefined && declaration.kind === "name" && isAtTop(document, declaration),
  );
  return [...new Set(all.map(({ declaration }) => String(declaration.value)))];
}

function isAtTop(document: Document, name: Node): boolean {
  return parts(document.root, "statement").some((statement) => {
    if (statement.kind === "expression-statement") {
      const expression = part(statement, "expression");
      return expression?.kind === "assign" && part(expression, "target") === name;
    }
    return part(statement, "target") === name || part(statement, "name") === name;
  });
}
