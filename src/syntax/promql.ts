import type { Document, Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { TokenCursor } from "#syntax/promql-cursor.ts";
import { PromqlReader } from "#syntax/promql-expressions.ts";
import { tokensOf } from "#syntax/promql-tokens.ts";
import { problemSink } from "#syntax/problem.ts";

/** Parses PromQL, the language of queries and rules of Prometheus: https://prometheus.io/docs/prometheus/latest/querying/basics/ */
export function parsePromql(path: RepoPath, text: string): Document {
  const { list, comments } = tokensOf(text);
  const cursor = new TokenCursor(list, text.length);
  const reader = new PromqlReader(cursor);
  const children = reader.program().map(({ start, end, node }): Node => {
    const expression: Node = { ...node, role: "expression" };
    return { kind: "expression-statement", start, end, role: "statement", children: [expression] };
  });
  const root: Node = { kind: "program", start: 0, end: text.length, children };
  const { tooDeepAt } = reader.builder;
  const problems = problemSink(path, text);
  if (tooDeepAt) problems.add("too-deep", tooDeepAt, "The query nests deeper than can be followed");
  else if (cursor.mistake) problems.add("parse-error", cursor.mistake, "The query cannot be read from here on");
  return { path, syntax: "promql", text, root, comments, problems: problems.list };
}
