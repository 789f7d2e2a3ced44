import { resolve } from "node:path";
import { exitCodes } from "#cli/exit-code.ts";
import { readUserRules, ruleFilesAt } from "#cli/rule-files.ts";
import type { Verb } from "#cli/verb.ts";
import { loadKnowledge, loadPages } from "#knowledge.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Rule } from "#model/rule.ts";
import { nearestName, UserError } from "#model/user-error.ts";
import { visible } from "#report/visible.ts";
import { meaningsOf } from "#rule/standard-names.ts";

/** `countersign explain RULE`: the rule's page; for an id of a standard, or common shorthand for one, the rules about it. */
export const explain: Verb = async ({ arguments: words, flags, terminal }) => {
  const [word = ""] = words;
  const page = loadPages().get(word);
  if (page !== undefined) {
    terminal.out(page);
    return exitCodes.clean;
  }
  const knowledge = loadKnowledge();
  const files = (flags.rules ?? []).flatMap((path) => ruleFilesAt({ path: resolve(path), name: path }));
  const own = await readUserRules(files, knowledge, terminal);
  const found = own.rules.find(({ metadata }) => metadata.id === word);
  const text = found ? pageOf(found) : explainStandard(word, knowledge);
  if (text === undefined) {
    const near = nearestName(
      word,
      [...knowledge.rules, ...own.rules].map((rule) => rule.metadata.id),
    );
    throw new UserError(`'${word}' is no rule and no id of a standard`, {
      names: [word, near ?? ""],
      suggestion: near === undefined ? unknownHelp(flags.rules !== undefined) : `Did you mean '${near}'?`,
    });
  }
  terminal.out(text);
  return exitCodes.clean;
};

function unknownHelp(knowsOwn: boolean): string {
  if (knowsOwn) return "`countersign rules --rules PATH` lists the rules.";
  return "`countersign rules` lists the rules; one of your own is known with `--rules PATH`.";
}

/** What is known of a rule of the user's, which has no page. */
function pageOf({ metadata: { id, title, severity, confidence, message, help } }: Rule): string {
  const lines = [`# ${title}`, "", `${id}: severity ${severity}, confidence ${confidence}`, "", message];
  return visibleLines([...lines, ...(help === "" ? [] : ["", help])]);
}

function visibleLines(lines: readonly string[]): string {
  return `${lines.map(visible).join("\n")}\n`;
}

function explainStandard(word: string, knowledge: Knowledge): string | undefined {
  const { rules, standards } = knowledge;
  const meant = meaningsOf(word, knowledge);
  if (meant.length === 0) return undefined;
  return meant
    .map(({ standard, id, note }) => {
      const list = standards.find(({ name }) => name === standard);
      const title = list?.entries.find((entry) => entry.id === id)?.title ?? "";
      const about = rules.filter(
        ({ metadata }) =>
          metadata.cwe.includes(id) ||
          metadata.standards.some((reference) => reference.standard === standard && reference.id === id),
      );
      const width = Math.max(0, ...about.map(({ metadata }) => metadata.id.length));
      const lines = about.map(({ metadata }) => `  ${metadata.id.padEnd(width)}  ${metadata.title}`);
      return [
        `${list?.title ?? standard} ${list?.version ?? ""}: ${id} ${title}`,
        ...(note ? [note] : []),
        "",
        ...(lines.length ? ["Rules:", ...lines] : ["No rule is about it yet."]),
        "",
      ].join("\n");
    })
    .join("\n");
}
