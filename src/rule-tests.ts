import { isUtf8 } from "node:buffer";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { createAnalyse } from "#analyse.ts";
import { defaultConfig } from "#config.ts";
import { link } from "#graph/link.ts";
import type { Finding } from "#model/finding.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { compareText, type Location } from "#model/location.ts";
import type { Rule } from "#model/rule.ts";
import { holdsRules, isEntered, isYaml, ruleFilesAmong } from "#rule-file-names.ts";
import { type Annotation, readAnnotations } from "#rule/annotation.ts";
import { evaluate } from "#rule/evaluate.ts";
import { scan } from "#scan.ts";
import { endingsOf, syntaxOf } from "#syntax/table.ts";

/** A file of rules with what tests it: targets beside it, or the cases of an island. */
export interface RuleTests {
  readonly ruleFile: string;
  /** Files that lie beside the rules under their name. */
  readonly targets: readonly string[];
  /** Folders below `bad/` and `good/`, each a small tree. */
  readonly cases: readonly string[];
}

/** Where a rule and what is said of it disagree. */
export interface Disagreement {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly ruleId: string;
  /** The way that was found, of what is unexpected. */
  readonly flow?: readonly Location[];
  /** `unknown` is what is said of an id that no rule has, so that it says nothing. `found-now` and `gone-now` are about known mistakes that are none any more: worth a word, and no failure. */
  readonly kind: "missed" | "unexpected" | "unknown" | "found-now" | "gone-now";
}

/** What tests need besides the rules. */
export interface TestTools {
  readonly knowledge: Knowledge;
  readonly today: string;
  readonly version: string;
  readonly searchPath: string;
  /** Ids of which a comment may speak: those of all rules that are tested, and of the built-in ones. */
  readonly ids: ReadonlySet<string>;
}

/** What lies beside rules under their name and is no target: rules, templates of rules, texts after a fix. */
const noTarget = /\.(?:ya?ml(?:\.j2)?|jsonnet)$|\.fixed(?:\.|$)/;

/** What tests a file of rules, whatever it holds. */
export function ruleTestsOf(file: string): RuleTests {
  const folder = dirname(file);
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const name = basename(file);
  return {
    ruleFile: file,
    targets: targetsOf(name, files, folder),
    cases: name === "rule.yaml" ? casesOf(folder) : [],
  };
}

/** The files below a folder that hold rules, sorted, with what tests them. Symbolic links are not followed. */
export function findRuleTests(folder: string): RuleTests[] {
  const found: string[] = [];
  const ways = [""];
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (const entry of readdirSync(join(folder, way), { withFileTypes: true })) {
      const inner = way === "" ? entry.name : `${way}/${entry.name}`;
      if (entry.isDirectory() && isEntered(entry.name)) ways.push(inner);
      if (entry.isFile()) found.push(inner);
    }
  }
  const files = ruleFilesAmong(found).map((way) => join(folder, way));
  return files
    .filter((file) => {
      const bytes = readFileSync(file);
      // What cannot be read may hold rules, and is told.
      return !isUtf8(bytes) || holdsRules(bytes.toString("utf8"));
    })
    .sort(compareText)
    .map(ruleTestsOf);
}

function targetsOf(rule: string, files: readonly string[], folder: string): string[] {
  const stem = rule.replace(isYaml, "");
  const targets = files.filter((name) => {
    if (!name.startsWith(`${stem}.`) || name === rule) return false;
    return name.startsWith(`${stem}.test.`) || !noTarget.test(name);
  });
  return targets.sort(compareText).map((name) => join(folder, name));
}

function casesOf(island: string): string[] {
  return ["bad", "good"].flatMap((kind) => {
    const folder = join(island, kind);
    const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(folder, name))
      .sort(compareText);
  });
}

/** The lines at which each rule finds something in a target, wherever its `paths` would have it look. */
function findingsInTarget(rules: readonly Rule[], target: string, knowledge: Knowledge): Found {
  const everywhere = rules.map((rule): Rule =>
    rule.mode === "search" || rule.mode === "taint"
      ? { ...rule, scope: { ...rule.scope, roles: [], include: [], exclude: [] } }
      : { ...rule, scope: { include: [], exclude: [] } },
  );
  const summary = createAnalyse(knowledge, everywhere)(nameFor(target, rules), readFileSync(target));
  const input = { summaries: [summary], graph: link([summary]), isTestPath: () => false };
  return linesByRule(evaluate(everywhere, input).findings);
}

