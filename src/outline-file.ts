import { whole } from "#access/called-names.ts";
import { type OutlineWithNodes, outlineWithNodes } from "#access/outline.ts";
import { isManifest, layoutFactsOf } from "#access/manifests.ts";
import { isTest } from "#discover/classify.ts";
import { buildPrefilter } from "#discover/prefilter.ts";
import { namesOf } from "#flow/analyse.ts";
import { lastOf } from "#identity/match-api.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Document, Node, SyntaxName } from "#model/document.ts";
import { type LineStarts, lineStartsOf, type RepoPath } from "#model/location.ts";
import type { LayoutFacts } from "#model/module-layout.ts";
import type { ModuleOutline } from "#model/module-outline.ts";
import type { FileSummary } from "#model/summary.ts";
import { syntaxes } from "#syntax/table.ts";

/** A file of which an outline may be made. */
export interface OutlineTask {
  readonly path: RepoPath;
  readonly syntax: SyntaxName | undefined;
  /** The file, if it has been parsed. */
  readonly document?: Document | undefined;
  readonly text: string;
  readonly lines: LineStarts;
  /** Holds if only the tools that it declares are asked for. */
  readonly onlyTools?: boolean;
  /** Further names of calls that matter: functions that hand on to an interface what they are given. */
  readonly further?: ReadonlySet<string>;
}

/** Makes outlines of files. */
export interface Outliner {
  /** Holds if the bytes of a program hold the words of a row about tools. */
  readonly declaresTools: (syntax: SyntaxName | undefined, bytes: Uint8Array) => boolean;
  readonly outline: (task: OutlineTask) => ModuleOutline | undefined;
  /** The rows whose words a document holds. */
  readonly rowsIn: (document: Document) => ReadonlySet<ApiModel>;
  /** The outline of a document by itself, wherever it is embedded, with its nodes; remembered as long as its tree is. */
  readonly withNodes: (document: Document) => OutlineWithNodes | undefined;
  /** What is kept of a file: the outline of a program that may matter and is no test, and where a manifest says that modules lie. */
  readonly summarise: (file: OutlineTask & { readonly bytes: Uint8Array }) => Pick<FileSummary, "outline" | "layout">;
  /** The same of a program that rules pass over: its tools alone. */
  readonly summariseTools: (file: OutlineTask & { readonly bytes: Uint8Array }) => Pick<FileSummary, "outline">;
}

const languageOf: ReadonlyMap<SyntaxName, ApiModel["language"]> = new Map([
  ["javascript", "script"],
  ["typescript", "script"],
  ["python", "python"],
]);

/** Made when the first program is met: most scans meet none. */
export function createOutliner(models: readonly ApiModel[]): Outliner {
  const wordsOf = wordsByLanguage(models);
  const toolWordsOf = wordsByLanguage(models.filter(({ fact }) => fact.kind === "tool"));
  const isCandidate = (syntax: SyntaxName | undefined, bytes: Uint8Array) => wordsOf(syntax)?.areIn(bytes) === true;
  const declaresTools: Outliner["declaresTools"] = (syntax, bytes) => toolWordsOf(syntax)?.areIn(bytes) === true;
  const known = new WeakMap<Node, OutlineWithNodes>();
  const withNodes: Outliner["withNodes"] = (document) => {
    const names = wordsOf(document.syntax)?.names;
    if (!names) return undefined;
    const { path, syntax, text, root, comments, problems } = document;
    const alone = { path, syntax, text, root, comments, problems };
    const made = known.get(root) ?? outlineFor(alone, names, { lines: lineStartsOf(text) });
    known.set(root, made);
    return made;
  };
  const outline: Outliner["outline"] = ({ path, syntax, document, text, lines, onlyTools, further }) => {
    const names = (onlyTools ? toolWordsOf : wordsOf)(syntax)?.names;
    if (!syntax || !names) return undefined;
    const read = document ?? syntaxes[syntax](path, text);
    const isPlain = read.host === undefined && !onlyTools && !further;
    return ((isPlain && known.get(read.root)) || outlineFor(read, names, { lines, ...(further && { further }) }))
      .outline;
  };
  return {
    declaresTools,
    outline,
    rowsIn: ({ syntax, text }) => wordsOf(syntax)?.rowsIn(Buffer.from(text)) ?? new Set(),
    withNodes,
    summarise: ({ bytes, ...task }) => {
      const { path, syntax, document, text } = task;
      const outlined = !isTest(path) && isCandidate(syntax, bytes) ? outline(task) : undefined;
      const layout = layoutOf(path, document, text);
      return { ...(outlined && { outline: outlined }), ...(layout && { layout }) };
    },
    summariseTools: ({ bytes, ...task }) => {
      const declares = !isTest(task.path) && declaresTools(task.syntax, bytes);
      const outlined = declares ? outline({ ...task, onlyTools: true }) : undefined;
      return outlined ? { outline: outlined } : {};
    },
  };
}

