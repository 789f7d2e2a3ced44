import { parseRegex } from "#match/regex-parser.ts";
import { type RegexNode, RegexSyntaxError } from "#match/regex-tree.ts";

/** Fewer rounds of a repetition than this cannot run away. */
const fewestRounds = 4;

/**
 * Whether a regular expression may take exponential time, for `metavariable-analysis: redos`: by its star height. It
 * may where something is repeated that itself fits a text in several lengths, and something must follow that may fail.
 * What cannot be parsed is not accused.
 */
export function isCatastrophic(source: string): boolean {
  try {
    return endangered(parseRegex(source, { i: false, m: false, s: false, x: false }).root, false);
  } catch (error) {
    if (error instanceof RegexSyntaxError) return false;
    throw error;
  }
}

/** Recursive over the expression, whose depth its parser bounds. `mayFail`: what follows may not match. */
function endangered(node: RegexNode, mayFail: boolean): boolean {
  switch (node.type) {
    case "sequence": {
      let after = mayFail;
      return [...node.items].reverse().some((item) => {
        const found = endangered(item, after);
        after ||= consumes(item);
        return found;
      });
    }
    case "choice":
      return node.options.some((option) => endangered(option, mayFail));
    case "repeat":
      if (mayFail && node.max >= fewestRounds && isVariable(node.body)) return true;
      return endangered(node.body, mayFail);
    case "atomic":
      // A possessive repetition gives nothing back; what it repeats may still run away.
      return endangered(node.body.type === "repeat" ? node.body.body : node.body, mayFail);
    case "capture":
    case "look":
      return endangered(node.body, mayFail);
    case "character":
    case "set":
    case "assertion":
    case "backreference":
    default:
      return false;
  }
}

/** Holds if the node asks anything of the text. */
function consumes(node: RegexNode): boolean {
  if (node.type === "sequence") return node.items.some(consumes);
  if (node.type === "choice") return node.options.some(consumes);
  return "body" in node ? consumes(node.body) : true;
}

/** Holds if some part fits texts of two lengths that are not empty. */
function isVariable(node: RegexNode): boolean {
  if (node.type === "sequence") return node.items.some(isVariable);
  if (node.type === "choice") return node.options.some(isVariable);
  if (node.type === "atomic") return node.body.type !== "repeat" && isVariable(node.body);
  if (node.type === "repeat") return node.max > Math.max(node.min, 1) || isVariable(node.body);
  return "body" in node && isVariable(node.body);
}
