import { extract, type ExtractionTools } from "#artifact/recorder.ts";
import { frontEnds } from "#artifact/table.ts";
import { writtenSecrets } from "#artifact/written-secrets.ts";
import { candidateRules, compileRules, type RuleSet } from "#compiled-rules.ts";
import { classify, type Classification } from "#discover/classify.ts";
import { decode, hasBinaryName } from "#discover/decode.ts";
import { lineDigest, textDigest } from "#lock/surface-text.ts";
import { never } from "#match/fuel.ts";
import { matchRules } from "#match-rules.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Document, SyntaxName } from "#model/document.ts";
import type { Fact } from "#model/fact.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { compareText, lineStartsOf, type RepoPath } from "#model/location.ts";
import type { Problem } from "#model/problem.ts";
import type { Rule } from "#model/rule.ts";
import type { FileSummary } from "#model/summary.ts";
import { digestOf } from "#read-text.ts";
import { ignoreMarker, readInlineIgnores } from "#rule/inline-ignore.ts";
import { flowEndsOf, isFollowed } from "#flow-ends.ts";
import { hideSecrets } from "#hide-secrets.ts";
import { isRunnable, languageProblems, unreadProgram } from "#language-problems.ts";
import { findSecrets } from "#secret-facts.ts";
import { createStatedFacts } from "#stated-facts.ts";
import type { IsMet } from "#needs-table.ts";
import { createOutliner, type Outliner } from "#outline-file.ts";
import { createDetector, type SecretDetector } from "#secrets/detect.ts";
import { redact } from "#secrets/redact.ts";
import { MissingSyntax } from "#syntax/late.ts";
import { programSyntaxOf, syntaxes, syntaxOfLanguage } from "#syntax/table.ts";
import type { Role } from "#model/artifact.ts";

/**
 * Analyses one file: a pure function of its path and bytes, and of the compiled data it was made with, unless the
 * deadline (milliseconds since 1970) strikes meanwhile: then no further rule runs on it, and a problem says so. Throws
 * `MissingSyntax` for a file that needs a front-end which has not been loaded.
 */
export type Analyse = (path: RepoPath, bytes: Buffer, deadline?: number) => FileSummary;

/** Makes the analysis of one file from the data and the rules of a scan. */
export function createAnalyse(knowledge: Knowledge, rules: readonly Rule[]): Analyse {
  const markers = [
    ...new Set([
      ignoreMarker,
      ...frontEnds.flatMap((frontEnd) => frontEnd.markers ?? []),
      ...knowledge.opaqueMarkers.map(({ text }) => text),
    ]),
  ];
  const detector = createDetector(knowledge.secrets ?? { providers: [], detectors: [], published: [], bigrams: "" });
  const outliner = createOutliner(knowledge.apis);
  const set = compileRules(rules, markers, detector.keywords, createStatedFacts(knowledge.apis, outliner));
  const tools: ExtractionTools = {
    parserOf: (language) => {
      const syntax = syntaxOfLanguage(language);
      return syntax && syntaxes[syntax];
    },
    parseText: syntaxes.text,
    commands: knowledge.commands,
    prose: knowledge.prose,
  };
  return (path, bytes, deadline = never) =>
    guarded({ path, bytes, deadline, knowledge, set, detector, tools, outliner });
}

interface FileTask {
  readonly path: RepoPath;
  readonly bytes: Buffer;
  readonly deadline: number;
  readonly knowledge: Knowledge;
  readonly set: RuleSet;
  readonly detector: SecretDetector;
  readonly tools: ExtractionTools;
  readonly outliner: Outliner;
}

/** A mistake of ours on one file must not hide what the other files say: it is told, and ends the run with exit code 3. */
function guarded(task: FileTask): FileSummary {
  try {
    return analyseFile(task);
  } catch (error) {
    if (error instanceof MissingSyntax) throw error;
    const overflow = error instanceof RangeError && /call stack/i.test(error.message);
    return emptySummary(task, [
      {
        kind: overflow ? "too-deep" : "internal-error",
        path: task.path,
        message: overflow
          ? "The file nests deeper than can be followed."
          : `A bug of Countersign: ${redact((error as Error).message).slice(0, 200)}`,
        partial: true,
      },
    ]);
  }
}

