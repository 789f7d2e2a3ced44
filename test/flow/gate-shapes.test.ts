import { beforeAll, describe, expect, it } from "vitest";
import { compileRule } from "#compile-rule.ts";
import { loadSyntax } from "#load-syntax.ts";
import { readRules } from "#rule/load.ts";
import { syntaxes } from "#syntax/table.ts";
import { pythonShapes } from "./gate-shapes-python.ts";
import { scriptShapes } from "./gate-shapes-script.ts";

beforeAll(async () => {
  for (const name of ["typescript", "python"] as const) await loadSyntax(name);
});

const rule = `rules:
- id: ungated
  mode: taint
  languages: [typescript, python]
  severity: ERROR
  message: Found.
  options: {taint_intrafile: true}
  pattern-sources: [{pattern: '"..."'}]
  pattern-sinks: [{pattern: deploy(...)}]
  pattern-sanitizers:
  - gate: true
    pattern-either:
    - pattern: confirm(...)
    - pattern: $X.confirm(...)
    - pattern: ask(...)
    - pattern: isAllowed(...)
    - pattern: is_allowed(...)
    - pattern: requireApproval(...)
    - pattern: require_approval(...)
    - pattern: withApproval(...)
    - pattern: requireAuth
    - pattern: require_admin
    - pattern: requires_approval
`;

/** How many calls of `deploy` no gate stands before. */
function ungated(code: string, language: "typescript" | "python"): number {
  const [read] = readRules("r.yaml", rule, "user");
  if (read?.mode !== "taint") throw new Error("no taint rule");
  const { matches, problem } = compileRule(read).matches(syntaxes[language]("a.x", code));
  expect(problem).toBeUndefined();
  return matches.length;
}

describe.each([
  ["typescript", scriptShapes],
  ["python", pythonShapes],
] as const)("gates in %s", (language, shapes) => {
  it.each(shapes)("%s", (_, gate, twin) => {
    expect({ gate: ungated(gate, language), twin: ungated(twin, language) }).toEqual({ gate: 0, twin: 1 });
  });
});
