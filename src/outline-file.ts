import { whole } from "#access/called-names.ts";
import { type OutlineWithNodes, outlineWithNodes } from "#access/outline.ts";
import { outlineOfData } from "#access/outline-data.ts";
import { isManifest, layoutFactsOf } from "#access/manifests.ts";
import { isTest } from "#discover/classify.ts";
import { namesOf } from "#flow/analyse.ts";
import { isMember, isTelling, lastOf, namesAsked } from "#identity/match-api.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Document, Node, SyntaxName } from "#model/document.ts";
import { type LineStarts, lineStartsOf, type RepoPath } from "#model/location.ts";
import type { LayoutFacts } from "#model/module-layout.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { FileSummary } from "#model/summary.ts";
import { type GateNames, gateNamesOf, withGates } from "#outline-gates.ts";
import { environmentCredentialHints } from "#secrets/environment-name.ts";
import { syntaxes } from "#syntax/table.ts";
import type { Needs } from "#model/needs.ts";
import { allOf, anyOf } from "#match/needs.ts";
import { needsFilter } from "#needs-filter.ts";

/** A file of which an outline may be made. */
export interface OutlineTask {
  readonly path: RepoPath;
  readonly syntax: SyntaxName | undefined;
  /** The file, if it has been parsed. */
  readonly document?: Document | undefined;
  readonly text: string;
  readonly lines: LineStarts;
  /** The names of the calls that matter, and of what is read. */
  readonly names: ReadonlySet<string>;
}

/** A program as it is read. */
type Program = Omit<OutlineTask, "names"> & { readonly bytes: Uint8Array };

/** Makes outlines of files. */
export interface Outliner {
  /** The names of what rows speak of, of those rows whose words the bytes of a program hold. */
  readonly namesIn: (syntax: SyntaxName | undefined, bytes: Uint8Array) => ReadonlySet<string>;
  /** The same, of rows about tools. */
  readonly toolNamesIn: (syntax: SyntaxName | undefined, bytes: Uint8Array) => ReadonlySet<string>;
  readonly outline: (task: OutlineTask) => ModuleOutline | undefined;
  /** The rows whose words a document holds. */
  readonly rowsIn: (document: Document) => ReadonlySet<ApiModel>;
  /** The outline of a document by itself, wherever it is embedded, with its nodes; remembered as long as its tree is. */
  readonly withNodes: (document: Document) => OutlineWithNodes | undefined;
  /** What is kept of a file: the outline of a program that may matter and is no test, and where a manifest says that modules lie. */
  readonly summarise: (file: Program) => Pick<FileSummary, "outline" | "layout">;
  /** The same of a program that rules pass over: its tools alone. */
  readonly summariseTools: (file: Program) => Pick<FileSummary, "outline">;
}

const languageOf: ReadonlyMap<SyntaxName, ApiModel["language"]> = new Map([
  ["javascript", "script"],
  ["typescript", "script"],
  ["python", "python"],
]);

/** Made when the first program is met: most scans meet none. */
export function createOutliner(models: readonly ApiModel[]): Outliner {
  const rowsIn = rowsByLanguage(models);
  const toolsIn = rowsByLanguage(models.filter(({ fact }) => fact.kind === "tool"));
  const gates = gateNamesOf(models);
  const outline: Outliner["outline"] = (task) => outlineBy(task, gates);
  const known = new WeakMap<Node, OutlineWithNodes>();
  const withNodes: Outliner["withNodes"] = (document) => {
    const { path, syntax, text, root, comments, problems } = document;
    const names = namesAsked(rowsIn(syntax, Buffer.from(text)));
    if (names.size === 0) return undefined;
    const alone = { path, syntax, text, root, comments, problems };
    const made = known.get(root) ?? outlineFor(alone, { names, lines: lineStartsOf(text), gates });
    known.set(root, made);
    return made;
  };
  const outlined = (program: Program, names: ReadonlySet<string>): Pick<FileSummary, "outline"> => {
    const made = names.size > 0 && !isTest(program.path) ? outline({ ...program, names }) : undefined;
    return made ? { outline: made } : {};
  };
  return {
    namesIn: (syntax, bytes) => namesAsked(rowsIn(syntax, bytes)),
    toolNamesIn: (syntax, bytes) => namesAsked(toolsIn(syntax, bytes)),
    outline,
    rowsIn: ({ syntax, text }) => rowsIn(syntax, Buffer.from(text)),
    withNodes,
    summarise: (program) => {
      const layout = layoutOf(program.path, program.document, program.text);
      const read = program.document && !isTest(program.path) ? known.get(program.document.root) : undefined;
      const made = read
        ? { outline: read.outline }
        : outlined(program, namesAsked(rowsIn(program.syntax, program.bytes)));
      return { ...made, ...(layout && { layout }) };
    },
    summariseTools: (program) => outlined(program, namesAsked(toolsIn(program.syntax, program.bytes))),
  };
}

function outlineBy(
  { path, syntax, document, text, lines, names }: OutlineTask,
  gates: GateNames,
): ModuleOutline | undefined {
  if (syntax === "json") return outlineOfData(document ?? syntaxes.json(path, text), lines);
  if (!syntax || !languageOf.has(syntax)) return undefined;
  return outlineFor(document ?? syntaxes[syntax](path, text), { names, lines, gates }).outline;
}

function outlineFor(
  document: Document,
  { names, lines, gates }: Pick<OutlineTask, "names" | "lines"> & { readonly gates: GateNames },
): OutlineWithNodes {
  const matters = (name: string) => names.has(name);
  const reads = [...names].some(isMember) ? matters : undefined;
  const made = outlineWithNodes(document, { names: namesOf(document), lines, matters, reads });
  const asked = new Map([...gates].filter(([name]) => names.has(name)));
  return asked.size === 0 ? made : withGates(document, made, asked);
}

