import { type Environment, isConditional, type Place } from "#access/value.ts";
import { holds } from "#identity/condition.ts";
import type { Selection } from "#identity/selector.ts";
import { withSender } from "#identity/sender.ts";
import { asksCaller, isKnown, textOf, valueOf } from "#identity/template.ts";
import { turnsOf } from "#identity/turns.ts";
import type { ApiModel } from "#model/api-model.ts";
import type { Confidence } from "#model/fact.ts";
import type { Region, RepoPath } from "#model/location.ts";
import type { CallSite } from "#model/module-outline.ts";

/** What one call, or what is read, says by one row. */
export interface ApiFact {
  readonly model: ApiModel;
  readonly key: string;
  /** What the row says it belongs to; undefined: whoever holds the file. */
  readonly anchor: string | undefined;
  readonly value: Readonly<Record<string, unknown>>;
  /** Holds if everything that the key asks for is known. */
  readonly isKnown: boolean;
  /** Holds if what the value says of authority is written down, whoever it is given to, and not decided in a run. */
  readonly isFixed: boolean;
  /** Holds if it depends on what the function around the call is given. */
  readonly asksCaller: boolean;
  readonly conditional: boolean;
  readonly confidence: Confidence;
  readonly place: Place;
  readonly site: CallSite;
  /** What the selectors of the row see. */
  readonly selection: Selection;
}

/** Where something stands of which a row speaks. */
interface Reached {
  readonly module: RepoPath;
  readonly site: CallSite;
  readonly expression: { readonly region: Region };
  readonly environment: Environment | undefined;
}

/** What a row is held against. */
interface Row extends Selection {
  readonly reached: Reached;
  readonly confidence: Confidence;
}

/** The facts that a row states of something: none if its conditions do not hold, one for each of what it goes over. */
export function rowFacts(model: ApiModel, row: Row): ApiFact[] {
  const [ofCall, ofTurn] = partitioned(model.where, ({ at }) => model.each === undefined || !/^(item|key)\b/.test(at));
  if (!ofCall.every((condition) => holds(condition, row))) return [];
  const isMaybe = row.reached.site.conditional || isConditional(row.reached.environment);
  if (model.each === undefined) return [factOf(model, row, { conditional: isMaybe })];
  return turnsOf(model.each, row).flatMap(({ selection, conditional, place }) => {
    const turned = { ...row, ...selection };
    if (!ofTurn.every((condition) => holds(condition, turned))) return [];
    return [factOf(model, turned, { conditional: conditional || isMaybe, ...(place && { place }) })];
  });
}

function factOf(
  model: ApiModel,
  row: Row,
  { conditional, place }: { readonly conditional: boolean; readonly place?: Place },
): ApiFact {
  const { fact } = model;
  const { module, expression, site } = row.reached;
  const value = withSender(valueOf(fact.value, row) as Readonly<Record<string, unknown>>, row);
  return {
    model,
    key: textOf(fact.key, row),
    anchor: fact.anchor !== undefined && isKnown(fact.anchor, row) ? textOf(fact.anchor, row) : undefined,
    value,
    isKnown: isKnown(fact.key, row),
    isFixed: Object.entries(fact.value).every(([name, template]) => name === "subject" || isKnown(template, row)),
    asksCaller: asksCaller([fact.key, fact.anchor, fact.value], row),
    conditional,
    confidence: row.confidence,
    place: place ?? { module, region: expression.region },
    site,
    selection: row,
  };
}

function partitioned<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
