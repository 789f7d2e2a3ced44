import type { ApiCondition, ApiModel, Filling } from "#model/api-model.ts";
import { checkEach, checkSelector, checkTemplate } from "#rule/api-selector.ts";
import { factKinds } from "#model/fact.ts";
import { valueFields } from "#rule/fact-fields.ts";
import { readSource, type SourceNode } from "#rule/source.ts";

/** A program that a row must say something of. */
export interface ApiExample {
  readonly code: string;
  /** The key of one of the facts that the row makes of it. */
  readonly key: string;
  readonly anchor?: string;
  /** What that fact's value must say, among other things. */
  readonly value?: Readonly<Record<string, unknown>>;
}

/** A row about an interface with the programs that its tests read: what it must see, and what it must not. */
export interface ApiModelRow {
  readonly model: ApiModel;
  readonly expected: readonly ApiExample[];
  readonly unexpected: readonly string[];
}

/**
 * Reads files of rows about interfaces, the project's own or those of a user's folder. The id of a row is its system and
 * its first path; of rows that share these, all but the first have an ordinal, over all of the files. Throws a
 * `UserError` at the first mistake.
 */
export function readApiModelFiles(
  files: readonly { readonly path: string; readonly text: string }[],
): readonly ApiModelRow[] {
  const used = new Map<string, number>();
  return files
    .flatMap(({ path, text }) => readApiModels(path, text))
    .map((row) => {
      const { id } = row.model;
      const times = (used.get(id) ?? 0) + 1;
      used.set(id, times);
      return times === 1 ? row : { ...row, model: { ...row.model, id: `${id}~${times}` } };
    });
}

/** Holds if a file of `rules/models/` is one of rows about interfaces, and not of another kind. */
export function hasApiModels(text: string): boolean {
  return /^apis:/m.test(text);
}

function readApiModels(path: string, text: string): readonly ApiModelRow[] {
  const file = readSource(path, text).only(["system", "apis"]);
  const system = file.need("system").text();
  return file
    .need("apis")
    .items()
    .map((row) => readRow(row, system));
}

const rowKeys = [
  "path",
  "module",
  "language",
  "use",
  "version",
  "where",
  "shape",
  "receivers",
  "fills",
  "each",
  "listed",
  "calls",
  "has",
  "of",
  "gathers",
  "fact",
  "evidence",
  "expected",
  "unexpected",
] as const;

function readRow(row: SourceNode, system: string): ApiModelRow {
  row.only(rowKeys);
  const expected = row.need("expected").items().map(readExample);
  if (expected.length === 0) throw row.need("expected").error("at least one program is expected here");
  return {
    model: readModel(row, system),
    expected,
    unexpected: row.get("unexpected")?.texts() ?? [],
  };
}

function readModel(row: SourceNode, system: string): ApiModel {
  const paths = pathsOf(row.need("path"));
  const module = row.get("module");
  const use = row.get("use")?.word(["call", "decorator", "base", "read"] as const) ?? "call";
  const unread = use === "read" ? paths.find((path) => !/[^.*]\.[^.]+$/.test(path)) : undefined;
  if (unread !== undefined)
    throw row.need("path").error(`'${unread}' does not say of what is read: a name stands before the last one`);
  return {
    id: `${system}/${paths[0]!}`,
    system,
    language: row.get("language")?.word(["script", "python"] as const) ?? "script",
    modules: module ? textsOf(module) : [],
    paths,
    use,
    where: row.get("where")?.items().map(readCondition) ?? [],
    ...readGuesses(row),
    ...readCalls(row),
    ...readParts(row),
    fact: readFact(row.need("fact")),
    evidence: row.need("evidence").text(),
  };
}

function pathsOf(node: SourceNode): readonly string[] {
  const paths = textsOf(node);
  if (paths.length === 0) throw node.error("at least one path is expected here");
  for (const path of paths)
    if (!/^[^\s.]+(\.[^\s.]+)*$/.test(path)) throw node.error(`'${path}' is no path: names with a '.' between them`);
  return paths;
}

/** What only some rows say. */
function readGuesses(row: SourceNode): Pick<ApiModel, "version" | "shape" | "receivers" | "fills" | "each"> {
  const version = row.get("version")?.text();
  const shape = row.get("shape");
  const receivers = row.get("receivers");
  const fills = row.get("fills");
  const each = row.get("each");
  if (each) checkEach(each.text(), each);
  return {
    ...(version === undefined ? {} : { version }),
    ...(shape ? { shape: shape.items().map((kind) => kind.word(["text", "object", "function", "any"] as const)) } : {}),
    ...(receivers ? { receivers: textsOf(receivers) } : {}),
    ...(fills ? { fills: fills.entries().map(([method, text]) => readFilling(method, text)) } : {}),
    ...(each ? { each: each.text() } : {}),
  };
}

