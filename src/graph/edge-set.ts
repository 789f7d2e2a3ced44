import type { Edge } from "#model/fact.ts";
import { compareLocations, compareText, type Location, placeName } from "#model/location.ts";

/**
 * Edges, each between two facts once. Of one that many places state, the places are kept together: what holds of all
 * places of a fact holds of some. Adding takes time for the places of the edge alone.
 */
export class EdgeSet {
  readonly #known = new Map<string, { readonly edge: Edge; places?: Map<string, Location> | undefined }>();

  add({ at, ...edge }: Edge): void {
    const name = `${edge.from}\n${edge.relation}\n${edge.to}`;
    const known = this.#known.get(name) ?? { edge, ...(at && { places: new Map() }) };
    this.#known.set(name, known);
    if (!at) known.places = undefined;
    for (const place of at ?? []) known.places?.set(placeName(place), place);
  }

  /** In the order of their ends and relations, their places in the order of the files. */
  sorted(): Edge[] {
    return [...this.#known.keys()].sort(compareText).map((name) => {
      const { edge, places } = this.#known.get(name)!;
      return places ? { ...edge, at: [...places.values()].sort(compareLocations) } : edge;
    });
  }
}
