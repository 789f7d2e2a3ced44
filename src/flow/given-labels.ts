import type { TaintMarks } from "#match/taint-marks.ts";
import type { Requirement, TaintSink } from "#model/rule.ts";

/** What a rule has found, without the sinks that ask for labels that nothing of it gives. */
export function arrivable(marks: TaintMarks): TaintMarks {
  const labels = givenLabels(marks);
  return { ...marks, sinks: marks.sinks.filter(({ spec }) => mayArrive(spec, labels)) };
}

/** The labels that taint may have: those of sources, and those that propagators give it on the way. */
function givenLabels({ sources, propagators }: TaintMarks): ReadonlySet<string> {
  const specs = new Set([...sources, ...propagators].map(({ spec }) => spec));
  const labels = new Set<string>();
  for (let size = -1; size !== labels.size;) {
    size = labels.size;
    for (const { label, requires } of specs)
      if (label !== undefined && (!requires || mayMeet(labels, requires))) labels.add(label);
  }
  return labels;
}

function mayArrive({ requires }: TaintSink, labels: ReadonlySet<string>): boolean {
  const all = "type" in requires ? [requires] : requires.map(([, each]) => each);
  return all.every((each) => mayMeet(labels, each));
}

/** Holds if some of the labels meet a requirement. Recursive; rules are shallow. */
function mayMeet(labels: ReadonlySet<string>, requirement: Requirement): boolean {
  switch (requirement.type) {
    case "label":
      return labels.has(requirement.label);
    case "constant":
      return requirement.holds;
    case "not":
      return true;
    case "and":
      return requirement.of.every((each) => mayMeet(labels, each));
    case "or":
      return requirement.of.some((each) => mayMeet(labels, each));
  }
}
