import type { Severity } from "#model/finding.ts";
import type { Region, RepoPath } from "#model/location.ts";
import type { Reporter } from "#model/report.ts";
import { shownFindings } from "#report/shown.ts";
import { shorten, visible, withoutCommands } from "#report/visible.ts";

/** UTF-16 units of a message: an annotation is read at a glance. */
const messageLimit = 2000;

/** Annotations of rules that did not run; the end of the run tells that there are some. */
const mostRefused = 100;

const refusedTitle = "Rule not understood";

type Level = "error" | "warning" | "notice";

/** Workflow commands, which GitHub shows as annotations where code scanning is not at hand. */
export const github: Reporter = (report, options) => {
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  const findings = shownFindings(report, options).map(({ ruleId, severity, message, location }) => {
    const title = titles.get(ruleId);
    return command(levelOf(severity), {
      ...location,
      title: title === undefined || title === ruleId ? ruleId : `${title} (${ruleId})`,
      message,
    });
  });
  const problems = report.problems
    .filter((problem) => problem.partial)
    .map((problem) => command("warning", { ...problem, title: "Not analysed in full" }));
  const refused = report.refused.slice(0, mostRefused).map(({ file, isInTree, region, message }) =>
    isInTree
      ? command("error", { path: file, region, title: refusedTitle, message })
      : command("error", {
          title: refusedTitle,
          message: `${file}${region ? `:${region.startLine}` : ""}: ${message}`,
        }),
  );
  return [...findings, ...refused, ...problems].map((line) => `${line}\n`).join("");
};

function levelOf(severity: Severity): Level {
  if (severity === "critical" || severity === "high") return "error";
  return severity === "medium" ? "warning" : "notice";
}

interface Annotation {
  /** Absent for what lies in no file of the repository. */
  readonly path?: RepoPath;
  readonly region?: Region | undefined;
  readonly title: string;
  readonly message: string;
}

function command(level: Level, { path, region, title, message }: Annotation): string {
  const properties = [
    ...(path === undefined ? [] : [`file=${property(path)}`]),
    ...(region
      ? [
          `line=${region.startLine}`,
          `endLine=${region.endLine}`,
          `col=${region.startColumn}`,
          `endColumn=${region.endColumn}`,
        ]
      : []),
    `title=${property(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${data(shorten(message, messageLimit))}`;
}

/** The text of a command, on one line; line breaks survive, which a file's name needs to be found by. */
function data(text: string): string {
  return withoutCommands(text.replace(/[^\r\n]+/g, visible))
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
