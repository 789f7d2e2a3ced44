import { baseName } from "#artifact/names.ts";
import { recordFences } from "#artifact/prose-document.ts";
import { secretFileOf } from "#artifact/secret-files.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";

/** Names, in upper case exactly, that agents read by themselves at the start of a session. */
const wholeNames = new Set([
  "AGENTS.md",
  "AGENTS.override.md",
  "AGENT.md",
  "CLAUDE.md",
  "CLAUDE.local.md",
  "GEMINI.md",
  "QWEN.md",
  "SOUL.md",
  "TOOLS.md",
  "IDENTITY.md",
  "USER.md",
  "MEMORY.md",
  "HEARTBEAT.md",
  "BOOTSTRAP.md",
  "BOOT.md",
  ".cursorrules",
  ".windsurfrules",
  ".goosehints",
  ".clinerules",
  ".roorules",
]);

/** Places whose files are read by name or by glob. */
const places: readonly RegExp[] = [
  /(^|\/)\.clinerules\/.+\.(md|txt)$/,
  /(^|\/)\.cursor\/rules\/.+\.(mdc|md)$/,
  /(^|\/)\.claude\/rules\/.+\.md$/,
  /(^|\/)\.github\/copilot-instructions\.md$/,
  /(^|\/)\.github\/instructions\/.+\.instructions\.md$/,
  /(^|\/)\.roo\/rules[\w-]*\/.+\.(md|txt)$/,
  /(^|\/)\.kiro\/steering\/[^/]+\.md$/,
  /(^|\/)\.windsurf\/rules\/.+\.md$/,
  /(^|\/)\.continue\/rules\/.+\.md$/,
  /(^|\/)\.amazonq\/rules\/.+\.md$/,
  /(^|\/)\.junie\/guidelines\.md$/,
];

/** Standing instructions: texts that agents put into every prompt. */
export const instructions: ArtifactFrontEnd = {
  format: "instructions",
  role: "instructions",
  syntax: "markdown",
  claims: (path) => wholeNames.has(baseName(path)) || places.some((place) => place.test(path)),
  facts(document, record) {
    const owner = { anchor: instructionsAnchor(document.path) };
    recordFences(document, owner, record);
    importFacts(document, owner.anchor, record);
    record.prose(document, owner);
  },
};

/** Nothing but its path names an instruction file. */
export function instructionsAnchor(path: RepoPath): string {
  return `instructions/${path}`;
}

/** `@path` takes another file into the prompt; only paths that lead out of the tree are told. Linear. */
const imports =
  /(?<![\w@/.`])@((?:~\/|\/(?:home|Users|root|etc|var|opt|private)\/|(?:\.\.\/){2,8})[^\s`'"()<>,;]{1,300})/g;

function importFacts(document: Document, anchor: string, record: Recorder): void {
  for (const node of document.root.children) {
    if (node.kind !== "sentence" && node.kind !== "heading") continue;
    for (const match of String(node.value ?? "").matchAll(imports))
      importFact(record, anchor, node, match[1]!.replace(/[.:!?]+$/, ""));
  }
}

function importFact(record: Recorder, anchor: string, node: Node, path: string): void {
  const secret = secretFileOf(path);
  if (secret)
    record.fact({
      kind: "credential",
      anchor,
      key: `file:${secret.name}`,
      at: node,
      value: {
        source: "file",
        name: secret.name,
        lifetime: "long-lived",
        authority: "human-session",
        via: "prompt",
        ...(secret.issuer === undefined ? {} : { issuer: secret.issuer }),
      },
    });
  else
    record.fact({
      kind: "effect",
      anchor,
      key: `file-read:${path}`,
      at: node,
      value: { effect: "file-read", target: path, detail: `@${path}` },
    });
}
