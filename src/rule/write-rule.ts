import { stringify } from "yaml";
import type { Severity } from "#model/finding.ts";
import { helpUriOf } from "#model/help-uri.ts";
import type {
  Requirement,
  Rule,
  RuleLanguage,
  RuleMetadata,
  SearchRule,
  Standard,
  TaintParts,
  TaintRule,
  TaintSink,
} from "#model/rule.ts";
import { semgrepName } from "#rule/languages.ts";
import { asksForFacts, formulasOf } from "#rule/rule-formulas.ts";
import { plainLabel } from "#rule/taint.ts";
import { isWritable, writeFormula, writeRequirement, type Written } from "#rule/write-formula.ts";

/** Rules as one file of Semgrep's, and those that it cannot hold. */
export interface SemgrepFile {
  readonly text: string;
  /** Why rules are not in it: one message a reason, with the rules that it holds for. */
  readonly leftOut: readonly string[];
}

/** One entry of the file: a rule, or what it looks for in some of its languages. */
interface Entry {
  readonly id: string;
  readonly languages: readonly string[];
  readonly search: Written;
}

/** What is looked for in some languages. */
interface Search {
  readonly languages: readonly RuleLanguage[];
  readonly search: Written;
}

/** The portable ones among `rules` as a file that Semgrep and Opengrep run. */
export function writeSemgrep(rules: readonly Rule[], standards: readonly Standard[]): SemgrepFile {
  const leftOut = new Map<Obstacle, string[]>();
  const written = rules.flatMap((rule) => {
    const obstacle = obstacleOf(rule);
    if (obstacle !== undefined) leftOut.set(obstacle, [...(leftOut.get(obstacle) ?? []), rule.metadata.id]);
    if (obstacle !== undefined || (rule.mode !== "search" && rule.mode !== "taint")) return [];
    return entriesOf(rule).map((entry) => writeEntry(rule, entry, standards));
  });
  const text = stringify({ rules: written }, { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" });
  const reasons = Object.entries(obstacles) as [Obstacle, string][];
  return {
    text,
    leftOut: reasons.flatMap(([obstacle, reason]) => {
      const ids = leftOut.get(obstacle) ?? [];
      return ids.length === 0 ? [] : [`left out, since ${reason}: ${ids.join(", ")}`];
    }),
  };
}

/** What keeps a rule from being one of Semgrep's. */
const obstacles = {
  naming: "they give what they find a name ('as'), for which the notation of the file has no word",
  language: "Semgrep does not read their languages",
  gates: "Semgrep knows no gates",
  facts: "they ask for facts or changes, of which Semgrep knows nothing",
} as const;

type Obstacle = keyof typeof obstacles;

function obstacleOf(rule: Rule): Obstacle | undefined {
  if (rule.mode !== "search" && rule.mode !== "taint") return "facts";
  if (asksForFacts(rule)) return "facts";
  if (rule.metadata.class !== "portable") return "gates";
  if (!formulasOf(rule).every(isWritable)) return "naming";
  return entriesOf(rule).length === 0 ? "language" : undefined;
}

/**
 * The name before the dot keeps the ids of built-in rules apart from those of other rules, which are as they are; what differs by language has
 * an entry for each, since Semgrep reads every pattern in every language of its rule.
 */
function entriesOf(rule: SearchRule | TaintRule): Entry[] {
  const { id: name, pack } = rule.metadata;
  const id = pack === "user" ? name : `countersign.${name}`;
  const all = rule.scope.languages;
  const variants: readonly Search[] =
    rule.mode === "taint"
      ? (rule.variants ?? []).map((variant) => ({ languages: variant.languages, search: writeTaint(variant) }))
      : (rule.variants ?? []).map(({ languages, formula }) => ({ languages, search: writeFormula(formula) }));
  const own = rule.mode === "taint" ? writeTaint(rule) : writeFormula(rule.formula);
  if (variants.length === 0) return entryOf(id, all, own);
  const rest = all.filter((language) => variants.every(({ languages }) => !languages.includes(language)));
  return [{ languages: rest, search: own }, ...variants].flatMap(({ languages, search }) =>
    entryOf(`${id}-${languages[0]}`, languages, search),
  );
}

/** Languages that Semgrep does not read are left out, and with the last of them the entry. */
function entryOf(id: string, languages: readonly RuleLanguage[], search: Written): Entry[] {
  const names = languages.flatMap((language) => semgrepName(language) ?? []);
  return names.length === 0 ? [] : [{ id, languages: names, search }];
}

const severityWords: Readonly<Record<Severity, string>> = {
  critical: "CRITICAL",
  high: "HIGH",
  medium: "MEDIUM",
  low: "LOW",
  info: "INFO",
};

function writeEntry(rule: SearchRule | TaintRule, { id, languages, search }: Entry, standards: readonly Standard[]) {
  const { metadata, scope, mode, options, fix, fixRegex } = rule;
  const { include, exclude } = scope;
  const paths = { ...(include.length > 0 ? { include } : {}), ...(exclude.length > 0 ? { exclude } : {}) };
  return {
    id,
    ...(mode === "taint" ? { mode } : {}),
    languages,
    severity: severityWords[metadata.severity],
    message: metadata.message,
    metadata: { ...writeMetadata(metadata, standards), ...(scope.roles.length > 0 ? { artifacts: scope.roles } : {}) },
    ...(Object.keys(paths).length > 0 ? { paths } : {}),
    ...(options ? { options } : {}),
    ...search,
    ...(fix === undefined ? {} : { fix }),
    ...(fixRegex ? { "fix-regex": fixRegex } : {}),
  };
}

function writeMetadata(metadata: RuleMetadata, standards: readonly Standard[]): Written {
  const { id, title, help, securitySeverity, confidence, cwe, standards: named } = metadata;
  const pages = named.flatMap((reference) => {
    const standard = standards.find(({ name }) => name === reference.standard);
    const found = standard?.entries.find((one) => one.id === reference.id);
    return (standard && found && helpUriOf(standard, found)) ?? [];
  });
  const weaknesses = cwe.map((name) => `https://cwe.mitre.org/data/definitions/${name.slice("CWE-".length)}.html`);
  return {
    rule: id,
    title,
    ...(help === "" ? {} : { help }),
    category: "security",
    confidence,
    "security-severity": securitySeverity,
    cwe,
    standards: named.map((reference) => `${reference.standard} ${reference.id}`),
    references: [...new Set([...pages, ...weaknesses])],
  };
}

/** What taint rules hold besides, without what Semgrep takes for granted. */
function writeTaint({ sources, sinks, sanitizers, propagators }: TaintParts): Written {
  return {
    "pattern-sources": sources.map(({ formula, label, requires, exact, bySideEffect, control }) => ({
      ...writeFormula(formula),
      ...(label === plainLabel ? {} : { label }),
      ...required(requires),
      ...(exact ? { exact } : {}),
      ...(bySideEffect === "no" ? {} : { "by-side-effect": bySideEffect === "yes" || bySideEffect }),
      ...(control ? { control } : {}),
    })),
    "pattern-sinks": sinks.map(({ formula, requires, exact, atExit }) => ({
      ...writeFormula(formula),
      ...writeSinkRequirement(requires),
      ...(exact ? {} : { exact }),
      ...(atExit ? { "at-exit": true } : {}),
    })),
    ...(sanitizers.length === 0 ? {} : { "pattern-sanitizers": sanitizers.map(writeSanitizer) }),
    ...(propagators.length === 0 ? {} : { "pattern-propagators": propagators.map(writePropagator) }),
  };
}

function required(requires: Requirement | undefined): Written {
  return requires ? { requires: writeRequirement(requires) } : {};
}

function writeSinkRequirement(requires: TaintSink["requires"]): Written {
  if (!("type" in requires))
    return { requires: requires.map(([name, requirement]) => ({ [name]: writeRequirement(requirement) })) };
  return requires.type === "label" && requires.label === plainLabel ? {} : required(requires);
}

function writeSanitizer({ formula, exact, bySideEffect, notConflicting }: TaintRule["sanitizers"][number]): Written {
  return {
    ...writeFormula(formula),
    ...(exact ? { exact } : {}),
    ...(bySideEffect ? { "by-side-effect": true } : {}),
    ...(notConflicting ? { not_conflicting: true } : {}),
  };
}

function writePropagator(propagator: TaintRule["propagators"][number]): Written {
  const { formula, from, to, bySideEffect, requires, label, replaces } = propagator;
  return {
    ...writeFormula(formula),
    from,
    to,
    ...(bySideEffect ? {} : { "by-side-effect": bySideEffect }),
    ...required(requires),
    ...(label === undefined ? {} : { label }),
    ...(replaces ? { "replace-labels": replaces } : {}),
  };
}
