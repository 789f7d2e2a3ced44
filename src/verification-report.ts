import { sideRequest, type ChangeRequest, type ChangeView } from "#approval-view.ts";
import { isTestPath } from "#discover/classify.ts";
import { driftFindings } from "#drift-findings.ts";
import { approvalRule, checkFindings } from "#lock/check-findings.ts";
import type { Verification } from "#model/check.ts";
import { compareLocations, compareText } from "#model/location.ts";
import type { Report } from "#model/report.ts";
import { reportOf } from "#scan.ts";

/** Kinds of checks that say that nobody agreed to a change. */
const unagreed: ReadonlySet<string> = new Set(["unapproved", "approved-otherwise", "only-adopted"]);

/**
 * A verification for the reporters of `scan`: what nobody agreed to as findings of the drift rules, with the old and
 * the new value, and what is wrong with approvals as findings of a rule of its own. No ignore and no severity of a
 * configuration has a say.
 */
export function verificationReport(request: ChangeRequest, view: ChangeView, { checks, places }: Verification): Report {
  const { comparison, delta } = view;
  const { head, base } = comparison;
  const open = new Set(checks.filter(({ kind }) => unagreed.has(kind)).flatMap(({ entries }) => entries));
  const changes = comparison.delta.changes.filter(({ id, drift }) => drift && open.has(id));
  const rules = request.scan.knowledge.rules.filter((rule) => rule.mode === "drift");
  const drift = driftFindings(rules, {
    delta: { ...delta, changes },
    base: base.judgement.graph,
    head: head.judgement.graph,
    isTestPath,
  });
  const told = new Set(changes.map(({ id }) => id));
  const findings = [...drift, ...checkFindings(checks, places, (id) => told.has(id) && places.has(id))].sort(
    (left, right) => compareLocations(left.location, right.location) || compareText(left.ruleId, right.ruleId),
  );
  const scanned = {
    ...sideRequest(request, view.deciding.config),
    place: { kind: "folder", root: request.top },
  } as const;
  const report = reportOf(scanned, { ...head.judgement, findings });
  return { ...report, rules: [...rules.map((rule) => rule.metadata), approvalRule] };
}
