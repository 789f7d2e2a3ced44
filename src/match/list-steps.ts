import type { Node } from "#model/document.ts";
import type { Binding } from "#match/binding.ts";
import { isPossible } from "#match/possible.ts";
import { holds, type ItemsGoal, type List, type MembersGoal, type RestGoal, type Search } from "#match/search.ts";

/** Goes on with what stands in order. */
export function matchItems(search: Search, goal: ItemsGoal): boolean {
  const { items, at, nodes, from } = goal;
  const item = items[at];
  if (!item) return from === nodes.length;
  const isLast = at === items.length - 1;
  if (item.type === "rest") {
    const least = from + (item.least ?? 0);
    if (least > nodes.length) return false;
    return matchRest(search, { ...goal, type: "rest", name: item.name, to: isLast ? nodes.length : least });
  }
  if (item.type === "dots") return isLast || skip(search, goal);
  const node = nodes[from];
  if (!node) return false;
  search.push({ ...goal, at: at + 1, from: from + 1 });
  search.push({ type: "node", pattern: item, node });
  return true;
}

/** An ellipsis that is not the last item: goes on at the first node that the item after it may match. */
function skip(search: Search, goal: ItemsGoal): boolean {
  const { items, at, nodes, from } = goal;
  const after = items[at + 1]!;
  let next = from;
  if (after.type !== "dots" && after.type !== "rest") {
    while (next < nodes.length && !isPossible(after, nodes[next]!)) {
      search.fuel.spend(1);
      next++;
    }
    if (next === nodes.length) return false;
  }
  if (after.type !== "dots" && next < nodes.length) search.orElse({ ...goal, from: next + 1 });
  search.push({ ...goal, at: at + 1, from: next });
  return true;
}

/** Goes on with `$...X`. */
export function matchRest(search: Search, goal: RestGoal): boolean {
  const { nodes, to, name } = goal;
  if (to < nodes.length) search.orElse({ ...goal, to: to + 1 });
  search.push({ type: "items", items: goal.items, at: goal.at + 1, nodes, from: to });
  return search.bind(name, () => standing(search, goal));
}

/** One node is bound as a node, others as the stretch that they take. */
function standing(search: Search, { nodes, from, to }: RestGoal): Binding {
  if (to - from === 1) return search.nodeBinding(nodes[from]!);
  return search.stretch(to > from ? nodes[from] : undefined, nodes[to - 1]);
}

/** Goes on with what stands in any order. */
export function matchMembers(search: Search, goal: MembersGoal): boolean {
  const { items, rest, at, nodes, from, used } = goal;
  const item = items[at];
  if (!item) return rest === undefined || search.bind(rest, () => leftOver(search, nodes, used));
  for (let index = from; index < nodes.length; index++) {
    search.fuel.spend(1);
    if (!isPossible(item, nodes[index]!) || holds(used, index)) continue;
    search.orElse({ ...goal, from: index + 1 });
    search.push({ ...goal, at: at + 1, from: 0, used: { head: index, tail: used } });
    search.push({ type: "node", pattern: item, node: nodes[index]! });
    return true;
  }
  return false;
}

function leftOver(search: Search, nodes: readonly Node[], used: List<number> | undefined): Binding {
  const left = nodes.filter((_, index) => !holds(used, index));
  search.fuel.spend(nodes.length);
  return search.stretch(left[0], left.at(-1));
}
