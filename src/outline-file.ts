import { whole } from "#access/called-names.ts";
import { outlineOf } from "#access/outline.ts";
import { outlineOfData } from "#access/outline-data.ts";
import { isManifest, layoutFactsOf } from "#access/manifests.ts";
import { isTest } from "#discover/classify.ts";
import { buildPrefilter } from "#discover/prefilter.ts";
import { namesOf } from "#flow/analyse.ts";
import { isTelling, lastOf } from "#identity/match-api.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Document, SyntaxName } from "#model/document.ts";
import type { LineStarts, RepoPath } from "#model/location.ts";
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
  /** The last names of the calls that matter. */
  readonly names: ReadonlySet<string>;
}

/** A program as it is read. */
type Program = Omit<OutlineTask, "names"> & { readonly bytes: Uint8Array };

/** Makes outlines of files. */
export interface Outliner {
  /** The last names of what rows speak of, of those rows whose words the bytes of a program hold. */
  readonly namesIn: (syntax: SyntaxName | undefined, bytes: Uint8Array) => ReadonlySet<string>;
  /** The same, of rows about tools. */
  readonly toolNamesIn: (syntax: SyntaxName | undefined, bytes: Uint8Array) => ReadonlySet<string>;
  readonly outline: (task: OutlineTask) => ModuleOutline | undefined;
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
  const namesIn = namesByLanguage(models);
  const toolNamesIn = namesByLanguage(models.filter(({ fact }) => fact.kind === "tool"));
  const outlined = ({ bytes: _, ...program }: Program, names: ReadonlySet<string>): Pick<FileSummary, "outline"> => {
    const made = names.size > 0 && !isTest(program.path) ? outline({ ...program, names }) : undefined;
    return made ? { outline: made } : {};
  };
  return {
    namesIn,
    toolNamesIn,
    outline,
    summarise: (program) => {
      const layout = layoutOf(program.path, program.document, program.text);
      return { ...outlined(program, namesIn(program.syntax, program.bytes)), ...(layout && { layout }) };
    },
    summariseTools: (program) => outlined(program, toolNamesIn(program.syntax, program.bytes)),
  };
}

function outline({ path, syntax, document, text, lines, names }: OutlineTask): ModuleOutline | undefined {
  if (syntax === "json") return outlineOfData(document ?? syntaxes.json(path, text), lines);
  if (!syntax || !languageOf.has(syntax)) return undefined;
  const read = document ?? syntaxes[syntax](path, text);
  return outlineOf(read, { names: namesOf(read), lines, matters: (name) => names.has(name) });
}

function namesByLanguage(models: readonly ApiModel[]): Outliner["namesIn"] {
  const made = new Map<ApiModel["language"], NamesIn>();
  return (syntax, bytes) => {
    const language = syntax && languageOf.get(syntax);
    if (!language) return none;
    const known = made.get(language) ?? namesAmong(models.filter((model) => model.language === language));
    made.set(language, known);
    return known(bytes);
  };
}

/** Where modules lie, if the file says so. */
function layoutOf(path: RepoPath, document: Document | undefined, text: string): LayoutFacts | undefined {
  if (!isManifest(path)) return undefined;
  return layoutFactsOf(document ?? syntaxes[path.endsWith(".toml") ? "toml" : "json"](path, text));
}

type NamesIn = (bytes: Uint8Array) => ReadonlySet<string>;

const none: ReadonlySet<string> = new Set();

function namesAmong(models: readonly ApiModel[]): NamesIn {
  const literals = new Map<string, number>();
  const indexOf = (text: string) => {
    const known = literals.get(text) ?? literals.size;
    literals.set(text, known);
    return known;
  };
  const rows = models.map((model) => ({
    names: model.paths.map(lastOf),
    ways: waysToMatter(model).map((needs) => needs.map((group) => group.map(indexOf))),
  }));
  const prefilter = buildPrefilter([...literals.keys()]);
  return (bytes) => {
    const found = prefilter.scan(bytes);
    const isHeld = (needs: readonly (readonly number[])[]) =>
      needs.every((group) => group.some((index) => found.has(index)));
    return new Set(rows.flatMap(({ names, ways }) => (ways.some(isHeld) ? names : [])));
  };
}

/**
 * What a program must hold for a row to speak of it, in one of several ways, each of groups of words of which one each is
 * there: its module and the last name, that name alone if it tells, or that name with what it is called of.
 */
function waysToMatter(model: ApiModel): readonly Needs[] {
  const { modules, paths, shape, receivers } = model;
  const names = [...new Set(paths.map(lastOf))].filter((name) => !name.includes("*"));
  // What a module is as a whole has any name.
  const isWhole = names.includes(whole);
  const named = names.length > 0 && !isWhole ? [names] : [];
  const guessed = shape || receivers ? [[...named, ...spokenOf(receivers), ...constantsOf(model)]] : [];
  const stems = modules.map((module) => (module.split("*")[0] ?? "").replace(/^node:/, "")).filter(Boolean);
  if (named.length > 0 && names.every(isTelling)) return [named];
  if (stems.length === 0) return guessed.length > 0 ? guessed : [named];
  return [[stems.flatMap((stem) => moduleWords(stem, model.language)), ...named], ...guessed];
}

type Needs = readonly (readonly string[])[];

/** How a module is written in a program: in quotes, or as the first of several names. */
function moduleWords(stem: string, language: ApiModel["language"]): readonly string[] {
  return language === "python" ? [stem.split(".")[0]!] : ['"', "'", "`", "node:"].map((before) => before + stem);
}

function spokenOf(receivers: ApiModel["receivers"]): Needs {
  return receivers && !receivers.includes("") ? [receivers] : [];
}

/** What is handed over for a row to hold, where it is that text and no other. */
function constantsOf({ where }: ApiModel): Needs {
  return where.flatMap(({ is }) => (is?.every((text) => /^\w+$/u.test(text)) ? [is] : []));
}
