/** What a run's exit code says; the same for all verbs. */
export const exitCodes = {
  /** Nothing to stop for. */
  clean: 0,
  /** Findings at or over the threshold. */
  findings: 1,
  /** A flag, path, configuration or rule that is wrong. */
  usage: 2,
  /** A mistake of ours. */
  bug: 3,
  /** A file with a role could not be analysed, or a limit ended the scan. */
  partial: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
