import type { RegexNode } from "#match/regex-tree.ts";

/**
 * What matching a part costs at one place at most: steps of its own, and in how many ways it lets the rest be tried; both
 * times the length of the text, once for each part that is repeated without end.
 */
interface Cost {
  readonly work: number;
  readonly ways: number;
  readonly endless: number;
}

const nothing: Cost = { work: 1, ways: 1, endless: 0 };

/** More is not counted. */
const most = 1e6;

/** The steps that a backtracking engine takes at most; infinite where nothing bounds them. */
export interface Steps {
  /** From one place of a text, whatever its length. */
  readonly fromOnePlace: number;
  /** Through a text of a length. */
  readonly through: (length: number) => number;
}

/** How many steps an expression takes. */
export function stepsOf(root: RegexNode): Steps {
  const { work, endless } = costOf(root);
  return {
    fromOnePlace: endless === 0 ? work : Infinity,
    through: (length) => work * (length + 1) ** (endless + 1),
  };
}

/** Recursive over the expression, whose depth its parser bounds. */
function costOf(node: RegexNode): Cost {
  switch (node.type) {
    case "sequence":
      return node.items.reduceRight((rest, item) => followed(costOf(item), rest), nothing);
    case "choice":
      return node.options.map(costOf).reduce(either);
    case "capture":
      return costOf(node.body);
    case "atomic":
    case "look": {
      const { work, endless } = costOf(node.body);
      return { work: 1 + work, ways: 1, endless };
    }
    case "repeat":
      return repeated(costOf(node.body), node.min, node.max);
    case "backreference":
      return { ...nothing, endless: Infinity };
    case "character":
    case "set":
    case "assertion":
    default:
      return nothing;
  }
}

function followed(first: Cost, rest: Cost): Cost {
  return {
    work: first.work + first.ways * rest.work,
    ways: first.ways * rest.ways,
    endless: first.endless + rest.endless,
  };
}

function either(left: Cost, right: Cost): Cost {
  return { work: left.work + right.work, ways: left.ways + right.ways, endless: Math.max(left.endless, right.endless) };
}

function repeated(body: Cost, min: number, max: number): Cost {
  // What can itself be tried in several ways, again and again, is not bounded by any power of the length.
  if (max === Infinity)
    return { work: body.work + min, ways: 1, endless: body.ways > 1 || body.endless > 0 ? Infinity : 1 };
  let cost = nothing;
  for (let round = max; round > 0 && cost.work < most; round--) {
    const once = followed(body, cost);
    cost = round > min ? { ...once, work: once.work + 1, ways: once.ways + 1 } : once;
  }
  return cost.work < most ? cost : { ...cost, endless: Infinity };
}
