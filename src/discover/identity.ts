import { createRequire } from "node:module";

import { gitProgram } from "#discover/git-process.ts";

/**
 * The address that git's configuration of the user gives, in the home folder; undefined if it gives none. What the
 * repository itself says of its user is not asked: it may come from anybody.
 */
export function configuredEmail(home: string, searchPath: string, scanned: string): string | undefined {
  const program = gitProgram(searchPath, [scanned]);
  if (program === undefined) return undefined;
  try {
    // Loaded here, since few runs need it and the module is slow to load.
    const { execFileSync } = createRequire(import.meta.url)(
      "node:child_process",
    ) as typeof import("node:child_process");
    const output = execFileSync(program, ["config", "--global", "--get", "user.email"], {
      cwd: home,
      env: { HOME: home, LC_ALL: "C" },
      encoding: "utf8",
      timeout: 10_000,
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
    return output.trim() === "" ? undefined : output.trim();
  } catch {
    return undefined;
  }
}
