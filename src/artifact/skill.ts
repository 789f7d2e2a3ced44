/**
 * Agent Skills: `SKILL.md` with front matter. Sources: agentskills.io specification; Claude Code, OpenClaw and Codex
 * skills references. As of 2026-11: `allowed-tools` are used without a yes while the skill is active, by the rules of
 * Claude Code; OpenCode passes over all keys but name, description, license, compatibility and metadata. The model may
 * start a skill by itself.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { digestOf } from "#artifact/digest.ts";
import { folderName } from "#artifact/names.ts";
import { openclawSkillFacts } from "#artifact/openclaw-skill.ts";
import { permissionGrants } from "#artifact/permission-pattern.ts";
import { frontMatterOf, recordFences } from "#artifact/prose-document.ts";
import { gates, settingFacts, type SettingRow } from "#artifact/setting-table.ts";
import { mentionsOf } from "#artifact/skill-mentions.ts";
import type { Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { FactId } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";
import { at, isFalse, isTrue, textOf } from "#model/tree.ts";

const rows: readonly SettingRow[] = [{ path: "disallowed-tools", means: gates("policy", "{}") }];

/** Skills that only OpenCode looks for. */
const grantsNothing = /(^|\/)\.opencode\/skills?\//;

/** Skills, as every product reads them. */
export const skill: ArtifactFrontEnd = {
  format: "agent-skill",
  role: "skill",
  syntax: "markdown",
  claims: (path) => /(^|\/)SKILL\.md$/i.test(path),
  facts(document, record) {
    const matter = frontMatterOf(document);
    const name = textOf(at(matter, "name")) || skillFolder(document.path);
    const anchor = `skill/${name}`;
    const owner = skillTool(document, { name, anchor, matter }, record);
    const subject: Subject = { document, anchor, owner, record };
    if (!grantsNothing.test(document.path)) {
      const tools = at(matter, "allowed-tools") ?? at(matter, "allowed_tools");
      permissionGrants(tools, subject, { record, product: "claude-code" });
    }
    if (matter) settingFacts(subject, rows, matter);
    hiddenCapability(subject, at(matter, "user-invocable"));
    hookFacts(document, at(matter, "hooks"), subject, record);
    openclawSkillFacts(document, at(matter, "metadata"), { anchor, owner }, record);
    recordFences(document, subject, record);
    record.prose(document, subject);
  },
};

interface SkillHead {
  readonly name: string;
  readonly anchor: string;
  readonly matter: Node | undefined;
}

function skillTool(document: Document, { name, anchor, matter }: SkillHead, record: Recorder): FactId {
  const description = textOf(at(matter, "description"));
  const mentions = mentionsOf(document);
  return record.fact({
    kind: "tool",
    anchor,
    key: name,
    at: at(matter, "name") ?? document.root.children[0] ?? document.root,
    value: {
      name,
      form: "skill",
      registration: "static",
      modelInvocable: !isTrue(at(matter, "disable-model-invocation")),
      ...(description ? { description: digestOf(description) } : {}),
      ...(mentions.length > 0 ? { mentions } : {}),
    },
  });
}

/** A skill without a name is known by its folder, as every reader of the format does. */
function skillFolder(path: RepoPath): string {
  return folderName(path) || "unnamed";
}

/** A skill that people cannot start and the model can. */
function hiddenCapability({ anchor, owner, record }: Subject, setting: Node | undefined): void {
  if (!setting || !isFalse(setting)) return;
  const value = { type: "model", source: "only", sender: "internal" } as const;
  record.fact({ kind: "trigger", anchor, key: "model:only", owner, at: setting, value });
}
