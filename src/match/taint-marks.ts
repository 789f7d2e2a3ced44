import type { Binding, Bindings } from "#match/binding.ts";
import type { Node } from "#model/document.ts";
import type { Confidence } from "#model/fact.ts";
import type { Span } from "#model/location.ts";
import type { TaintPropagator, TaintSanitizer, TaintSink, TaintSource } from "#model/rule.ts";

/** A place that a part of a taint rule has found. */
export interface Mark<Spec> extends Span {
  readonly spec: Spec;
  /** What was found, where it is one node. */
  readonly node?: Node;
  readonly bindings: Bindings;
  /** The least of the facts that it rests on, where it rests on any. */
  readonly confidence?: Confidence;
}

/** A place at which taint goes from one thing to another. */
export interface PropagatorMark extends Mark<TaintPropagator> {
  readonly from: Binding;
  readonly to: Binding;
}

/** All that a taint rule has found in a document, each in source order. */
export interface TaintMarks {
  readonly sources: readonly Mark<TaintSource>[];
  readonly sinks: readonly Mark<TaintSink>[];
  readonly sanitizers: readonly Mark<TaintSanitizer>[];
  /** The sanitizers that are gates. */
  readonly gates: readonly Mark<TaintSanitizer>[];
  readonly propagators: readonly PropagatorMark[];
}
