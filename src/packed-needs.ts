import type { Needs } from "#model/needs.ts";
import type { NeedsByLanguage, PartNeeds, Rule, RuleLanguage } from "#model/rule.ts";
import { NeedsTable, type NumberedNeeds } from "#needs-table.ts";

type ByLanguage<Of> = Readonly<Partial<Record<RuleLanguage, Of>>>;

/** A rule whose needs are numbers. */
export interface PackedRule extends Omit<Rule, "needs" | "partNeeds"> {
  readonly needs?: ByLanguage<number>;
  readonly partNeeds?: ByLanguage<Readonly<Record<keyof PartNeeds, number>>>;
}

/** Rules as the build writes them: what they need is the same of many, and is written once. */
export interface PackedRules {
  readonly rules: readonly PackedRule[];
  readonly needs: readonly NumberedNeeds[];
}

interface WithNeeds {
  readonly needs?: NeedsByLanguage;
  readonly partNeeds?: ByLanguage<PartNeeds>;
}

/** Writes what rules need as numbers. */
export function packRules(rules: readonly Rule[]): PackedRules {
  const table = new NeedsTable();
  const packed = rules.map((rule) => {
    const { needs, partNeeds }: WithNeeds = rule as WithNeeds;
    return {
      ...rule,
      ...(needs && { needs: byLanguage(needs, table.numberOf) }),
      ...(partNeeds && { partNeeds: byLanguage(partNeeds, (parts) => ofParts(parts, table.numberOf)) }),
    };
  });
  return { rules: packed as readonly PackedRule[], needs: table.entries };
}

/** The rules that were packed; what several need is one object. */
export function unpackRules({ rules, needs }: PackedRules): readonly Rule[] {
  const read: Needs[] = [];
  const needsOf = (number: number) => read[number]!;
  for (const entry of needs) {
    if (typeof entry === "string") read.push(entry);
    else read.push("all" in entry ? { all: entry.all.map(needsOf) } : { any: entry.any.map(needsOf) });
  }
  return rules.map((rule) => {
    const { needs: own, partNeeds } = rule;
    return {
      ...rule,
      ...(own && { needs: byLanguage(own, needsOf) }),
      ...(partNeeds && { partNeeds: byLanguage(partNeeds, (parts) => ofParts(parts, needsOf)) }),
    } as unknown as Rule;
  });
}

function ofParts<From, To>(
  { sources, sinks, others }: Readonly<Record<keyof PartNeeds, From>>,
  of: (from: From) => To,
) {
  return { sources: of(sources), sinks: of(sinks), others: of(others) };
}

function byLanguage<From, To>(known: ByLanguage<From>, of: (from: From) => To): ByLanguage<To> {
  return Object.fromEntries(Object.entries(known).map(([language, from]) => [language, of(from)])) as ByLanguage<To>;
}
