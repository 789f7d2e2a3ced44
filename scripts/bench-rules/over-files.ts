import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { candidateRules, compileRules, reads } from "#compiled-rules.ts";
import { checkedRules } from "#cli/rule-files.ts";
import { loadKnowledge } from "#knowledge.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compareText } from "#model/location.ts";
import type { Rule, SearchRule, TaintRule } from "#model/rule.ts";
import { createOutliner } from "#outline-file.ts";
import { createStatedFacts } from "#stated-facts.ts";
import { provideSyntax } from "#syntax/late.ts";
import { syntaxes } from "#syntax/table.ts";

/**
 * `over-files.mjs MODE CORPUS [RULES]`: one measurement in a process of its own, over every file of TypeScript below
 * CORPUS but declarations. `read` reads each into our tree; `search`, `taint` and `all` run those rules of the
 * files below RULES that are about scripts, `own` our own ones. Prints JSON: CPU seconds, without the loading of rules; how many
 * files there are and how many of them were parsed; rules, and matches; the most memory, in megabytes.
 */
const [mode = "", corpus = "", folder = ""] = process.argv.slice(2);

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function filesBelow(place: string, name: RegExp): string[] {
  const all = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => name.test(path)).sort(compareText);
}

function isAboutScripts(rule: Rule): rule is SearchRule | TaintRule {
  const isAboutFiles = rule.mode === "search" || rule.mode === "taint";
  return isAboutFiles && rule.scope.languages.some((name) => name === "typescript" || name === "javascript");
}

/** The rules to run; a file with a rule that is not understood gives its others. */
async function rulesToRun(): Promise<(SearchRule | TaintRule)[]> {
  const knowledge = loadKnowledge();
  if (mode === "own") return knowledge.rules.filter(isAboutScripts);
  const read = [];
  for (const path of mode === "read" ? [] : filesBelow(folder, /(?<!\.test)\.ya?ml$/))
    read.push(...(await checkedRules({ name: path, text: readFileSync(path, "utf8") }, knowledge)).rules);
  return read.filter(isAboutScripts).filter((rule) => mode === "all" || rule.mode === mode);
}

// Our own rules are about further languages, too, and all of them are made ready.
for (const language of ["typescript", "python", "bash", "promql"] as const) await loadSyntax(language);
const { parseTypescript } = await import("#syntax/script.ts");
let [parsed, matches] = [0, 0];
provideSyntax("typescript", (path, text) => {
  parsed++;
  return parseTypescript(path, text);
});

const { apis } = loadKnowledge();
const rules = await rulesToRun();
const set = compileRules(rules, [], [], createStatedFacts(apis, createOutliner(apis)));
for (const { compiled } of set.rules) compiled.validate();
const files = filesBelow(corpus, /(?<!\.d)\.tsx?$/).map((path) => ({ path, bytes: readFileSync(path) }));

function look({ path, bytes }: (typeof files)[number]): void {
  const candidates = candidateRules(set, {
    path: path.slice(corpus.length + 1),
    roles: new Set(),
    syntaxes: new Set(["typescript"]),
    isMet: set.needs.metBy(set.prefilter.scanAsRead(bytes)),
  });
  if (mode !== "read" && candidates.length === 0) return;
  const document = syntaxes.typescript(path, bytes.toString("utf8"));
  if (mode === "read" && document.root.kind !== "program") throw new Error(`${path} was not read`);
  for (const prepared of candidates)
    if (reads(prepared, document)) matches += prepared.compiled.matches(document).matches.length;
}

parsed = 0;
const began = cpuSeconds();
for (const file of files) look(file);
const seconds = cpuSeconds() - began;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, megabytes, files: files.length, parsed, rules: rules.length, matches }));