function emptySummary({ path, bytes }: FileTask, problems: readonly Problem[]): FileSummary {
  return {
    path,
    digest: digestOf(bytes),
    bytes: bytes.length,
    formats: [],
    facts: [],
    edges: [],
    matches: [],
    secrets: [],
    ignores: [],
    problems,
  };
}

/** What becomes of one file on the way: which formats it has, and the documents in it, the file itself first. */
interface Reading {
  readonly frontEnds: readonly ArtifactFrontEnd[];
  readonly documents: readonly Document[];
  readonly facts: readonly Fact[];
  readonly edges: FileSummary["edges"];
}

function analyseFile(task: FileTask): FileSummary {
  const { path, bytes, set } = task;
  const raw = look(task, bytes);
  // One long line hides no file that may have a role.
  const { claimed, recognisable } = raw.classification;
  const isCode = isRunnable(raw.syntax);
  const decoded = decode(bytes, path, {
    // A word such as `color:` makes no configuration of a program or a font.
    claimed: claimed.length > 0 || (recognisable.length > 0 && !isCode && !hasBinaryName(path)),
    isCode,
  });
  if (!("text" in decoded)) return unreadSummary(task, decoded, raw);
  const seen = decoded.bytes === bytes ? raw : look(task, decoded.bytes);
  const { isMet, literals, places } = seen;
  const reading = read(task, decoded.text, seen);
  const roles = new Set(reading.frontEnds.map((frontEnd) => frontEnd.role));
  const lines = lineStartsOf(decoded.text);
  const written = new Set(reading.documents.map(({ syntax }) => syntax));
  const matched = matchRules(reading.documents, candidateRules(set, { path, roles, syntaxes: written, isMet }), {
    lines,
    deadline: task.deadline,
  });
  const inline = literals.has(ignoreMarker)
    ? reading.documents.map((document) => readInlineIgnores(document, decoded.text, lines))
    : [];
  const { facts, edges } = reading;
  const found = findSecrets(task, { path, ...decoded, lines, places, roles: [...roles], facts, edges });
  const problems = [
    ...decoded.problems,
    ...found.problems,
    ...documentProblems(reading),
    ...languageProblems({ path, ...seen, markers: task.knowledge.opaqueMarkers }),
    ...matched.problems,
    ...inline.flatMap((ignores) => ignores.problems),
  ];
  const summary: FileSummary = {
    ...emptySummary(task, problems),
    ...textOf(reading, decoded.text),
    ...flowEndsIn(task, { text: decoded.text, isMet, reading, syntax: seen.syntax }),
    formats: reading.frontEnds.map((frontEnd) => frontEnd.format).sort(compareText),
    facts: found.facts,
    edges: found.edges,
    matches: matched.matches,
    secrets: found.secrets,
    ignores: inline.flatMap((ignores) => ignores.ignores),
    ...task.outliner.summarise({ ...decoded, path, syntax: seen.syntax, lines, document: reading.documents[0] }),
  };
  return hideSecrets(summary, decoded.text, writtenSecrets(reading.documents));
}

/** What a program is to rules that follow taint over files, if there are any. */
function flowEndsIn(
  { path, set, deadline }: FileTask,
  {
    text,
    isMet,
    reading,
    syntax,
  }: Pick<Look, "isMet" | "syntax"> & { readonly text: string; readonly reading: Reading },
): Pick<FileSummary, "flowEnds"> {
  if (set.followed.length === 0 || !syntax || !isFollowed(path)) return {};
  const [known] = reading.documents;
  const program = { document: known ?? syntaxes[syntax](path, text), isRead: known !== undefined, isMet, deadline };
  return { flowEnds: flowEndsOf(set.followed, program) };
}

/** Formats of agents' definitions that no model reads. */
const unread: ReadonlySet<string> = new Set(["slack-manifest"]);

/** The digest of a text that a model obeys, and of any other one that is not written with line feeds alone. */
function textOf({ frontEnds: chosen, documents }: Reading, text: string): Pick<FileSummary, "text" | "obeyed"> {
  const [document] = documents;
  const obeyed = chosen.some(
    ({ role, format }) =>
      !unread.has(format) &&
      (role === "skill" ||
        role === "instructions" ||
        role === "agent-definition" ||
        // Workflows of agents are prompts.
        document?.syntax === "markdown"),
  );
  if (document && obeyed) return { text: textDigest(document), obeyed };
  return text.includes("\r") || text.startsWith("\uFEFF") ? { text: lineDigest(text) } : {};
}

