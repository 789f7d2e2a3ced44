import type { Evaluator } from "#access/evaluate.ts";
import type { CallArguments, Environment, ExternalValue } from "#access/value.ts";
import { type ApiIndex, readApisOf } from "#identity/match-api.ts";
import { type ApiFact, rowFacts } from "#identity/row-facts.ts";
import type { RepoPath } from "#model/location.ts";
import type { CallSite, MemberExpression, ModuleOutline } from "#model/module-outline.ts";

/** What says what is read, and which rows there are. */
interface Reading {
  readonly evaluator: Evaluator;
  readonly index: ApiIndex;
}

/** A member that is read, and where. */
export interface PlacedRead {
  readonly module: RepoPath;
  readonly outline: ModuleOutline;
  readonly site: CallSite;
  readonly expression: MemberExpression;
}

/** What is read is handed nothing. */
const nothing: CallArguments = { positional: [], named: [], isOpen: false };

/** What is stated by what is read, with what is known around it. */
export function readFacts(reading: Reading, at: PlacedRead, environment: Environment | undefined): ApiFact[] {
  const { evaluator, index } = reading;
  return readAt(reading, at, environment).flatMap((callee) =>
    readApisOf(index, callee, at.outline.language).flatMap((model) => {
      const selection = { evaluator, given: nothing, callee, key: callee.names.at(-1)! };
      return rowFacts(model, { ...selection, reached: { ...at, environment }, confidence: "high" });
    }),
  );
}

/** Holds if it is known what is read, whoever calls the function around. */
export function isKnownRead(reading: Reading, at: PlacedRead): boolean {
  return readAt(reading, at, undefined).every(({ names }) => names.at(-1) !== "*");
}

function readAt(
  { evaluator }: Reading,
  { module, site }: PlacedRead,
  environment: Environment | undefined,
): readonly ExternalValue[] {
  const values = evaluator.evaluate({ module, expression: site.call, environment });
  return values.flatMap((value) => (value.kind === "external" && value.names.length > 0 ? [value] : []));
}
