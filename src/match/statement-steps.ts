import type { Node } from "#model/document.ts";
import type { StatementIndex } from "#match/statement-index.ts";
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

/** The statements from one number to before another, without those within them. */
function outermost({ all, placeOf }: StatementIndex, from: number, to: number): Node[] {
  const nodes: Node[] = [];
  for (let at = from; at < to; at = placeOf.get(nodes.at(-1)!)!.end) nodes.push(all[at]!);
  return nodes;
}

/** `$...X`: the statements up to the item after it, without those within them. */
function rest(search: Search, goal: StatementsGoal, name: string): boolean {
  const { items, at, index, from, to, start = from } = goal;
  const isLast = at === items.length - 1;
  const next = isLast ? to : from;
  if (!isLast && from < to) search.orElse({ ...goal, start, from: index.placeOf.get(index.all[from]!)!.end });
  const { start: _, ...after } = goal;
  search.push({ ...after, at: at + 1, from: next });
  const nodes = outermost(index, start, next);
  const last = nodes.at(-1);
  if (goal.bodyEnd && last) search.reach(last);
  return search.bind(name, () => {
    const stretch = search.stretch(nodes[0], last);
    const node: Node = { kind: "block", ...stretch.span, children: nodes };
    return nodes.length > 0 ? { ...stretch, node } : stretch;
  });
}
