import type { Role } from "#model/code.ts";
import type { Document, Node, NodeKind, Parse, SyntaxName } from "#model/document.ts";
import type { RuleLanguage } from "#model/rule.ts";
import { type CodePattern, readCodePattern } from "#match/code-pattern.ts";
import type { MatchOptions } from "#match/match-options.ts";
import { PatternError } from "#match/pattern-error.ts";
import { bashContexts, prepareBash } from "#match/prepare-bash.ts";
import { preparePromql, promqlContexts } from "#match/prepare-promql.ts";
import { preparePython, pythonContexts } from "#match/prepare-python.ts";
import { prepareScript, scriptContexts } from "#match/prepare-script.ts";

/** A text around a pattern in which it may be parsed, and what of the whole is the pattern. */
export interface PatternContext {
  readonly before: string;
  readonly after: string;
  readonly pick:
    | { readonly type: "statements" | "expression" | "body" }
    /** A child of the first node of a kind. */
    | { readonly type: "child"; readonly of: NodeKind };
  /** The last child of that node, instead of the only one. */
  readonly isLast?: boolean;
  /** The first child of that node, whatever follows it. */
  readonly isFirst?: boolean;
  /** Tried only for patterns that start so. */
  readonly when?: RegExp;
  /** Not tried where the text by itself is what no expression can be: trying would cost more than that look. */
  readonly unlessStatements?: true;
  /** Parts that the context added, which a pattern says nothing of. */
  readonly drops?: readonly Role[];
}

/** How patterns of a language of code are written. */
export interface CodeDialect {
  /** Replaces the pattern syntax by placeholders that the language's own front-end can parse; in several ways, if one may fail. */
  readonly prepare: (pattern: string) => readonly string[];
  readonly contexts: readonly PatternContext[];
  /** Holds if one expression with what ends a statement is a statement, as `f();` is. */
  readonly endsStatements: RegExp;
  /** Some names are the same in upper and lower case: a text need not say them as a pattern does. */
  readonly foldsNames?: true;
}

const script: CodeDialect = {
  prepare: prepareScript,
  contexts: scriptContexts,
  endsStatements: /;\s*(?:\/\/[^\n]*\s*)*$/,
};

const dialects: ReadonlyMap<SyntaxName, CodeDialect> = new Map<SyntaxName, CodeDialect>([
  ["javascript", script],
  ["typescript", script],
  ["python", { prepare: preparePython, contexts: pythonContexts, endsStatements: /;\s*$/ }],
  ["bash", { prepare: prepareBash, contexts: bashContexts, endsStatements: /[;&]\s*$/ }],
  // There are no statements to end.
  ["promql", { prepare: preparePromql, contexts: promqlContexts, endsStatements: /(?!)/, foldsNames: true }],
]);

/** The dialect of a language of code; undefined where no patterns can be written over its trees. */
export function codeDialectOf(syntax: SyntaxName): CodeDialect | undefined {
  return dialects.get(syntax);
}

/** Holds for languages of which a pattern means the same in either: what becomes of a rule in one is what it is in the other. */
export function areReadAlike(one: RuleLanguage, other: RuleLanguage): boolean {
  const dialect = isText(one) ? undefined : dialects.get(one);
  return dialect !== undefined && !isText(other) && dialects.get(other) === dialect;
}

function isText(language: RuleLanguage): language is Exclude<RuleLanguage, SyntaxName> {
  return language === "generic" || language === "regex";
}

/** What a pattern is written in. */
export interface PatternLanguage {
  readonly dialect: CodeDialect;
  readonly parse: Parse;
  readonly options: MatchOptions;
}

/** By what a pattern is read in and as: rules repeat patterns, most of them in both languages of scripts, and are compiled twice. */
const compiled = new WeakMap<CodeDialect, Map<string, CodePattern>>();

/** Compiles a pattern over code: in the first context in which the front-end reads all of it. Throws `PatternError`. */
export function compileCodePattern(source: string, language: PatternLanguage): CodePattern {
  const { dialect, options } = language;
  const known = compiled.get(dialect) ?? new Map<string, CodePattern>();
  compiled.set(dialect, known);
  const key = `${Object.values(options).map(Number).join("")} ${source}`;
  const pattern = known.get(key) ?? readPattern(source, language);
  known.set(key, pattern);
  return pattern;
}

