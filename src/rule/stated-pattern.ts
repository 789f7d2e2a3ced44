import type { FactKind } from "#model/fact.ts";
import { isRegexError } from "#match/regex.ts";
import { factKinds } from "#model/fact.ts";
import { valueFields } from "#rule/fact-fields.ts";
import type { SourceNode } from "#rule/source.ts";
import { valueExpression } from "#rule/value-expression.ts";
import type { StatedPattern, ValuePattern } from "#model/value-pattern.ts";

/** What may be asked of any fact besides the fields of its value. */
const common = ["key", "anchor", "system", "conditional", "confidence"] as const;

const kindsHelp = `Kinds are: ${factKinds.join(", ")}.`;

/** Reads what stands under `fact` in a formula. Throws a `UserError` for the first thing that is not understood. */
export function readStatedFact(node: SourceNode): StatedPattern {
  if (!node.isMap) throw node.error("a map is expected here", "Write `fact: { kind: token, operation: verify }`.");
  const kind = node.need("kind", kindsHelp).word(factKinds);
  node.only(["kind", ...common, ...fieldsOf(kind)]);
  const asked = node.entries().filter(([name]) => name !== "kind");
  return { kind, asked: asked.map(([name, wanted]) => [name, readWanted(wanted)] as const) };
}

function fieldsOf(kind: FactKind): readonly string[] {
  return Object.keys(valueFields[kind]);
}

function readWanted(node: SourceNode): ValuePattern {
  if (!node.isList) return readScalar(node);
  const choices = node.items().map((item) => {
    const choice = readScalar(item);
    if (choice === null) throw item.error("a choice of a list cannot be null");
    if (typeof choice === "string" && /^\$[A-Z_]+$/.test(choice))
      throw item.error("a metavariable stands alone, and not in a list");
    return choice;
  });
  if (choices.length === 0) throw node.error("the list is empty", "Name what the field may be.");
  return choices;
}

function readScalar(node: SourceNode): string | number | boolean | null {
  const { scalar } = node;
  if (scalar === undefined) throw node.error("a text, number, boolean or null is expected here");
  if (typeof scalar !== "string") return scalar;
  if (scalar.startsWith("=~/"))
    throw node.error("an expression is written otherwise here", `Did you mean '${scalar.slice(2)}'?`);
  const written = /^\/.*\/i?$/s.test(scalar) ? `=~${scalar}` : undefined;
  if (written === undefined) return scalar;
  const expression = valueExpression(written);
  if (!isRegexError(expression)) return written;
  throw node.error(`'${scalar}' is no regular expression: ${expression.message}`, "It is read as PCRE does.");
}

/** What was read, as it is written. */
export function writeStatedFact({ kind, asked }: StatedPattern): Readonly<Record<string, unknown>> {
  const written = asked.map(([name, wanted]) => {
    return [name, typeof wanted === "object" && wanted !== null ? wanted.map(writtenChoice) : writtenChoice(wanted)];
  });
  return Object.fromEntries([["kind", kind], ...written]) as Record<string, unknown>;
}

function writtenChoice(choice: string | number | boolean | null): string | number | boolean | null {
  return typeof choice === "string" && choice.startsWith("=~/") ? choice.slice(2) : choice;
}
