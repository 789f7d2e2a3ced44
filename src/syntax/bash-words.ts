import { append } from "#model/append.ts";
import type { Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { ansiText, quotedText, unquotedText } from "#syntax/bash-strings.ts";
import { bashStatements } from "#syntax/bash-statements.ts";
import type { Lowering } from "#syntax/lowering.ts";
import { namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** Lowers a word or a part of one: a string where all of it is known. */
export function lowerBashWord(source: Syntax, to: Lowering): Node | undefined {
  const place = trimmed(source, to);
  switch (source.type) {
    case "word":
    case "number":
    case "command_name":
    case "extglob_pattern":
    case "regex":
    case "special_variable_name":
    case "heredoc_content":
    case "test_operator":
      return word(source, to);
    case "raw_string":
      return to.make("string", place, [], { value: to.textOf(place).slice(1, -1) });
    case "ansi_c_string":
      return to.make("string", place, [], { value: ansiText(to.textOf(place).slice(2, -1)) });
    case "string":
      return quoted(source, { start: place.start + 1, end: place.end - 1 }, to);
    case "translated_string":
      return to.make("string", place, [], { value: quotedText(to.textOf(place).slice(2, -1)) });
    case "concatenation":
      return joined(source, place, to);
    case "variable_name":
      return to.make("name", place, [], { value: to.textOf(place) });
    case "simple_expansion":
    case "expansion":
      return variable(source, place, to);
    case "command_substitution":
    case "process_substitution": {
      const sign = to.textOf(place)[0];
      const label = source.type === "process_substitution" ? sign : undefined;
      return to.make("substitution", place, bashStatements(source.children, to), { label });
    }
    case "array":
      return to.make("sequence", place, to.all("item", namedChildren(source)), { label: "list" });
    case "subscript":
      return to.make("index", place, [...to.field("object", source, "name"), ...to.field("index", source, "index")]);
    default:
      return undefined;
  }
}

/** The grammar counts white space before an expansion as a part of it, where it stands in quotes. */
function trimmed(source: Syntax, to: Lowering): Span {
  const text = to.textOf(source);
  return { start: source.start + (text.length - text.trimStart().length), end: source.end };
}

function word(source: Syntax, to: Lowering): Node {
  const [only] = source.type === "command_name" ? namedChildren(source) : [];
  if (only) return to.lower(only);
  const place = trimmed(source, to);
  return to.make("string", place, [], { value: unquotedText(to.textOf(place)) });
}

const holes: ReadonlySet<string> = new Set([
  "simple_expansion",
  "expansion",
  "command_substitution",
  "arithmetic_expansion",
]);

/** A text in double quotes. */
function quoted(source: Syntax, inner: Span, to: Lowering): Node {
  const parts = textWithHoles(source, inner, to);
  const isKnown = !parts.some(({ label }) => label !== "piece");
  if (!isKnown) return to.make("template", trimmed(source, to), parts, { label: '"' });
  return to.make("string", trimmed(source, to), [], { value: quotedText(to.textOf(inner)) });
}

/** Pieces of a text and what stands between them. The pieces are what the holes leave of the text. */
export function textWithHoles(source: Syntax, { start, end }: Span, to: Lowering): Node[] {
  const parts: Node[] = [];
  let from = start;
  const piece = (until: number) => {
    const span = { start: from, end: until };
    const value = quotedText(to.textOf(span));
    if (from < until) parts.push(to.as("part", to.make("string", span, [], { value, label: "piece" })));
  };
  for (const child of source.children) {
    if (!holes.has(child.type)) continue;
    piece(trimmed(child, to).start);
    append(parts, to.all("part", [child]));
    from = child.end;
  }
  piece(end);
  return parts;
}

/** Parts that stand together without a space are one word. */
function joined(source: Syntax, place: Span, to: Lowering): Node {
  const parts = namedChildren(source).map((child) => to.lower(child));
  if (parts.every(({ kind }) => kind === "string"))
    return to.make("string", place, [], { value: parts.map(({ value }) => String(value)).join("") });
  const pieces = parts.map((part) => to.as("part", part.kind === "string" ? { ...part, label: "piece" } : part));
  return to.make("template", place, pieces);
}

/** `$x`, `${x}`, `${x:-y}`, `${#x}`. */
function variable(source: Syntax, place: Span, to: Lowering): Node {
  const children = namedChildren(source);
  const named = children.find(({ type }) => type.endsWith("variable_name") || type === "subscript");
  const name: Node[] = named
    ? named.type === "subscript"
      ? to.all("name", [named])
      : [to.as("name", to.make("name", named, [], { value: to.textOf(named) }))]
    : [];
  const others = children.filter((child) => child !== named);
  const operator = source.children
    .filter(({ field }) => field === "operator")
    .map(({ type }) => type)
    .join("");
  return to.make("variable", place, [...name, ...to.all("argument", others)], {
    label: operator === "" ? undefined : operator,
  });
}
