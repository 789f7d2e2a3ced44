import { resolve } from "node:path";
import { exitCodes } from "#cli/exit-code.ts";
import { readUserRules, ruleFilesAt } from "#cli/rule-files.ts";
import type { Verb } from "#cli/verb.ts";
import { loadKnowledge } from "#knowledge.ts";
import { approvalRule } from "#lock/check-findings.ts";
import { severities } from "#model/finding.ts";
import { compareText } from "#model/location.ts";
import type { RuleMetadata } from "#model/rule.ts";
import { visible } from "#report/visible.ts";
import { writeSemgrep } from "#rule/write-rule.ts";

/** `countersign rules`: every rule, with `--rules` the user's, too, as a table by pack or as JSON; the portable ones of all these as a file of Semgrep's. */
export const rules: Verb = async ({ flags, terminal }) => {
  const knowledge = loadKnowledge();
  const files = (flags.rules ?? []).flatMap((path) => ruleFilesAt({ path: resolve(path), name: path }));
  const own = await readUserRules(files, knowledge, terminal);
  const code = own.refused.length > 0 ? exitCodes.usage : exitCodes.clean;
  if (flags.export === "semgrep") {
    const { text, leftOut } = writeSemgrep([...knowledge.rules, ...own.rules], knowledge.standards);
    const ids = own.rules.map(({ metadata: { id } }) => id);
    for (const note of leftOut) terminal.note(`note: ${note}`, ids);
    terminal.out(text);
    return code;
  }
  const all = [
    ...knowledge.rules.map((rule) => rule.metadata),
    approvalRule,
    ...own.rules.map((rule) => rule.metadata),
  ];
  terminal.out(flags.format === "json" ? `${JSON.stringify({ schemaVersion: 1, rules: all }, null, 2)}\n` : table(all));
  return code;
};

function table(all: readonly RuleMetadata[]): string {
  const width = Math.max(...all.map((rule) => rule.id.length));
  const packs = [...new Set(all.map((rule) => rule.pack))].sort(compareText);
  const blocks = packs.map((pack) => {
    const own = all.filter((rule) => rule.pack === pack);
    own.sort(
      (left, right) =>
        severities.indexOf(left.severity) - severities.indexOf(right.severity) || compareText(left.id, right.id),
    );
    const lines = own.map(
      (rule) =>
        `  ${rule.id.padEnd(width)}  ${rule.severity.padEnd(8)}  ${rule.confidence.padEnd(9)}  ${visible(rule.title)}`,
    );
    return [pack, ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n\n${all.length} rules; \`countersign explain RULE\` shows one.\n`;
}
