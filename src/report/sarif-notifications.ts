import type { Location as SarifLocation, Notification, ReportingDescriptor } from "sarif";
import type { Problem, ProblemKind } from "#model/problem.ts";
import type { RefusedRule, Report } from "#model/report.ts";
import { countProblems, problemsByKind, problemTextOf } from "#report/problem-text.ts";
import { messageText, physicalLocation } from "#report/sarif-location.ts";
import { pascalName } from "#report/sarif-rules.ts";
import { counted } from "#report/shown.ts";

/** Places that a notification about many problems shows. */
const exampleLimit = 10;
/** Partial problems that are told one by one; a tree may have any number of them. */
const partialLimit = 500;
/** Rules that are not understood and are told one by one. */
const refusedLimit = 500;

/** What was left out of the file, for which the reader must look elsewhere. */
export interface LeftOut {
  readonly results: number;
  readonly reported: number;
  /** Holds if related places and flows were left out for the size of the file. */
  readonly places: boolean;
}

/** Notifications and the descriptors they refer to. */
export interface Notifications {
  readonly descriptors: readonly ReportingDescriptor[];
  /** About what was scanned. */
  readonly execution: readonly Notification[];
  /** About rules that did not run. */
  readonly configuration: readonly Notification[];
}

/** A notification whose descriptor is known by id only. */
interface Note {
  readonly id: string;
  readonly level: Notification.level;
  readonly text: string;
  readonly problems: readonly Problem[];
}

const limitId = "results-left-out";
const limitDescriptor = descriptor(limitId, {
  meaning: "The report is larger than code scanning accepts, so the gravest results are reported and the rest is not.",
  help: "Read the rest in the JSON report, or narrow the scan.",
});

const refusedId = "refused-rule";
const refusedDescriptor = descriptor(refusedId, {
  meaning: "A rule that was given to the run is not understood, and did not run.",
  help: "Mend the rule as the message says, or take it out.",
});

/** Tells what was not read, not analysed in full, not understood, or left out of the file. */
export function notificationsOf(
  { problems, refused }: Pick<Report, "problems" | "refused">,
  leftOut: LeftOut,
): Notifications {
  const partial = problems.filter((problem) => problem.partial);
  const rest = [...partial.slice(partialLimit), ...problems.filter((problem) => !problem.partial)];
  const notes = [
    ...limitNotes(leftOut),
    ...partial.slice(0, partialLimit).map(partialNote),
    ...[...problemsByKind(rest)].map(([kind, group]) => groupNote(kind, group)),
  ];
  const kinds = [...problemsByKind(problems).keys()];
  const descriptors = [
    ...(notes.some(({ id }) => id === limitId) ? [limitDescriptor] : []),
    ...kinds.map((kind) => descriptor(kind, problemTextOf(kind))),
    ...(refused.length > 0 ? [refusedDescriptor] : []),
  ];
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  return {
    descriptors,
    execution: notes.map((note) => notificationOf(note, indexes.get(note.id) ?? -1)),
    configuration: refusedNotifications(refused, indexes.get(refusedId) ?? -1),
  };
}

function refusedNotifications(refused: readonly RefusedRule[], index: number): Notification[] {
  const about = { descriptor: { id: refusedId, index }, level: "error" } as const;
  const rest = refused.length - refusedLimit;
  return [
    ...refused.slice(0, refusedLimit).map(({ file, isInTree, region, message }): Notification => {
      const place = `${file}${region ? `:${region.startLine}:${region.startColumn}` : ""}`;
      return {
        ...about,
        message: { text: messageText(`'${place}': ${message}`) },
        ...(isInTree && { locations: [{ physicalLocation: physicalLocation(file, region) }] }),
      };
    }),
    ...(rest > 0 ? [{ ...about, message: { text: `${rest} more rules are not understood.` } }] : []),
  ];
}

function descriptor(id: string, text: { readonly meaning: string; readonly help: string }): ReportingDescriptor {
  return {
    id,
    name: pascalName(`${id}-notice`),
    shortDescription: { text: text.meaning },
    fullDescription: { text: text.meaning },
    help: { text: text.help },
  };
}

function limitNotes({ results, reported, places }: LeftOut): Note[] {
  const texts: string[] = [];
  if (reported < results) {
    texts.push(
      `Of ${counted(results, "result")} the ${reported} gravest are reported and ${results - reported} are not.`,
    );
  }
  if (places) texts.push("Related places and flows are left out, since the file would be too large with them.");
  return texts.map((text) => ({ id: limitId, level: "warning", text, problems: [] }));
}

function partialNote(problem: Problem): Note {
  return { id: problem.kind, level: "error", text: `'${problem.path}': ${problem.message}`, problems: [problem] };
}

function groupNote(kind: ProblemKind, problems: readonly Problem[]): Note {
  const { unread } = problemTextOf(kind);
  const partial = problems.some((problem) => problem.partial);
  const [only] = problems;
  const text =
    only && problems.length === 1
      ? `'${only.path}': ${only.message}`
      : `${countProblems(kind, problems)}${unread ? " not read" : ""}.`;
  return { id: kind, level: partial ? "error" : unread ? "note" : "warning", text, problems };
}

function notificationOf({ id, level, text, problems }: Note, index: number): Notification {
  const locations = problems
    .filter(({ path }) => path !== "")
    .slice(0, exampleLimit)
    .map(placeOf);
  return {
    descriptor: { id, index },
    level,
    message: { text: messageText(text) },
    ...(locations.length > 0 && { locations }),
  };
}

function placeOf({ path, region }: Problem): SarifLocation {
  return { physicalLocation: physicalLocation(path, region) };
}
