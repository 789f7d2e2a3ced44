import fc from "fast-check";
import type { Document, Node } from "#model/document.ts";
import { syntaxes, syntaxOf } from "#syntax/table.ts";

/** Choices of one rewriting, drawn by fast-check so that a failing one is shown and shrunk. */
export interface Style {
  /** Numbers that decide whatever there is to decide, used in turn. */
  readonly dice: readonly number[];
  readonly lineEnd: "\n" | "\r\n";
  readonly mark: boolean;
  readonly blanksAtEnd: number;
}

export const style: fc.Arbitrary<Style> = fc.record({
  dice: fc.array(fc.nat(999), { minLength: 5, maxLength: 40 }),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  mark: fc.boolean(),
  blanksAtEnd: fc.nat(3),
});

/** The file written in another way that says the same; syntaxes that cannot be rewritten change their line ends alone. */
export function reformatted(path: string, text: string, { dice, lineEnd, mark, blanksAtEnd }: Style): string {
  let turn = 0;
  const roll: Roll = (sides) => dice[turn++ % dice.length]! % sides;
  const body = rewritten(path, text.replaceAll("\r\n", "\n"), roll);
  const mayGrow = ["markdown", "toml", "json", "yaml"].includes(syntaxOf(path) ?? "") && body.endsWith("\n");
  const whole = mayGrow ? body + "\n".repeat(blanksAtEnd) : body;
  return (mark ? "\uFEFF" : "") + whole.replaceAll("\n", lineEnd);
}

/** A number from 0 to sides − 1. */
type Roll = (sides: number) => number;

function rewritten(path: string, text: string, roll: Roll): string {
  const syntax = syntaxOf(path);
  if (syntax === "markdown") return markdown(path, text, roll);
  if (syntax === "toml") return toml(text, roll);
  if (syntax !== "json" && syntax !== "yaml") return text;
  const document = syntaxes[syntax](path, text);
  if (document.problems.length > 0) return text;
  return syntax === "json" ? `${json(document.root, roll, "")}\n` : yaml(document, roll);
}

function json(node: Node, roll: Roll, indent: string): string {
  const inner = `${indent}${[" ", "  ", "\t", "    "][roll(4)]!}`;
  const line = roll(3) === 0 ? " " : `\n${inner}`;
  const end = line === " " ? " " : `\n${indent}`;
  if (node.kind === "mapping") {
    const pairs = shuffled(node.children, roll).map(
      ({ children: [key, value] }) =>
        `${JSON.stringify(String(key!.value))}${roll(4) === 0 ? " " : ""}: ${json(value!, roll, inner)}`,
    );
    return pairs.length === 0 ? "{}" : `{${line}${pairs.join(`,${line}`)}${end}}`;
  }
  if (node.kind !== "sequence") return JSON.stringify(node.value ?? null);
  const items = node.children.map((item) => json(item, roll, inner));
  return items.length === 0 ? "[]" : `[${line}${items.join(`,${line}`)}${end}]`;
}

function yaml({ root }: Document, roll: Roll): string {
  const documents = root.kind === "stream" ? root.children : [root];
  return documents.map((document) => yamlBlock(document, roll, "")).join("\n---\n");
}

/** One line in as many has a remark before it. */
const remarkSides = 6;

/** A node as a block: lines at this indentation, the first one without it. */
function yamlBlock(node: Node, roll: Roll, indent: string): string {
  const remark = () => (roll(remarkSides) === 0 ? `\n${indent}# said in passing\n${indent}` : `\n${indent}`);
  if (node.kind === "mapping" && node.children.length > 0) {
    const deeper = indent + " ".repeat(2 + roll(3));
    const pairs = shuffled(node.children, roll).map(({ children: [key, value] }) => {
      const name = yamlScalar(key!, roll);
      return isBlock(value!)
        ? `${name}:\n${deeper}${yamlBlock(value!, roll, deeper)}`
        : `${name}: ${yamlBlock(value!, roll, deeper)}`;
    });
    return pairs.join(remark());
  }
  if (node.kind === "sequence" && node.children.length > 0)
    return node.children.map((item) => `- ${yamlBlock(item, roll, `${indent}  `)}`).join(remark());
  return node.kind === "mapping" ? "{}" : node.kind === "sequence" ? "[]" : yamlScalar(node, roll);
}

function isBlock({ kind, children }: Node): boolean {
  return (kind === "mapping" || kind === "sequence") && children.length > 0;
}

function yamlScalar({ kind, value }: Node, roll: Roll): string {
  if (kind !== "string") return JSON.stringify(value ?? null);
  const text = String(value);
  const plain = /^[A-Za-z][\w ./-]*[\w/]$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  const quoted = /^[\w ./:@-]*$/.test(text) ? `'${text}'` : JSON.stringify(text);
  return plain && roll(3) > 0 ? text : quoted;
}

function toml(text: string, roll: Roll): string {
  if (/"""|'''/.test(text)) return text;
  return text
    .split("\n")
    .flatMap((line) => (roll(5) === 0 && /^[[\w]/.test(line) ? ["", "# said in passing", line] : [line]))
    .map((line) => line.replace(/^([\w-]+) ?= ?/, (_, key: string) => `${key}${[" = ", "=", "  =  "][roll(3)]!}`))
    .join("\n");
}

function markdown(path: string, text: string, roll: Roll): string {
  const matter = /^---\n[^]*?\n---\n/.exec(text)?.[0] ?? "";
  return frontMatter(path, text, matter, roll) + prose(text.slice(matter.length).split("\n"), roll);
}

function frontMatter(path: string, text: string, matter: string, roll: Roll): string {
  const { root, problems } = syntaxes.markdown(path, text);
  const [first] = root.children;
  if (first?.kind !== "mapping" || problems.length > 0 || matter.includes("#")) return matter;
  return `---\n${yamlBlock(first, withoutRemarks(roll), "")}\n---\n`;
}

function prose(lines: readonly string[], roll: Roll): string {
  let fenced = false;
  const out: string[] = [];
  for (const line of lines) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const paragraph = !fenced && /^[A-Z][\w ,.'-]{20,}$/.test(line) && out.at(-1) === "";
    out.push(paragraph ? wrapped(line, roll) : line + blanks(fenced, roll));
    if (line === "" && !fenced) for (let more = roll(3); more > 0; more--) out.push("");
  }
  return out.join("\n");
}

function blanks(fenced: boolean, roll: Roll): string {
  return roll(5) === 0 && !fenced ? " ".repeat(roll(3)) : "";
}

/** A remark in front matter is a part of the text: some models are given it. */
function withoutRemarks(roll: Roll): Roll {
  return (sides) => (sides === remarkSides ? 1 : roll(sides));
}

/** A line broken at one of its blanks, where what follows does not start a block of Markdown. */
function wrapped(line: string, roll: Roll): string {
  const words = line.split(" ");
  const at = 1 + roll(words.length);
  const rest = words.slice(at).join(" ");
  return /^[A-Za-z]/.test(rest) ? `${words.slice(0, at).join(" ")}\n${rest}` : line;
}

function shuffled<Item>(items: readonly Item[], roll: Roll): Item[] {
  const left = [...items];
  return items.map(() => left.splice(roll(left.length), 1)[0]!);
}
