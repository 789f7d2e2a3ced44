import { join } from "node:path";
import { changeRequest } from "#cli/change.ts";
import { judgeChange } from "#cli/judge-change.ts";
import { isThere } from "#cli/own-file.ts";
import type { Inspection } from "#cli/tree.ts";
import type { Invocation } from "#cli/verb.ts";
import { joinedReports } from "#joined-reports.ts";
import { approvalsFolder } from "#lock/approval.ts";
import type { Report } from "#model/report.ts";
import { UserError } from "#model/user-error.ts";

/**
 * The report of a scan with what nobody agreed to, where the tree has approvals and git names what they are judged
 * against. Where it does not, that is said in one line; a base that the user named must be one.
 */
export async function withDrift({ report, place, include }: Inspection, invocation: Invocation): Promise<Report> {
  const { flags, terminal, arguments: paths } = invocation;
  if (flags.user === true || place.kind !== "folder") {
    if (flags.base === undefined) return report;
    throw new UserError("--base judges a work tree, and that is not what is scanned");
  }
  if (!isThere(join(place.root, approvalsFolder))) return report;
  try {
    const { report: drift } = await judgeChange(changeRequest(invocation, false, paths), flags);
    const isAsked = ({ ruleId }: { readonly ruleId: string }) =>
      (flags.only === undefined || flags.only.includes(ruleId)) && flags.skip?.includes(ruleId) !== true;
    return joinedReports(report, drift, { include, isAsked });
  } catch (error) {
    if (!(error instanceof UserError) || flags.base !== undefined) throw error;
    terminal.note(`note: drift is not judged: ${error.message}`);
    return report;
  }
}
