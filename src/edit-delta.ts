import type { AgentEdit } from "#agent-edit.ts";
import { createAnalyse } from "#analyse.ts";
import { isClaimed } from "#artifact/claimed.ts";
import { readSource } from "#discover/read.ts";
import { link } from "#graph/link.ts";
import { withSyntaxes } from "#load-syntax.ts";
import { compareSurfaces } from "#lock/compare.ts";
import { textsOf } from "#lock/surface-text.ts";
import { surfaceOf } from "#lock/surface.ts";
import type { Change } from "#model/delta.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Surface } from "#model/surface.ts";
import { UserError } from "#model/user-error.ts";

/** Bytes; what an agent edits is text. */
const largestFile = 4_194_304;

/**
 * What an edit does to the identity surface of its file: the changes that need somebody's agreement. Throws a
 * `UserError` where the file plays a role and is there, but cannot be read.
 */
export async function driftOf(edit: AgentEdit, knowledge: Knowledge): Promise<readonly Change[]> {
  const before = textBefore(edit);
  const analyse = createAnalyse(knowledge, []);
  const surfaceOfText = async (text: string): Promise<Surface> => {
    const summary = await withSyntaxes(() => analyse(edit.path, Buffer.from(text)));
    return surfaceOf(link([summary]), textsOf([summary]));
  };
  const empty = surfaceOf({ facts: [], edges: [] }, []);
  const base = before === "" ? empty : await surfaceOfText(before);
  const { changes } = await compareSurfaces(base, await surfaceOfText(edit.apply(before)));
  return changes.filter(({ drift }) => drift);
}

function textBefore({ file, path }: AgentEdit): string {
  const source = readSource(file, path, { maxFileSize: largestFile, claimed: false });
  if ("bytes" in source) return source.bytes.toString("utf8");
  // Silence would let pass an edit of which nobody knows what it makes.
  if (source.kind === "oversized" && isClaimed(path)) throw new UserError(source.message, { where: path });
  return "";
}