function readPattern(source: string, { dialect, parse, options }: PatternLanguage): CodePattern {
  if (source.trim() === "") throw new PatternError("the pattern is empty");
  let problem = "";
  const texts = dialect.prepare(source).map((text) => text.trim());
  const documents = new Map<string, Document>();
  const parsed = (text: string) => {
    const document = documents.get(text) ?? parse("pattern.tsx", text);
    documents.set(text, document);
    return document;
  };
  for (const context of dialect.contexts) {
    for (const text of texts) {
      if (context.when && !context.when.test(text)) continue;
      if (context.unlessStatements && isNoExpression(parsed(text))) continue;
      const document = parsed(`${context.before}${text}${context.after}`);
      // What is wrong with a text is known once its tree is looked at.
      const picking = { endsStatement: dialect.endsStatements.test(text), options };
      const pattern = wellFormed(document) ? picked(document, context, picking) : undefined;
      if (pattern) return pattern;
      problem ||= document.problems[0]?.message ?? "";
    }
  }
  // Some parsers say where they stop, and others only that they do.
  const reason = problem === "" || /cannot be read/.test(problem) ? "" : `: ${problem}`;
  throw new PatternError(`the pattern cannot be read${reason}`);
}

/** Statements that begin with a word that no expression begins with. */
const unmistakable: ReadonlySet<NodeKind> = new Set<NodeKind>(["define", "import", "if", "return", "throw", "try"]);

/** Anything else is not looked at twice. */
const mayBeStatements = /^(?!\{|function\b|async\b)(?:[^]*[\n;]|(?:const|let|var|import|if|return|throw|try)\b)/;

/** Holds if a text is surely no expression: several statements, or one that says that it is one. */
function isNoExpression(document: Document): boolean {
  if (!mayBeStatements.test(document.text) || !wellFormed(document)) return false;
  const [first, ...more] = document.root.children;
  if (!first) return false;
  if (first.kind !== "expression-statement") return unmistakable.has(first.kind);
  return more.length > 0 || document.text.endsWith(";", first.end);
}

function wellFormed(document: Document): boolean {
  return document.root.children.length >= 0 && document.problems.length === 0;
}

interface Picking {
  readonly endsStatement: boolean;
  readonly options: MatchOptions;
}

function picked(document: Document, context: PatternContext, picking: Picking): CodePattern | undefined {
  const { root, text } = document;
  const { endsStatement, options } = picking;
  const from = { text, dropped: new Set(context.drops), options };
  const read = (nodes: readonly Node[], isStatements: boolean) => readCodePattern(nodes, isStatements, from);
  switch (context.pick.type) {
    case "expression":
      return readExpression(root.children, read);
    case "statements":
      return readStatements(root.children, endsStatement, read);
    case "body":
      return readStatements(firstOf(root, "block")?.children ?? [], endsStatement, read);
    case "child":
    default:
      return readChild(firstOf(root, context.pick.of), context, read);
  }
}

type Read = (nodes: readonly Node[], isStatements: boolean) => CodePattern;

function readExpression(statements: readonly Node[], read: Read): CodePattern | undefined {
  const [only, ...more] = statements;
  const expression = only?.kind === "expression-statement" && more.length === 0 ? only.children[0] : undefined;
  return expression && read([expression], false);
}

function readChild(holder: Node | undefined, { isLast, isFirst }: PatternContext, read: Read): CodePattern | undefined {
  const children = holder?.children ?? [];
  const child = isLast ? children.at(-1) : children[0];
  if (!child || (!isLast && !isFirst && children.length !== 1)) return undefined;
  const pattern = read([child], false);
  // A block says what it is only by its place.
  if (pattern.type !== "node" || pattern.pattern.type !== "shape" || child.kind !== "block" || !child.role)
    return pattern;
  return { type: "node", pattern: { ...pattern.pattern, role: child.role } };
}

/** One statement is a node like others; several are a sequence. */
function readStatements(statements: readonly Node[], endsStatement: boolean, read: Read): CodePattern | undefined {
  const [only, ...more] = statements;
  if (!only) return undefined;
  if (more.length > 0) return read(statements, true);
  const isExpression = only.kind === "expression-statement" && !endsStatement;
  return read([isExpression ? loneWord(only.children[0]!) : only], false);
}

/** A command that is one word, and does not say that it is a command, is that word wherever it stands. */
function loneWord(node: Node): Node {
  const [word, ...more] = node.kind === "simple-command" ? node.children : [];
  return word?.role === "word" && more.length === 0 ? word : node;
}

function firstOf(root: Node, kind: NodeKind): Node | undefined {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === kind) return node;
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!);
  }
  return undefined;
}
