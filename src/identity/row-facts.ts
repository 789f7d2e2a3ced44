import { type Environment, isConditional, type Place } from "#access/value.ts";
import { agentName, namesAgent } from "#identity/agent-name.ts";
import { choicesOf } from "#identity/choices.ts";
import { holds } from "#identity/condition.ts";
import type { Selection } from "#identity/selector.ts";
import { asksHolder, withSender } from "#identity/sender.ts";
import { withEnd } from "#identity/taken-back.ts";
import { asksCaller, isKnown, textOf, valueOf } from "#identity/template.ts";
import { turnsOf } from "#identity/turns.ts";
import type { ApiCondition, ApiModel } from "#model/api-model.ts";
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
  /** Holds if what the value says of authority is written down, whoever it is given to and on what, and not decided in a run. */
  readonly isFixed: boolean;
  /** Holds if it depends on what the function around the call is given. */
  readonly asksCaller: boolean;
  readonly conditional: boolean;
  readonly confidence: Confidence;
  readonly place: Place;
  /** The call, or what is read, that says so. */
  readonly at: Place;
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
  const conditional = row.reached.site.conditional || isConditional(row.reached.environment);
  if (model.each === undefined) return factsOf(model, row, { where: model.where, conditional });
  const [ofCall, ofTurn] = partitioned(model.where, ({ at }) => !/^(item|key)\b/.test(at));
  if (!ofCall.every((condition) => holds(condition, row))) return [];
  return turnsOf(model.each, row).flatMap(({ selection, conditional: isMaybe, place }) =>
    factsOf(
      model,
      { ...row, ...selection },
      { where: ofTurn, conditional: conditional || isMaybe, ...(place && { place }) },
    ),
  );
}

interface Circumstances {
  readonly conditional: boolean;
  readonly place?: Place;
}

/** One fact for each of what may be said, as far as the conditions hold of it. */
function factsOf(
  model: ApiModel,
  row: Row,
  { where, conditional, ...at }: Circumstances & { readonly where: readonly ApiCondition[] },
): ApiFact[] {
  const choices = choicesOf(model.fact.key, row);
  const isMaybe = conditional || choices.length > 1;
  return choices.flatMap((choice) => {
    const chosen = { ...row, ...choice };
    const isSo = where.every((condition) => holds(condition, chosen));
    return isSo ? [factOf(model, chosen, { conditional: isMaybe, ...at })] : [];
  });
}

/** To whom something is given, and on what, is not what is given. */
const notGiven: ReadonlySet<string> = new Set(["subject", "resource"]);

function factOf(model: ApiModel, row: Row, { conditional, place }: Circumstances): ApiFact {
  const { fact } = model;
  const { module, expression, site } = row.reached;
  const said = withSender(valueOf(fact.value, row) as Readonly<Record<string, unknown>>, row);
  const value = withEnd(said, row.evaluator, { module, site });
  const agent = namesAgent(model) ? agentName(fact.key, row, row.reached) : undefined;
  return {
    model,
    key: agent ?? textOf(fact.key, row),
    anchor: agent === undefined ? anchorOf(model, row) : `agent/${agent}`,
    value,
    isKnown: agent !== undefined || isKnown(fact.key, row),
    isFixed: Object.entries(fact.value).every(([name, template]) => notGiven.has(name) || isKnown(template, row)),
    asksCaller: asksCaller([fact.key, fact.anchor, fact.value, partsOf(model)], row) || asksHolder(value, row),
    conditional,
    confidence: row.confidence,
    place: place ?? { module, region: expression.region },
    at: { module, region: expression.region },
    site,
    selection: row,
  };
}

function anchorOf({ fact: { anchor } }: ApiModel, row: Row): string | undefined {
  return anchor !== undefined && isKnown(anchor, row) ? textOf(anchor, row) : undefined;
}

/** What an agent is given as a whole: a list that a caller hands over is known where it is called. */
function partsOf({ has }: ApiModel): readonly string[] {
  return [...(has?.tools ?? []), ...(has?.servers ?? []), ...(has?.agents ?? [])].map(
    (selector) => `$(${selector.replace(/(\[\]|\{\})$/, "")})`,
  );
}

function partitioned<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
