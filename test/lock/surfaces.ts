import { createAnalyse, type Analyse } from "#analyse.ts";
import { isTestPath } from "#discover/classify.ts";
import { link, opaquePlaces, type IdentityGraph } from "#graph/link.ts";
import { compareSurfaces } from "#lock/compare.ts";
import { textsOf } from "#lock/surface-text.ts";
import { surfaceOf } from "#lock/surface.ts";
import type { Change } from "#model/delta.ts";
import { factId, type Edge, type Fact, type FactKind, type FactOrigin, type FactValues } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import type { Surface, SurfaceText } from "#model/surface.ts";
import { knowledge } from "../tree.ts";

/** A fact that is told somewhere. */
export function fact<Kind extends FactKind>(
  kind: Kind,
  [anchor, key]: readonly [string, string],
  value: FactValues[Kind],
  origin: FactOrigin = "config",
): Fact {
  const id = factId(kind, anchor, key);
  return { id, kind, anchor, key, value, locations: [], confidence: "very-high", origin } as unknown as Fact;
}

/** The surface of facts, edges between them, and texts. */
export function surface(
  facts: readonly Fact[],
  edges: readonly Edge[] = [],
  texts: readonly SurfaceText[] = [],
): Surface {
  return surfaceOf(link([{ facts, edges }]), texts);
}

let made: Analyse | undefined;

/** What a tree says that exists only in memory: its graph and its surface. */
export function read(files: Readonly<Record<string, string | Buffer>>): { graph: IdentityGraph; surface: Surface } {
  made ??= createAnalyse(knowledge(), []);
  const analyse = made;
  const summaries = Object.entries(files)
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, content]) => analyse(path, Buffer.from(content as string)));
  const graph = link([...summaries, opaquePlaces(summaries.flatMap(({ problems }) => problems))]);
  return { graph, surface: surfaceOf(graph, textsOf(summaries), isTestPath) };
}

/** The surface of a tree that exists only in memory. */
export function surfaceOfTree(files: Readonly<Record<string, string | Buffer>>): Surface {
  return read(files).surface;
}

/** The changes between two surfaces, each as `type id`, with `!` before those that are drift. */
export async function told(base: Surface, head: Surface): Promise<string[]> {
  return (await compareSurfaces(base, head)).changes.map(line);
}

/** The same of what is drift alone. */
export async function drift(base: Surface, head: Surface): Promise<string[]> {
  return (await told(base, head)).filter((text) => text.startsWith("!"));
}

function line({ type, id, drift: isDrift }: Change): string {
  return `${isDrift ? "!" : ""}${type} ${id}`;
}
