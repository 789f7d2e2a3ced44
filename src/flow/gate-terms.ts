import { type Passed, substitute } from "#flow/gate-passed.ts";
import type { GateAnalysis } from "#flow/gate-run.ts";
import { mapVerdict, partOf, unknown, type Verdict } from "#flow/gate-value.ts";
import type { Node } from "#model/document.ts";

/** Puts what is said in terms of what a function is given into terms of the one who calls it. */
export interface Terms {
  readonly passed: (passed: Passed) => Passed;
  readonly verdict: (verdict: Verdict) => Verdict;
}

/** `values`: what is given, by the positions of the parameters. */
export function termsOf(callee: Node, values: readonly Verdict[], { program }: GateAnalysis): Terms {
  const own = `p${program.numberOf.get(callee)}.`;
  const given = (key: string): Verdict => {
    const [index, name] = key.slice(own.length).split("/", 2);
    const whole = values[Number(index)] ?? unknown;
    return name === undefined ? whole : partOf(whole, name);
  };
  const passed = (before: Passed): Passed =>
    substitute(before, (atom) => {
      if (!atom.startsWith(own)) return undefined;
      const { holds, fails } = given(atom.slice(0, -1));
      return { is: atom.endsWith("+") ? holds : fails };
    });
  return {
    passed,
    verdict: (verdict) => (verdict.input?.startsWith(own) ? given(verdict.input) : mapVerdict(verdict, passed)),
  };
}
