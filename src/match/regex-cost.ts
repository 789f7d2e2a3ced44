import type { RegexNode } from "#match/regex-tree.ts";

/** What matching a part costs at one place at most: steps of its own, and in how many ways it lets the rest be tried. */
interface Cost {
  readonly work: number;
  readonly ways: number;
}

const endless: Cost = { work: Infinity, ways: Infinity };
const nothing: Cost = { work: 1, ways: 1 };

/** More is not counted. */
const most = 1e6;

/**
 * The steps that a backtracking engine takes at most from one place of a text on, whatever the text; infinite where
 * something may be repeated without end.
 */
export function stepsFromOnePlace(root: RegexNode): number {
  return costOf(root).work;
}

/** Recursive over the expression, whose depth its parser bounds. */
function costOf(node: RegexNode): Cost {
  switch (node.type) {
    case "sequence":
      return node.items.reduceRight((rest, item) => followed(costOf(item), rest), nothing);
    case "choice": {
      const options = node.options.map(costOf);
      return { work: sum(options.map(({ work }) => work)), ways: sum(options.map(({ ways }) => ways)) };
    }
    case "capture":
      return costOf(node.body);
    case "atomic":
    case "look":
      return { work: 1 + costOf(node.body).work, ways: 1 };
    case "repeat":
      return repeated(costOf(node.body), node.min, node.max);
    case "backreference":
      return endless;
    case "character":
    case "set":
    case "assertion":
    default:
      return nothing;
  }
}

function followed(first: Cost, rest: Cost): Cost {
  return { work: first.work + first.ways * rest.work, ways: first.ways * rest.ways };
}

function repeated(body: Cost, min: number, max: number): Cost {
  if (max === Infinity) return endless;
  let cost = nothing;
  for (let round = max; round > 0 && cost.work < most; round--) {
    const once = followed(body, cost);
    cost = round > min ? { work: once.work + 1, ways: once.ways + 1 } : once;
  }
  return cost.work < most ? cost : endless;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