/** What tools are only listed, and what runs when one of them is called. */
function readCalls(row: SourceNode): Pick<ApiModel, "listed" | "calls"> {
  const calls = row.get("calls")?.only(["handler", "name"]);
  if (!calls) return row.get("listed")?.boolean() === true ? { listed: true } : {};
  const [handler, name] = [calls.need("handler"), calls.need("name")];
  checkSelector(handler.text(), handler);
  if (!/^\d(?:\.\w{1,40}){0,3}$/.test(name.text()))
    throw name.error(`'${name.text()}' is no place of an argument: a number, and names with a '.' before each`);
  return { calls: { handler: handler.text(), name: name.text() } };
}

/** What an agent has, and whose a tool is. */
function readParts(row: SourceNode): Pick<ApiModel, "has" | "of" | "gathers"> {
  const gathers = row.get("gathers");
  const has = row.get("has")?.only(["tools", "servers", "agents"]);
  const of = row.get("of");
  if (of) checkSelector(of.text(), of);
  return {
    ...(has && {
      has: {
        tools: readSelectors(has.get("tools")),
        servers: readSelectors(has.get("servers")),
        agents: readSelectors(has.get("agents")),
      },
    }),
    ...(of && { of: of.text() }),
    ...(gathers && { gathers: gathers.text() }),
  };
}

function readSelectors(node: SourceNode | undefined): readonly string[] {
  if (!node) return [];
  const selectors = textsOf(node);
  for (const selector of selectors) checkSelector(selector, node);
  return selectors;
}

/** `addActions: 0.actions`, or with what is added: `addAllResources: 0.resources *`. */
function readFilling(method: string, node: SourceNode): Filling {
  const [, into, value] = /^(\d{1,2}\.\w{1,100}|[A-Za-z_]\w{0,100})(?: (\S+))?$/.exec(node.text()) ?? [];
  if (into === undefined)
    throw node.error(`'${node.text()}' is no list that something is added to: '0.name' or 'name'`);
  return { method, into, ...(value !== undefined && { value }) };
}

const wordLists = ["is", "may", "not", "unless"] as const;

function readCondition(node: SourceNode): ApiCondition {
  node.only(["at", "given", ...wordLists]);
  const at = node.need("at");
  checkSelector(at.text(), at);
  const lists = wordLists.flatMap((key) => {
    const list = node.get(key);
    return list ? [[key, list.items().map(readPattern)] as const] : [];
  });
  const given = node.get("given")?.boolean();
  if (lists.length === 0 && given === undefined)
    throw node.error(`one of ${[...wordLists, "given"].join(", ")} is expected here`);
  return { at: at.text(), ...Object.fromEntries(lists), ...(given === undefined ? {} : { given }) };
}

/** A word, or an expression between slashes. */
function readPattern(node: SourceNode): string {
  const text = node.text();
  if (!/^\/.*\/$/s.test(text)) return text;
  try {
    void new RegExp(text.slice(1, -1), "iu");
  } catch (error) {
    throw node.error(`this is no regular expression: ${(error as Error).message}`);
  }
  return text;
}

function readFact(node: SourceNode): ApiModel["fact"] {
  node.only(["kind", "key", "anchor", "value"]);
  const kind = node.need("kind").word(factKinds);
  const anchor = node.get("anchor");
  const value = node.need("value").only(Object.keys(valueFields[kind]));
  for (const text of [node.need("key"), ...(anchor ? [anchor] : [])]) checkTemplate(text.text(), text);
  checkTemplates(value);
  return {
    kind,
    key: node.need("key").text(),
    ...(anchor ? { anchor: anchor.text() } : {}),
    value: Object.fromEntries(value.entries().map(([name, inner]) => [name, inner.plain()])),
  };
}

/** Iterative, since files of a user's folder may nest as they like. */
function checkTemplates(value: SourceNode): void {
  const stack = [value];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.isMap) for (const [, inner] of node.entries()) stack.push(inner);
    else if (node.isList) for (const item of node.items()) stack.push(item);
    else if (typeof node.scalar === "string") checkTemplate(node.scalar, node);
  }
}

function readExample(node: SourceNode): ApiExample {
  node.only(["code", "key", "anchor", "value"]);
  const anchor = node.get("anchor")?.text();
  const value = node.get("value");
  return {
    code: node.need("code").text(),
    key: node.need("key").text(),
    ...(anchor === undefined ? {} : { anchor }),
    ...(value ? { value: Object.fromEntries(value.entries().map(([name, inner]) => [name, inner.plain()])) } : {}),
  };
}

/** A text, or a list of them. */
function textsOf(node: SourceNode): readonly string[] {
  return node.isList ? node.texts() : [node.text()];
}
