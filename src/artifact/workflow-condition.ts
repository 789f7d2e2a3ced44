import { leafVerdict, type GateLookup, type Passage, type Verdict } from "#artifact/workflow-condition-leaf.ts";

/** A condition of a job or step, in postfix order. */
export interface Condition {
  readonly steps: readonly ConditionStep[];
  /** Holds if the condition looks at the status of what went before, so that a skipped or failed need does not stop it. */
  readonly ignoresNeeds: boolean;
}

type ConditionStep = { readonly leaf: string } | { readonly operator: "and" | "or" | "not" };

/** Longer conditions are not read: nobody wrote them. */
const maximalCondition = 8000;

/** What an absent condition says. */
export const unconditional: Condition = { steps: [], ignoresNeeds: false };

/**
 * Reads the text of an `if:`. Source: GitHub's expression reference. A text that has an expression and something beside
 * it is no condition: it is a string, and every string that is not empty holds.
 */
export function readCondition(text: string): Condition {
  const fenced = /^\$\{\{([^]*)\}\}$/.exec(text)?.[1];
  const body = fenced ?? text;
  if (body.includes("${{") || body.length > maximalCondition) return unconditional;
  const ignoresNeeds = /\b(always|cancelled|failure)\s*\(\s*\)/i.test(body);
  return { steps: postfix(body), ignoresNeeds };
}

/** What the condition says when the event starts the workflow. Malformed conditions may hold for anyone. */
export function passageOf(condition: Condition, event: string, lookup: GateLookup): Passage {
  if (condition.steps.length === 0) return "always";
  const stack: Verdict[] = [];
  for (const step of condition.steps) {
    if ("leaf" in step) {
      stack.push(leafVerdict(step.leaf, event, lookup));
      continue;
    }
    const right = stack.pop();
    if (!right) return "open";
    if (step.operator === "not") {
      stack.push({ holds: right.fails, fails: right.holds });
      continue;
    }
    const left = stack.pop();
    if (!left) return "open";
    stack.push(
      step.operator === "and"
        ? { holds: both(left.holds, right.holds), fails: either(left.fails, right.fails) }
        : { holds: either(left.holds, right.holds), fails: both(left.fails, right.fails) },
    );
  }
  return stack.length === 1 ? stack[0]!.holds : "open";
}

/** Both must hold: one gate is enough. */
export function both(left: Passage, right: Passage): Passage {
  if (left === "never" || right === "never") return "never";
  if (typeof left === "object") return typeof right === "object" && left.weak && !right.weak ? right : left;
  if (typeof right === "object") return right;
  return left === "open" || right === "open" ? "open" : "always";
}

/** One must hold: every way that is possible for the event must have its gate. */
export function either(left: Passage, right: Passage): Passage {
  if (left === "never") return right;
  if (right === "never") return left;
  if (left === "always" || right === "always") return "always";
  if (left === "open" || right === "open") return "open";
  const senders = [...new Set([...(left.senders ?? []), ...(right.senders ?? [])])];
  const weak = left.weak === true || right.weak === true;
  return {
    sender: left.sender === "writers" || right.sender === "writers" ? "writers" : "allowlist",
    ...(senders.length > 0 ? { senders } : {}),
    setting: left.setting === right.setting ? left.setting : `${left.setting} || ${right.setting}`,
    ...(weak ? { weak } : {}),
  };
}

type Token = "(" | ")" | "&&" | "||" | "!" | { readonly leaf: string };

/** Shunting-yard: no recursion, so that nesting costs no stack. */
function postfix(text: string): ConditionStep[] {
  const output: ConditionStep[] = [];
  const operators: ("(" | "&&" | "||" | "!")[] = [];
  const emit = (operator: string) =>
    output.push({ operator: operator === "&&" ? "and" : operator === "||" ? "or" : "not" });
  for (const token of tokensOf(text)) {
    if (typeof token === "object") output.push(token);
    else if (token === "(" || token === "!") operators.push(token);
    else if (token === ")") {
      for (let top = operators.pop(); top !== undefined && top !== "("; top = operators.pop()) emit(top);
    } else {
      for (let top = operators.at(-1); top !== undefined && binds(top, token); top = operators.at(-1)) {
        emit(top);
        operators.pop();
      }
      operators.push(token);
    }
  }
  for (let top = operators.pop(); top !== undefined; top = operators.pop()) if (top !== "(") emit(top);
  return output;
}

function binds(top: "(" | "&&" | "||" | "!", token: "&&" | "||"): boolean {
  return top === "!" || top === "&&" || (top === "||" && token === "||");
}

/** Splits at logical operators and grouping parentheses; calls, comparisons and strings stay whole. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let leaf = "";
  let callDepth = 0;
  const flush = () => {
    if (leaf.trim() !== "") tokens.push({ leaf: leaf.trim() });
    leaf = "";
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    const pair = text.slice(index, index + 2);
    if (character === "'") {
      const end = stringEnd(text, index);
      leaf += text.slice(index, end);
      index = end - 1;
    } else if (character === "(" && (callDepth > 0 || /[\w-]$/.test(leaf))) {
      callDepth++;
      leaf += character;
    } else if (callDepth > 0) {
      if (character === ")") callDepth--;
      leaf += character;
    } else if (character === "(" || character === ")") {
      flush();
      tokens.push(character);
    } else if (pair === "&&" || pair === "||") {
      flush();
      tokens.push(pair);
      index++;
    } else if (character === "!" && pair !== "!=" && leaf.trim() === "") tokens.push("!");
    else leaf += character;
  }
  flush();
  return tokens;
}

/** The offset after the string that starts at `start`; a doubled quote is a quote. */
function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] !== "'") continue;
    if (text[index + 1] !== "'") return index + 1;
    index++;
  }
  return text.length;
}
