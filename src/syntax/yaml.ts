import type { Document, Node } from "#model/document.ts";
import type { RepoPath, Span } from "#model/location.ts";
import { leaf } from "#syntax/node.ts";
import { problemSink, type ProblemSink } from "#syntax/problem.ts";
import { lowerYaml } from "#syntax/yaml-lower.ts";
import { composeYaml, type YamlError } from "#syntax/yaml-read.ts";

/**
 * YAML 1.2 with the core schema. An alias is the very node its anchor stands on, at the anchor's place; the pairs of a
 * merge key stand in its mapping. Several documents become a `stream`. What an erroneous text still says is kept.
 */
export function parseYaml(path: RepoPath, text: string): Document {
  const problems = problemSink(path, text);
  const { root, comments, errors } = readYaml(text, 0, problems);
  reportYamlErrors(errors, text.length, problems);
  return { path, syntax: "yaml", text, root, comments, problems: problems.list };
}

/** A piece of YAML, read. */
export interface YamlReading {
  readonly root: Node;
  readonly comments: readonly Span[];
  /** What is wrong with its syntax, for the caller to report. */
  readonly errors: readonly YamlError[];
}

/** Reads `text`, which stands at offset `base` of the text that positions are wanted in; depth and aliases are reported. */
export function readYaml(text: string, base: number, problems: ProblemSink): YamlReading {
  const span = { start: base, end: base + text.length };
  const nothing = leaf("null", span, null);
  try {
    const { documents, comments, errors, stop } = composeYaml(text, base);
    if (!stop) {
      const { root, unresolved } = lowerYaml(documents, text, base, problems);
      return { root, comments, errors: [...errors, ...unresolved] };
    }
    problems.add(stop.kind, stop.span, stop.message);
    return { root: nothing, comments, errors };
  } catch (error) {
    if (error instanceof RangeError) problems.add("too-deep", span, "Nested too deep to be read");
    else problems.add("parse-error", span, "Not YAML that can be read");
    return { root: nothing, comments: [], errors: [] };
  }
}

/** One problem for all syntax errors of a text: the first says where, the rest mostly follow from it. */
export function reportYamlErrors(errors: readonly YamlError[], length: number, problems: ProblemSink): void {
  const first = errors[0];
  if (!first) return;
  const start = Math.min(first.start, length);
  const reason = first.code.toLowerCase().replaceAll("_", " ");
  const span = { start, end: Math.max(start, Math.min(first.end, length)) };
  problems.add("parse-error", span, `Not valid YAML here: ${reason}`);
}
