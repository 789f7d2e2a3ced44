import { permissionGrants } from "#artifact/permission-pattern.ts";
import { folderName } from "#artifact/names.ts";
import { recordFences } from "#artifact/prose-document.ts";
import { hookFacts } from "#artifact/claude-hooks.ts";
import { openclawSkillFacts } from "#artifact/openclaw-skill.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { at, isFalse, isTrue, textOf } from "#model/tree.ts";
import { frontMatterOf } from "#artifact/prose-document.ts";

/** Agent Skills: `SKILL.md` with front matter, as agentskills.io, Claude Code, OpenClaw and Codex read them. */
export const skill: ArtifactFrontEnd = {
  format: "agent-skill",
  role: "skill",
  syntax: "markdown",
  claims: (path) => /(^|\/)SKILL\.md$/i.test(path),
  facts(document, record) {
    const matter = frontMatterOf(document);
    const name = textOf(at(matter, "name")) || skillFolder(document.path);
    const anchor = `skill/${name}`;
    const owner = record.fact({
      kind: "tool",
      anchor,
      key: name,
      at: at(matter, "name") ?? document.root.children[0] ?? document.root,
      value: {
        name,
        form: "skill",
        registration: "static",
        modelInvocable: !isTrue(at(matter, "disable-model-invocation")),
      },
    });
    permissionGrants(at(matter, "allowed-tools") ?? at(matter, "allowed_tools"), { anchor, owner }, record);
    if (isFalse(at(matter, "user-invocable"))) hiddenCapability(document, record, anchor);
    hookFacts(document, at(matter, "hooks"), { anchor, owner }, record);
    openclawSkillFacts(document, at(matter, "metadata"), { anchor, owner }, record);
    recordFences(document, { anchor, owner }, record);
    record.prose(document, { anchor, owner });
  },
};

/** A skill without a name is known by its folder, as every reader of the format does. */
function skillFolder(path: RepoPath): string {
  return folderName(path) || "unnamed";
}

function hiddenCapability(document: Document, record: Recorder, anchor: string): void {
  const node = at(frontMatterOf(document), "user-invocable")!;
  record.fact({
    kind: "trigger",
    anchor,
    key: "model:only",
    at: node,
    value: { type: "model", source: "only", sender: "internal" },
  });
}