function rowsByLanguage(
  models: readonly ApiModel[],
): (syntax: SyntaxName | undefined, bytes: Uint8Array) => ReadonlySet<ApiModel> {
  const made = new Map<ApiModel["language"], RowsIn>();
  return (syntax, bytes) => {
    const language = syntax && languageOf.get(syntax);
    if (!language) return new Set();
    const known = made.get(language) ?? rowsAmong(models.filter((model) => model.language === language));
    made.set(language, known);
    return known(bytes);
  };
}

/** Where modules lie, if the file says so. */
function layoutOf(path: RepoPath, document: Document | undefined, text: string): LayoutFacts | undefined {
  if (!isManifest(path)) return undefined;
  return layoutFactsOf(document ?? syntaxes[path.endsWith(".toml") ? "toml" : "json"](path, text));
}

/** The rows of which a program's bytes hold the words. */
type RowsIn = (bytes: Uint8Array) => ReadonlySet<ApiModel>;

function rowsAmong(models: readonly ApiModel[]): RowsIn {
  const metBy = needsFilter(models.map(needsOfRow));
  return (bytes) => {
    const isMet = metBy(bytes);
    return new Set(models.filter((_, index) => isMet(index)));
  };
}

/** What a program must hold for a row to speak of it. */
export function needsOfRow(model: ApiModel): Needs {
  return anyOf(waysToMatter(model).map((groups) => allOf(groups.map((group) => anyOf(group)))));
}

/**
 * What a program must hold for a row to speak of it, in one of several ways, each of groups of words of which one each is
 * there: its module and the last name, that name alone if it tells, or that name with what it is called of.
 */
function waysToMatter(model: ApiModel): readonly Groups[] {
  const { paths, shape, receivers } = model;
  if (model.use === "read") return paths.map((path) => [...wordsOfModules(model), ...wordsOfRead(path, model)]);
  const names = [...new Set(paths.map(lastOf))].filter((name) => !name.includes("*"));
  // What a module is as a whole has any name.
  const isWhole = names.includes(whole);
  const named = names.length > 0 && !isWhole ? [names] : [];
  const called = receivers || !paths.every((path) => path.includes(".")) ? named : named.map(membersCalled);
  const guessed = shape || receivers ? [[...called, ...spokenOf(receivers), ...constantsOf(model)]] : [];
  const asked = [...named, ...credentialWords(model)];
  if (named.length > 0 && names.every(isTelling)) return [asked];
  const words = wordsOfModules(model);
  if (words.length === 0) return guessed.length > 0 ? guessed : [[...asked, ...globalsOf(paths)]];
  return [[...words, ...asked], ...guessed];
}

/** How members are written where they are called, so that a word that begins alike is none. */
function membersCalled(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    ...["(", "<", "?.", ".", "!", ")", ",", ";", " ", "\t", "\n", "\r", "/"].map((after) => `.${name}${after}`),
    // Taken out of an object, it is called by its name alone.
    ...["{ ", "{", ", ", ","].flatMap((before) => [" }", "}", ","].map((after) => before + name + after)),
    ...['"', "'", "`"].map((quote) => quote + name + quote),
  ]);
}

/** What the paths begin with, where every one of them begins with a name. */
function globalsOf(paths: readonly string[]): Groups {
  const first = [...new Set(paths.map((path) => path.split(".")[0]!))];
  return first.some((name) => name.includes("*") || name === whole) ? [] : [first];
}

/** The names that lead to what is read. */
function wordsOfRead(path: string, model: ApiModel): Groups {
  const names = path.split(".").filter((name) => !name.includes("*") && name !== whole);
  return [...names.map((name) => [name]), ...credentialWords(model)];
}

/** What variables of the environment that are credentials are called, where a row asks for that. */
function credentialWords({ where }: ApiModel): Groups {
  return where.some(({ at, given }) => given && at.endsWith("#credential")) ? [environmentCredentialHints] : [];
}

function wordsOfModules({ modules, language }: ApiModel): Groups {
  const known = modules.map((module) => module.replace(/^node:/, "")).filter((module) => !module.startsWith("*"));
  return known.length === 0 ? [] : [known.flatMap((module) => moduleWords(module, language))];
}

/** Words, of each group of which one must be there. */
type Groups = readonly (readonly string[])[];

/** How a module is written in a program: in quotes, as far as its name is known, or as the first of several names. */
function moduleWords(module: string, language: ApiModel["language"]): readonly string[] {
  if (language === "python") return [module.split(/[.*]/)[0]!];
  const [stem = "", ...rest] = module.split("*");
  const quoted = ['"', "'", "`"].map((quote) => quote + stem + (rest.length === 0 ? quote : ""));
  return [...quoted, `node:${stem}`];
}

function spokenOf(receivers: ApiModel["receivers"]): Groups {
  return receivers && !receivers.includes("") ? [receivers] : [];
}

/** What is handed over for a row to hold, where it is that text and no other. */
function constantsOf({ where }: ApiModel): Groups {
  return where.flatMap(({ is }) => (is?.every((text) => /^\w+$/u.test(text)) ? [is] : []));
}

/** What a program says that cannot be read. */
export function emptyOutline(path: RepoPath): ModuleOutline {
  return {
    language: path.endsWith(".py") ? "python" : "script",
    expressions: [],
    variables: [],
    functions: [],
    classes: [],
    calls: [],
    mutations: [],
    exports: [],
    exportsAllOf: [],
    importsAllOf: [],
  };
}
