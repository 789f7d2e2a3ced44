import type { ChalkInstance } from "chalk";
import { Chalk } from "chalk";
import type { Severity } from "#model/finding.ts";
import type { ReportOptions } from "#model/report.ts";

/** A way to colour a text; the same text where colours are off. */
export type Paint = (text: string) => string;

/** The colours of the terminal reports. */
export interface Style {
  readonly severity: Readonly<Record<Severity, Paint>>;
  /** Line numbers, arrows and everything else that holds the page together. */
  readonly frame: Paint;
  readonly secondary: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly help: Paint;
}

/** The style that the options ask for; nothing else, such as the environment, has a say. */
export function styleOf(options: ReportOptions): Style {
  const chalk: ChalkInstance = new Chalk({ level: options.color ? 1 : 0 });
  return {
    severity: {
      critical: chalk.magentaBright.bold,
      high: chalk.redBright.bold,
      medium: chalk.yellowBright.bold,
      low: chalk.cyanBright.bold,
      info: chalk.whiteBright.bold,
    },
    frame: chalk.blueBright,
    secondary: chalk.blueBright.bold,
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.greenBright,
    bad: chalk.redBright,
    help: chalk.greenBright,
  };
}
