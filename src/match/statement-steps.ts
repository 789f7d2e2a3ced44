import type { Search, StatementsGoal } from "#match/search.ts";

/** Goes on with a sequence of statements. */
export function matchStatements(search: Search, goal: StatementsGoal): boolean {
  const { items, at, index, from, to, isOpen, isLoose } = goal;
  const item = items[at];
  if (!item) return isOpen || from >= to;
  if (item.type === "dots") return skip(search, goal);
  if (item.type === "rest") return rest(search, goal, item.name);
  const statement = index.all[from];
  if (!statement || from >= to) return false;
  if (item.type === "statement-metavariable" && statement.kind === "block") return false;
  const after = index.placeOf.get(statement)!.end;
  // What follows may stand within the statement only where an ellipsis reaches into statements, and comes next there.
  const isInside = isLoose && items[at + 1]?.type === "dots";
  search.push({ ...goal, at: at + 1, from: isInside ? from + 1 : after });
  search.push({ type: "node", pattern: item, node: statement });
  if (goal.bodyEnd) search.reach(statement);
  return true;
}

/** An ellipsis: the item after it may be any of the statements that follow, and of those within them. */
function skip(search: Search, goal: StatementsGoal): boolean {
  const { items, at, from, to } = goal;
  if (items.slice(at).every(({ type }) => type === "dots")) {
    // What may follow belongs to the match: all the rest of the body.
    if (goal.bodyEnd) search.reach(goal.bodyEnd);
    return true;
  }
  if (from >= to) return false;
  search.orElse({ ...goal, from: from + 1 });
  search.push({ ...goal, at: at + 1 });
  return true;
}

/** `$...X`: the statements up to the item after it, without those within them. */
function rest(search: Search, goal: StatementsGoal, name: string): boolean {
  const { items, at, index, from, to, start = from } = goal;
  const isLast = at === items.length - 1;
  const next = isLast ? to : from;
  if (!isLast && from < to) search.orElse({ ...goal, start, from: index.placeOf.get(index.all[from]!)!.end });
  const { start: _, ...after } = goal;
  search.push({ ...after, at: at + 1, from: next });
  const first = start < next ? index.all[start] : undefined;
  return search.bind(name, () => search.stretch(first, index.all[next - 1]));
}
