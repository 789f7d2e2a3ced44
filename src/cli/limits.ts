import type { Invocation } from "#cli/verb.ts";
import type { Limits } from "#scan.ts";

/** Files that a walk takes at most; more is a mistake of the path, or an attack. */
const maxFiles = 500_000;

/** The bounds that the flags set, or the customary ones. Time counts from the start of the process, for all that it reads. */
export function limitsOf(flags: Invocation["flags"]): Limits {
  return {
    maxFileSize: flags.maxFileSize ?? 1024 * 1024,
    maxFiles,
    deadline: performance.timeOrigin + (flags.timeout ?? 600) * 1000,
    jobs: flags.jobs ?? 0,
  };
}
