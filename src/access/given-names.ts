import { transparent } from "#access/transparent.ts";
import type { Survey } from "#access/survey.ts";
import { part } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** Names that stand for parts of others are followed this far. */
const deepest = 8;

/** Which expressions of a document are what a function was given, or parts of it: `request`, `request.params.name`. */
export class GivenNames {
  readonly #names: Names;
  readonly #survey: Pick<Survey, "bindings" | "owners">;
  readonly #known = new Map<Entity, boolean>();

  constructor(names: Names, survey: Pick<Survey, "bindings" | "owners">) {
    this.#names = names;
    this.#survey = survey;
  }

  /** Holds for what a function was given, by a name and the names that lead on from it. */
  isGiven(expression: Node | undefined, depth = 0): boolean {
    let at = expression && transparent(expression);
    while (at && (at.kind === "member" || (at.kind === "index" && part(at, "index")?.kind === "string"))) {
      const object = part(at, "object");
      at = object && transparent(object);
    }
    const entity = at?.kind === "name" && !this.#survey.owners.has(at) ? this.#names.entities.get(at) : undefined;
    return entity !== undefined && depth < deepest && this.#isGivenName(entity, depth);
  }

  #isGivenName(entity: Entity, depth: number): boolean {
    const known = this.#known.get(entity);
    if (known !== undefined) return known;
    this.#known.set(entity, false);
    const bindings = this.#survey.bindings.get(entity) ?? [];
    const isGiven =
      bindings.length > 0 &&
      bindings.every(({ from }) => "parameter" in from || ("value" in from && this.isGiven(from.value, depth + 1)));
    this.#known.set(entity, isGiven);
    return isGiven;
  }
}
