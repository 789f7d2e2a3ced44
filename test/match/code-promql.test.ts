import { beforeAll, describe, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import { noNeeds } from "#match/needs.ts";
import type { Formula } from "#model/rule.ts";
import { syntaxes } from "#syntax/table.ts";
import { all, any, ruleOf } from "./searching.ts";

beforeAll(() => loadSyntax("promql"));

const ruleFor = (pattern: string) =>
  compileSearchRule(ruleOf({ type: "pattern", pattern }, "promql"), syntaxes, analyse);

/** What a pattern matches, each once. */
function found(pattern: string, text: string): string[] {
  const { matches, problem } = ruleFor(pattern).matches(syntaxes.promql("query.promql", text));
  expect(problem).toBeUndefined();
  return [...new Set(matches.map(({ span }) => text.slice(span.start, span.end)))];
}

function bound(pattern: string, text: string): Record<string, string> {
  const [match] = ruleFor(pattern).matches(syntaxes.promql("query.promql", text)).matches;
  return Object.fromEntries(Array.from(match?.bindings ?? [], ([name, binding]) => [name, binding.text]));
}

describe("what is written in another way matches", () => {
  test.each([
    ["a metric", "up", "up{}", ["up{}"]],
    ["a metric without braces", "up{}", "rate(up[5m])", ["up"]],
    ["the name as a matcher", "up", '{__name__="up"}', ['{__name__="up"}']],
    ["the name in quotes", "up", '{"up"}', ['{"up"}']],
    ["any matchers", "up{...}", 'up + up{a="b"} + down{a="b"}', ["up", 'up{a="b"}']],
    ["any metric", "{...}", 'up{a="b"} > 1', ['up{a="b"}']],
    ["matchers in another order", 'up{a="b", c!="d"}', "up{c!='d',a=`b`}", ["up{c!='d',a=`b`}"]],
    ["a matcher among others", '{..., job="api", ...}', 'up{a="b", job="api"}', ['up{a="b", job="api"}']],
    ["a matcher by itself", 'job="api"', 'up{a="b", job="api"}', ['job="api"']],
    ["a value that fits", '{..., $L=~"=~/^[.][*]$/", ...}', 'up{a=~".*"}', ['up{a=~".*"}']],
    ["any value", "{..., job=..., ...}", 'up{job="api"}', ['up{job="api"}']],
    ["groups in another order", "sum by (b, a) (x)", "sum(x) by (a, b)", ["sum(x) by (a, b)"]],
    ["a group among others", "sum by (..., a, ...) (...)", "sum by (b, a) (x)", ["sum by (b, a) (x)"]],
    ["an aggregation in capitals", "sum(...)", "SUM BY (a) (x)", ["SUM BY (a) (x)"]],
    ["an aggregation as a call", "$F(..., x, ...)", "topk by (a) (3, x)", ["topk by (a) (3, x)"]],
    ["a rest of arguments", "f($A, $...REST)", "f(1, 2, 3)", ["f(1, 2, 3)"]],
    ["an operator without what is said of it", "$A / $B", "a / on(x) b", ["a / on(x) b"]],
    ["what is said of an operator", "$A / on(...) $B", "a / on(x, y) group_left b", ["a / on(x, y) group_left b"]],
    ["any operands", "... > ...", "rate(up[5m]) > bool 0.1", ["rate(up[5m]) > bool 0.1"]],
    ["a range", "$X[$R]", "rate((up)[5m])", ["(up)[5m]"]],
    ["a subquery", "(...)[$R:$S]", "f((a > b)[1h:5m])", ["(a > b)[1h:5m]"]],
    ["a subquery with and without a step", "$X[$R:...]", "f(a[1h:5m]) + f(a[1h:])", ["a[1h:5m]", "a[1h:]"]],
    ["an offset", "$X offset $D", "rate(up[5m] offset 1w)", ["up[5m] offset 1w"]],
    ["deep", "sum(<... up ...>)", "sum(rate(up[5m]))", ["sum(rate(up[5m]))"]],
    ["the same twice", "$X / $X", "up{} / up", ["up{} / up"]],
  ])("%s", (_, pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
  });
});

describe("what only looks alike does not match", () => {
  test.each([
    ["a metric with matchers", "up", 'up{a="b"}'],
    ["a label or a function for a metric", "up", "up(sum by (up) (x))"],
    ["another matcher", 'up{a="b"}', 'up{a!="b"}'],
    ["a further matcher", 'up{a="b"}', 'up{a="b", c="d"}'],
    ["a further group", "sum by (a) (...)", "sum by (a, b) (x)"],
    ["the groups that are left out", "sum by (a) (...)", "sum without (a) (x)"],
    ["a group that is not asked for", "sum(x)", "sum by (a) (x)"],
    ["a subquery for a range", "$X[$R]", "a[1h:5m]"],
    ["a range for a subquery", "$X[$R:...]", "a[1h]"],
    ["a step that is not asked for", "$X[$R:]", "a[1h:5m]"],
    ["a selector for a call", "$F(...)", 'up{a="b"}'],
    ["an operator of which nothing is said", "$A and on(x) $B", "a and b"],
    ["operands of a power in another order", "$X ^ 2", "2 ^ up"],
  ])("%s", (_, pattern, text) => {
    expect(found(pattern, text)).toEqual([]);
  });
});

test("metavariables stand for metrics, functions, labels, values and durations", () => {
  const text = 'sum by (a) (rate(up{job="api"}[5m] offset 1h))';
  expect(bound('$A by ($G) ($F($M{$L="$V"}[$R] offset $O))', text)).toEqual({
    $A: "sum",
    $G: "a",
    $F: "rate",
    $M: "up",
    $L: "job",
    $V: "api",
    $R: "5m",
    $O: "1h",
  });
  expect(bound("$M{$L=$V}", text)).toEqual({ $M: "up", $L: "job", $V: '"api"' });
});

test("a text need not say an aggregation as a pattern does, so that no text is passed over", () => {
  expect(ruleFor("sum(...)").needsIn("promql")).toEqual(noNeeds);
});

test.each(["", "up >", "$X:rate5m", "sum by (...)", "up down"])("'%s' is no pattern", (pattern) => {
  expect(() => ruleFor(pattern).validate()).toThrow(/pattern/);
});

describe("the content of a value in another language", () => {
  const pattern = (source: string): Formula => ({ type: "pattern", pattern: source });
  const inner = all([any(pattern("(...)[$RANGE:...]"), pattern("{...}[$RANGE]"))], {
    conditions: [
      {
        type: "metavariable-comparison",
        metavariable: "$RANGE",
        comparison: 'parse_promql_duration(str($RANGE)) > parse_promql_duration("1d")',
      },
    ],
  });
  const formula = all([pattern("expr: $QUERY")], {
    conditions: [{ type: "metavariable-pattern", metavariable: "$QUERY", language: "promql", formula: inner }],
  });

  test.each([
    ["a long range", "expr: max_over_time(up[2w]) > 0", 1],
    ["a long subquery", 'expr: "max_over_time((up > 0)[24h1m:5m])"', 1],
    ["in a folded text", "expr: >-\n  max_over_time(\n    up[2d])", 1],
    ["a short range", "expr: rate(up[5m]) > 0", 0],
    ["no query", "expr: '{{ .Values.query }}'", 0],
  ])("%s", (_, text, count) => {
    const rule = compileSearchRule(ruleOf(formula, "yaml"), syntaxes, analyse);
    const { matches, problem } = rule.matches(syntaxes.yaml("rules.yaml", `${text}\n`));
    expect(problem).toBeUndefined();
    expect(matches).toHaveLength(count);
  });
});
