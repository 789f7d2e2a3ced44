import { transparent } from "#access/transparent.ts";
import type { Survey } from "#access/survey.ts";
import { part } from "#flow/declarations.ts";
import type { Names } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";

/** Functions that return functions that return functions: what more of them make has no names. */
const mostMakers = 4;

/**
 * The names by which the functions of a document may be called there: their own, those of variables that hold them; of
 * what a function returns, the names of that function, and the keys of an object there.
 */
export function calledBy({
  survey,
  names,
}: {
  readonly survey: Survey;
  readonly names: Names;
}): ReadonlyMap<Node, ReadonlySet<string>> {
  const found = new Map<Node, Set<string>>();
  const add = (node: Node, name: string) => {
    const own = found.get(node) ?? new Set();
    found.set(node, own.add(name));
  };
  for (const node of survey.functions.keys()) {
    const name = part(node, "name");
    if (name) add(node, String(name.value));
  }
  for (const [{ declaration }, given] of survey.bindings)
    for (const { from } of given)
      if ("value" in from && from.value.kind === "function") add(from.value, String(declaration.value));
  const returned = [...survey.returns].flatMap(([maker, placed]) =>
    placed.flatMap(({ node }) => handedOut(node, { survey, names }).map((one) => ({ ...one, maker }))),
  );
  for (const { made, key } of returned) if (key !== undefined) add(made, key);
  for (let round = 0; round < mostMakers && returned.length > 0; round++)
    for (const { made, maker } of returned) for (const name of found.get(maker) ?? []) add(made, name);
  return found;
}

interface HandedOut {
  readonly made: Node;
  readonly key?: string;
}

/** The functions that a function returns, by themselves or under the keys of an object. */
function handedOut(returned: Node, source: { readonly survey: Survey; readonly names: Names }): readonly HandedOut[] {
  const value = returned.kind === "return" ? part(returned, "value") : returned;
  const plain = value && transparent(value);
  if (plain?.kind !== "mapping") return plain ? functionsAt(plain, source).map((made) => ({ made })) : [];
  return plain.children.flatMap((pair) => {
    const key = part(pair, "key");
    const under = part(pair, "value");
    return key && under
      ? functionsAt(transparent(under), source).map((made) => ({ made, key: String(key.value) }))
      : [];
  });
}

function functionsAt(
  node: Node,
  { survey, names }: { readonly survey: Survey; readonly names: Names },
): readonly Node[] {
  if (node.kind === "function") return [node];
  const entity = node.kind === "name" ? names.entities.get(node) : undefined;
  return ((entity && survey.bindings.get(entity)) ?? []).flatMap(({ from }) =>
    "value" in from && from.value.kind === "function" ? [from.value] : [],
  );
}