function outlineFor(
  document: Document,
  names: ReadonlySet<string>,
  { lines, further }: Pick<OutlineTask, "lines" | "further">,
): OutlineWithNodes {
  return outlineWithNodes(document, {
    names: namesOf(document),
    lines,
    matters: (name) => names.has(name) || further?.has(name) === true,
  });
}

function wordsByLanguage(models: readonly ApiModel[]): (syntax: SyntaxName | undefined) => Words | undefined {
  const made = new Map<ApiModel["language"], Words>();
  return (syntax) => {
    const language = syntax && languageOf.get(syntax);
    if (!language) return undefined;
    const known = made.get(language) ?? wordsAmong(models.filter((model) => model.language === language));
    made.set(language, known);
    return known;
  };
}

/** Where modules lie, if the file says so. */
function layoutOf(path: RepoPath, document: Document | undefined, text: string): LayoutFacts | undefined {
  if (!isManifest(path)) return undefined;
  return layoutFactsOf(document ?? syntaxes[path.endsWith(".toml") ? "toml" : "json"](path, text));
}

/** The words by which rows know programs. */
interface Words {
  readonly areIn: (bytes: Uint8Array) => boolean;
  /** The rows whose words the bytes hold. */
  readonly rowsIn: (bytes: Uint8Array) => ReadonlySet<ApiModel>;
  /** The last names of all paths. */
  readonly names: ReadonlySet<string>;
}

function wordsAmong(models: readonly ApiModel[]): Words {
  const literals = new Map<string, number>();
  const indexOf = (text: string) => {
    const known = literals.get(text) ?? literals.size;
    literals.set(text, known);
    return known;
  };
  const needs = models.map((model) => needsOf(model).map((group) => group.map(indexOf)));
  const prefilter = buildPrefilter([...literals.keys()]);
  return {
    areIn: (bytes) => {
      const found = prefilter.scan(bytes);
      return needs.some((groups) => areAmong(groups, found));
    },
    rowsIn: (bytes) => {
      const found = prefilter.scan(bytes);
      return new Set(models.filter((_, index) => areAmong(needs[index]!, found)));
    },
    names: new Set(models.flatMap(({ paths }) => paths.map(lastOf))),
  };
}

/** What a program must hold for a row to speak of it: its module and the last name, or that name alone if it tells. */
export function needsOf({ modules, paths, shape, receivers }: ApiModel): readonly (readonly string[])[] {
  const names = [...new Set(paths.map(lastOf))].filter((name) => !name.includes("*"));
  // What a module is as a whole has any name.
  const isWhole = names.includes(whole);
  const asked = names.length > 0 && !isWhole ? [names] : [];
  const known = modules.map((module) => (module.split("*")[0] ?? "").replace(/^node:/, "")).filter(Boolean);
  if (shape || receivers || known.length === 0 || (asked.length > 0 && names.every(isTelling))) return asked;
  return [known.map((module) => module.split(/[.]/)[0]!), ...asked];
}

/** A name that hardly stands for anything else. */
function isTelling(name: string): boolean {
  return name.length >= 12 && /[a-z][A-Z]|_/.test(name);
}

function areAmong(groups: readonly (readonly number[])[], found: ReadonlySet<number>): boolean {
  return groups.every((group) => group.some((index) => found.has(index)));
}
