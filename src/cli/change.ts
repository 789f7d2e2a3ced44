import { limitsOf } from "#cli/limits.ts";
import { configOf } from "#cli/settings.ts";
import { repositoryOf } from "#cli/tree.ts";
import type { Invocation } from "#cli/verb.ts";
import type { SignatureRequest } from "#approval-signatures.ts";
import type { ChangeRequest } from "#approval-view.ts";
import { defaultBranch, resolveRevision } from "#discover/revision.ts";
import { loadKnowledge, loadSecrets } from "#knowledge.ts";
import { UserError } from "#model/user-error.ts";

/**
 * The change that the flags speak of: from `--base`, or the default branch, to the work tree around the first of the
 * paths, or around this folder.
 */
export function changeRequest(
  { flags, version }: Pick<Invocation, "flags" | "version">,
  approving: boolean,
  paths: readonly string[] = [],
): ChangeRequest {
  const repository = repositoryOf(paths);
  const { top } = repository;
  if (top === undefined) throw new UserError("this is a bare repository, and a change is judged in a work tree");
  const base = flags.base === undefined ? defaultBase(repository) : resolveRevision(repository, flags.base);
  const given = flags.config === false || typeof flags.config === "string";
  return {
    repository,
    top,
    base,
    ...(given ? { config: configOf({ kind: "folder", root: top }, flags) } : {}),
    scan: {
      knowledge: { ...loadKnowledge(), secrets: loadSecrets() },
      today: flags.now ?? new Date().toISOString().slice(0, 10),
      limits: limitsOf(flags),
      version,
      searchPath: process.env["PATH"] ?? "",
    },
    approving,
  };
}

/** What signatures of a change are checked with; what is new counts from the day that counts as today. */
export function signatureRequest(request: ChangeRequest, day?: string): SignatureRequest {
  return {
    ...request,
    searchPath: request.scan.searchPath,
    // A key that is valid for a part of the given day is valid on it if it still is at its end.
    now: day === undefined ? digitsOf(new Date().toISOString()) : `${digitsOf(day)}235959`,
  };
}

/** `2026-11-21T14:05:06Z` as `20261121140506`. */
function digitsOf(time: string): string {
  return time.replaceAll(/\D/g, "").slice(0, 14);
}

function defaultBase(repository: ChangeRequest["repository"]): ChangeRequest["base"] {
  try {
    return defaultBranch(repository);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, { suggestion: "Name what the change is made to: `--base REV`." });
  }
}