/** A name under which the target is read in a language of its rules: its own, unless that promises none of them. */
function nameFor(target: string, rules: readonly Rule[]): string {
  const name = basename(target);
  const languages = rules.flatMap((rule) =>
    rule.mode === "search" || rule.mode === "taint" ? rule.scope.languages : [],
  );
  const syntax = syntaxOf(name);
  const isText = languages.some((language) => language === "generic" || language === "regex");
  if (isText || languages.length === 0 || languages.some((language) => language === syntax)) return name;
  const [ending] = languages.flatMap((language) => endingsOf(language));
  return ending === undefined ? name : `${name.slice(0, name.length - extname(name).length)}.${ending}`;
}

/** By rule and line the first finding. */
type Found = ReadonlyMap<string, ReadonlyMap<number, Finding>>;

function linesByRule(findings: readonly Finding[]): Found {
  const lines = new Map<string, Map<number, Finding>>();
  for (const finding of findings) {
    const own = lines.get(finding.ruleId) ?? new Map<number, Finding>();
    const line = finding.location.region.startLine;
    lines.set(finding.ruleId, own.has(line) ? own : own.set(line, finding));
  }
  return lines;
}

/** Where the rules of a file and a target beside it disagree, in source order. */
export function testTarget(rules: readonly Rule[], target: string, tools: TestTools): Disagreement[] {
  const annotations = readAnnotations(readFileSync(target, "utf8"));
  const { knowledge, ids } = tools;
  return disagreements(rules, target, { annotations, found: findingsInTarget(rules, target, knowledge), ids });
}

/** Where a rule and a case of its island disagree; undefined where the case holds secrets that only the tests make. */
export async function testCase(rule: Rule, folder: string, tools: TestTools): Promise<Disagreement[] | undefined> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map((entry) => join(entry.parentPath, entry.name)).sort(compareText);
  const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  if ([...texts.values()].some((text) => /«[^»\n]+»/.test(text))) return undefined;
  const { findings } = await scan({
    place: { kind: "folder", root: folder },
    include: [],
    config: defaultConfig,
    rules: [rule],
    knowledge: tools.knowledge,
    threshold: { severity: "info", confidence: "low" },
    today: tools.today,
    fullRun: false,
    limits: { maxFileSize: 1_000_000, maxFiles: 10_000, deadline: Date.now() + 60_000, jobs: 1 },
    version: tools.version,
    searchPath: tools.searchPath,
  });
  return [...texts].flatMap(([file, text]) => {
    const own = findings.filter(({ location }) => join(folder, location.path) === file);
    return disagreements([rule], file, { annotations: readAnnotations(text), found: linesByRule(own), ids: tools.ids });
  });
}

interface Compared {
  readonly annotations: readonly Annotation[];
  readonly found: Found;
  readonly ids: ReadonlySet<string>;
}

function disagreements(rules: readonly Rule[], file: string, { annotations, found, ids }: Compared): Disagreement[] {
  const unknown = annotations.flatMap(({ ruleId, line }): Disagreement[] =>
    ids.has(ruleId) ? [] : [{ file, line, ruleId, kind: "unknown" }],
  );
  const all = rules.flatMap(({ metadata: { id: ruleId } }) => {
    const said = new Map(annotations.filter((one) => one.ruleId === ruleId).map(({ line, kind }) => [line, kind]));
    const lines = new Set([...said.keys(), ...(found.get(ruleId)?.keys() ?? [])]);
    return [...lines].flatMap((line): Disagreement[] => {
      const finding = found.get(ruleId)?.get(line);
      const kind = compare(said.get(line), finding !== undefined);
      const flow = kind === "unexpected" && finding && finding.flow.length > 0 ? { flow: finding.flow } : {};
      return kind ? [{ file, line, ruleId, kind, ...flow }] : [];
    });
  });
  return [...all, ...unknown].sort((left, right) => left.line - right.line || compareText(left.ruleId, right.ruleId));
}

function compare(said: Annotation["kind"] | undefined, isFound: boolean): Disagreement["kind"] | undefined {
  if (said === "ruleid") return isFound ? undefined : "missed";
  if (said === "todoruleid") return isFound ? "found-now" : undefined;
  if (said === "todook") return isFound ? undefined : "gone-now";
  return isFound ? "unexpected" : undefined;
}
