import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { approvalRule } from "#lock/check-findings.ts";
import { compileRule, knownNeeds } from "#compile-rule.ts";
import type { Knowledge } from "#model/knowledge.ts";
import { compareText } from "#model/location.ts";
import type { Rule, RuleMetadata, Standard } from "#model/rule.ts";
import type { StatedFacts } from "#model/stated-fact.ts";
import { createOutliner } from "#outline-file.ts";
import { createStatedFacts } from "#stated-facts.ts";
import { hasApiModels, readApiModelFiles } from "#rule/api-models.ts";
import {
  readAuthorModels,
  readCommandModels,
  readLanguages,
  readOpaqueMarkers,
  readProseModels,
} from "#rule/models.ts";
import { compileSecrets } from "./compile-secrets.ts";
import { loadSyntax } from "#load-syntax.ts";
import { readRules } from "#rule/load.ts";
import { readCrosswalk, readStandard } from "#rule/standards.ts";

// Rules over code are compiled with the front-ends that a scan loads when it meets such a file.
for (const language of ["typescript", "python", "bash", "promql"] as const) await loadSyntax(language);

/** The data under `rules/`, read and checked: what the build writes into one file. Throws at the first mistake. */
export function compileKnowledge(folder: string): Knowledge {
  const models = (name: string) =>
    [`rules/models/${name}`, readFileSync(join(folder, "models", name), "utf8")] as const;
  const standards = standardsIn(join(folder, "standards"));
  const rules = rulesIn(folder);
  checkReferences(rules, standards);
  const apis = readApiModelFiles(apiFilesIn(join(folder, "models"))).map(({ model }) => model);
  const facts = createStatedFacts(apis, createOutliner(apis));
  return {
    rules: rules.map((rule) => withNeeds(rule, facts)),
    standards,
    crosswalk: readCrosswalk(
      "rules/standards/crosswalk.yaml",
      readFileSync(join(folder, "standards", "crosswalk.yaml"), "utf8"),
    ),
    commands: readCommandModels(...models("commands.yaml")).map(({ model }) => model),
    apis,
    prose: readProseModels(...models("prose.yaml")).map(({ model }) => model),
    opaqueMarkers: readOpaqueMarkers(...models("opaque.yaml")),
    authors: readAuthorModels(...models("authors.yaml")).map(({ model }) => model),
    languages: readLanguages(...models("languages.yaml")),
    secrets: compileSecrets(folder),
  };
}

/** Compiles a rule about files in full, so that a mistake in it fails the build, and keeps what the prefilter needs of it. */
function withNeeds(rule: Rule, facts: StatedFacts): Rule {
  if (rule.mode !== "search" && rule.mode !== "taint") return rule;
  const compiled = compileRule(rule, facts);
  compiled.validate();
  return { ...rule, ...knownNeeds(rule, compiled) };
}

/** Rule id → page, from the README of each island with its references and its way to be ignored. */
export function compilePages(folder: string, { rules, standards }: Knowledge): Record<string, string> {
  const pages: Record<string, string> = {};
  for (const { metadata, mode } of rules) {
    const { pack, id } = metadata;
    const readme = readFileSync(join(folder, pack, id, "README.md"), "utf8");
    pages[id] = pageOf(readme, referencesOf(metadata, standards), mode === "drift" ? toAgree : toIgnore(id));
  }
  // What a verification says of approvals is a rule without a pattern, and so without an island.
  const { pack, id } = approvalRule;
  const about = readFileSync(join(folder, pack, `${id}.md`), "utf8");
  return { ...pages, [id]: pageOf(about, referencesOf(approvalRule, standards), toAgree) };
}

function pageOf(...parts: readonly string[]): string {
  return `${parts.map((part) => part.trimEnd()).join("\n\n")}\n`;
}

function toIgnore(id: string): string {
  return `## To ignore one finding\n\nWrite \`countersign-ignore: ${id} -- reason\` in a comment on the line above it, or add an entry with a reason to \`ignore\` in \`countersign.yaml\`.`;
}

const toAgree =
  "## To agree\n\nNothing ignores drift. `countersign approve --reason …` writes down who agrees, and `countersign verify` says what that is worth.";

function referencesOf(metadata: RuleMetadata, standards: readonly Standard[]): string {
  const lines = metadata.standards.map(({ standard, id }) => {
    const list = standards.find(({ name }) => name === standard);
    const entry = list?.entries.find((candidate) => candidate.id === id);
    return `- ${list?.title ?? standard}: ${id} ${entry?.title ?? ""}`.trimEnd();
  });
  const weaknesses = metadata.cwe.map(
    (id) => `- ${id}: https://cwe.mitre.org/data/definitions/${id.slice("CWE-".length)}.html`,
  );
  return ["## References", "", ...lines, ...weaknesses].join("\n");
}

function rulesIn(folder: string): Rule[] {
  const rules: Rule[] = [];
  for (const pack of foldersIn(folder)) {
    if (pack === "models" || pack === "standards" || pack === "secrets") continue;
    for (const id of foldersIn(join(folder, pack))) {
      const path = `rules/${pack}/${id}/rule.yaml`;
      const file = join(folder, pack, id, "rule.yaml");
      if (!existsSync(file)) throw new Error(`${path} is missing`);
      const [rule, more] = readRules(path, readFileSync(file, "utf8"), pack);
      if (!rule || more || rule.metadata.id !== id)
        throw new Error(`${path} must hold exactly one rule, named like its folder`);
      rules.push(rule);
    }
  }
  return rules.sort((left, right) => compareText(left.metadata.id, right.metadata.id));
}

/** The files of rows about interfaces. */
function apiFilesIn(folder: string): { readonly path: string; readonly text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort(compareText)
    .map((name) => ({ path: `rules/models/${name}`, text: readFileSync(join(folder, name), "utf8") }))
    .filter(({ text }) => hasApiModels(text));
}

function standardsIn(folder: string): Standard[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== "crosswalk.yaml");
  return files
    .sort(compareText)
    .map((name) => readStandard(`rules/standards/${name}`, readFileSync(join(folder, name), "utf8")));
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort(compareText);
}

function checkReferences(rules: readonly Rule[], standards: readonly Standard[]): void {
  const known = new Set(standards.flatMap(({ name, entries }) => entries.map(({ id }) => `${name} ${id}`)));
  const ids = new Set<string>();
  for (const { metadata } of rules) {
    if (ids.has(metadata.id)) throw new Error(`two rules are called ${metadata.id}`);
    ids.add(metadata.id);
    for (const { standard, id } of metadata.standards) {
      if (!known.has(`${standard} ${id}`)) throw new Error(`${metadata.id}: no list has the entry '${standard} ${id}'`);
    }
  }
}