/** What the bytes alone say: the literals in them, and what the file may be. */
interface Look {
  /** Tells what of the rules' needs they meet. */
  readonly isMet: IsMet;
  readonly literals: ReadonlySet<string>;
  readonly places: readonly number[];
  readonly classification: Classification;
  readonly syntax: SyntaxName | undefined;
}

function look({ path, knowledge, set }: FileTask, bytes: Buffer): Look {
  const places: number[] = [];
  const hits = set.prefilter.scanAsRead(bytes, places);
  const literals = new Set([...hits].map((hit) => set.literals[hit]!));
  const classification = classify(path, literals, frontEnds, knowledge.languages);
  return { isMet: set.needs.metBy(hits), literals, places, classification, syntax: programSyntaxOf(path, bytes) };
}

/** A file that rules pass over. A secret in a minified one is one all the same, and so is the word that declares tools. */
function unreadSummary(task: FileTask, problem: Problem, raw: Look): FileSummary {
  const decoded = problem.kind === "minified" ? decode(task.bytes, task.path) : problem;
  const seen = "text" in decoded && decoded.bytes !== task.bytes ? look(task, decoded.bytes) : raw;
  const markers = task.knowledge.opaqueMarkers;
  const told = unreadProgram({ path: task.path, ...seen, markers }, problem);
  const summary = emptySummary(task, [told]);
  if (!("text" in decoded)) return summary;
  const { places } = seen;
  const lines = lineStartsOf(decoded.text);
  const file = { ...decoded, path: task.path, lines, places, roles: [], facts: [], edges: [] };
  const { facts, edges, secrets, problems } = findSecrets(task, file);
  const { path, outliner } = task;
  const outlined = outliner.summariseTools({ ...decoded, path, syntax: seen.syntax, lines });
  const found = { ...summary, facts, edges, secrets, problems: [...summary.problems, ...problems] };
  return hideSecrets({ ...found, ...outlined }, decoded.text);
}

/** Parses the file if it may matter: it has a role, may be recognised, a rule may match, or it holds an ignore. */
function read(
  task: FileTask,
  text: string,
  { classification: { claimed, recognisable }, isMet, literals, syntax: promised }: Look,
): Reading {
  const { path, set, tools } = task;
  const alone = { path, roles: new Set<Role>(), syntaxes: new Set([promised ?? "text"]), isMet };
  const mayMatter = claimed.length > 0 || recognisable.length > 0 || candidateRules(set, alone).length > 0;
  if (!mayMatter && !literals.has(ignoreMarker)) return { frontEnds: [], documents: [], facts: [], edges: [] };
  const syntax = claimed.find((frontEnd) => frontEnd.syntax)?.syntax ?? promised ?? "text";
  const document = syntaxes[syntax](path, text);
  const chosen =
    claimed.length > 0 ? claimed : recognisable.filter((frontEnd) => frontEnd.recognises?.(document) === true);
  const { facts, edges, embedded } = extract(document, chosen, tools);
  return { frontEnds: chosen, documents: [document, ...embedded], facts, edges };
}

/**
 * What could not be read of the file's documents. A mistake in a whole file with a role leaves its identity unknown;
 * one in front matter was read around, as the format's own readers do; one in a quoted example is the example's.
 */
function documentProblems({ frontEnds: chosen, documents }: Reading): Problem[] {
  const [file, ...embedded] = documents;
  if (!file) return [];
  const partial = chosen.length > 0 && file.syntax !== "markdown";
  const own = file.problems.map((problem) => ({
    ...problem,
    partial:
      problem.partial ||
      (chosen.length > 0 && (partial || problem.kind !== "parse-error") && problem.kind !== "duplicate-key"),
  }));
  const bounded = embedded
    .flatMap((document) => document.problems)
    .filter((problem) => problem.kind === "too-deep" || problem.kind === "too-complex");
  return [...own, ...bounded.map(({ kind, path, message }) => ({ kind, path, message, partial: chosen.length > 0 }))];
}
