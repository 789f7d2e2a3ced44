import { expect, test } from "vitest";
import { makeTree, countersign } from "../tree.ts";

const rule = (gate: string) => `rules:
- id: r
  mode: taint
  languages: [typescript, python]
  severity: ERROR
  message: Found.
  options: { taint_intrafile: true }
  pattern-sources: [{pattern: source()}]
  pattern-sinks: [{pattern: sink(...)}]
  pattern-sanitizers: [{pattern: ${gate}(...), gate: true}]
`;

/** The remarks about gates, as `line text`. */
function remarks(code: string, { gate = "gate", ending = "ts" } = {}): string[] {
  const root = makeTree({ "r.yaml": rule(gate), [`a.${ending}`]: code });
  const { out } = countersign(["scan", root, "--rules", `${root}/r.yaml`, "--only", "r", "--format", "json"]);
  const [finding] = JSON.parse(out).findings;
  const related = finding.related as { message: string; region: { startLine: number } }[];
  return related.map(({ message, region }) => `${region.startLine} ${message}`);
}

const notRead = "what this gate says is not tested";
const notAwaited = "this gate is not awaited, so that it has said nothing yet";
const onOneWay = "this gate has not said yes on every way from here";

test.each<[string, string, string[], object?]>([
  ["no gate at all", "sink(source());", []],
  ["nobody reads its verdict", "gate();\nsink(source());", [`1 ${notRead}`]],
  ["it is awaited, and not read", "await gate();\nsink(source());", [`1 ${notRead}`]],
  [
    "the test of a promise",
    "async function f() {\nif (!gate()) return;\nsink(source()); }\nawait gate();",
    [`2 ${notAwaited}`],
  ],
  ["a test on one way", "function f(a) {\nif (a && !gate()) return;\nsink(source()); }", [`2 ${onOneWay}`]],
  ["a test that goes on", "if (!gate()) log();\nsink(source());", [`1 ${onOneWay}`]],
  ["one that throws, on one way", "if (a) requireOk();\nsink(source());", [`1 ${onOneWay}`], { gate: "requireOk" }],
  [
    "one that throws, not awaited",
    "requireOk();\nsink(source());\nawait requireOk();",
    [`1 ${notAwaited}`],
    { gate: "requireOk" },
  ],
  [
    "a function of the file that cannot refuse",
    "function gate() { return log() }\ngate();\nsink(source());",
    [`2 ${onOneWay}`],
  ],
  ["behind the sink", "sink(source());\ngate();", []],
  ["in a function that the way does not lead through", "function f() { gate() }\nfunction g() { sink(source()) }", []],
  ["where the way comes from", "function f() {\ngate();\ng(source()) }\nfunction g(x) { sink(x) }", [`2 ${notRead}`]],
  [
    "many: those next to the end",
    "gate();\n".repeat(5) + "sink(source());",
    [3, 4, 5].map((line) => `${line} ${notRead}`),
  ],
  ["in Python", "gate()\nsink(source())\n", [`1 ${notRead}`], { ending: "py" }],
])("a finding says why a gate does not count: %s", (_, code, expected, more = {}) => {
  expect(remarks(code, more)).toEqual(expected);
});
