import type { RepoPath } from "#model/location.ts";
import { containersAround } from "#secrets/enclosing.ts";
import { isEnvironmentFile } from "#secrets/place.ts";

/** Tells whether a value at a place is set as a variable of a program's environment. */
export type GivenToProgram = (at: number) => boolean;

const json = /\.(?:json|jsonc|json5)$/i;

/** Those of an environment file, and in what starts tool servers those of an `env`. */
export function givenToProgram(text: string, path: RepoPath): GivenToProgram {
  if (isEnvironmentFile(path)) return () => true;
  if (!json.test(path) || !/"(?:mcpServers|mcp_servers|servers)"/.test(text)) return () => false;
  return (at) => /^env(?:ironment)? /.test(containersAround(text, at)[0]?.names ?? "");
}
