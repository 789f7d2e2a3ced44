import { meets } from "#flow/requirement.ts";
import { mapTaints, type Taint, type Taints } from "#flow/taint-set.ts";
import type { TaintPropagator } from "#model/rule.ts";

/** The labels of taint that has come from a source; what a function will be given has none yet. */
export function labelsOf(taints: Taints): Set<string> {
  const labels = new Set<string>();
  for (const { origin, label } of taints.values()) if (origin.type === "source") labels.add(label);
  return labels;
}

/** Propagators through which a taint has gone that are told apart. */
const mostPending = 3;

/**
 * Taint that has gone through a propagator, which may ask for labels and give one. Of what a function will be given, the
 * labels are not known yet: a caller that knows them judges it.
 */
export function propagated(taints: Taints, spec: TaintPropagator): Taints {
  const { label, requires, replaces } = spec;
  if (label === undefined && requires === undefined) return taints;
  const isMet = !requires || meets(labelsOf(taints), requires);
  const kept = new Map(
    [...taints].filter(([, { origin }]) => isMet || origin.type === "input" || origin.type === "result"),
  );
  return mapTaints(kept, (taint) => {
    const { origin } = taint;
    if (origin.type === "input" || origin.type === "result") return pending(taint, spec);
    if (label === undefined || (replaces && !replaces.includes(taint.label))) return taint;
    return { ...taint, label, key: keyWith(taint, label) };
  });
}

function pending(taint: Taint, spec: TaintPropagator): Taint {
  const before = taint.pending ?? [];
  if (before.length >= mostPending) return taint;
  const label = `${taint.label}~${spec.from}>${spec.to}${JSON.stringify([spec.requires, spec.label, spec.replaces])}`;
  return { ...taint, isSame: false, label, pending: [...before, spec], key: keyWith(taint, label) };
}

function keyWith({ key, label }: Taint, other: string): string {
  return `${key.slice(0, key.length - label.length)}${other}`;
}
