import type { AgentEdit } from "#agent-edit.ts";
import { createAnalyse } from "#analyse.ts";
import { readSource } from "#discover/read.ts";
import { link } from "#graph/link.ts";
import { withSyntaxes } from "#load-syntax.ts";
import { compareSurfaces } from "#lock/compare.ts";
import { textsOf } from "#lock/surface-text.ts";
import { surfaceOf } from "#lock/surface.ts";
import type { Change } from "#model/delta.ts";
import type { Knowledge } from "#model/knowledge.ts";
import type { Surface } from "#model/surface.ts";

/** Bytes; what an agent edits is text. */
const largestFile = 4_194_304;

/** What an edit does to the identity surface of its file: the changes that need somebody's agreement. */
export async function driftOf(edit: AgentEdit, knowledge: Knowledge): Promise<readonly Change[]> {
  const source = readSource(edit.file, edit.path, { maxFileSize: largestFile, claimed: false });
  const before = "bytes" in source ? source.bytes.toString("utf8") : "";
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
