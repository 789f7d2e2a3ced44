/**
 * Slash commands in Markdown: Claude Code's `.claude/commands/**.md` and `commands/*.md` of plugins, Factory's,
 * OpenCode's, Copilot's `*.prompt.md`, Cursor's, the workflows of Windsurf and Antigravity. Sources: Claude Code slash
 * commands reference, Factory custom slash commands, OpenCode commands, VS Code prompt files, Cursor commands, Windsurf
 * workflows; as of 2026-11: the tools that a command of Claude Code lists under `allowed-tools` are used without a yes
 * while it runs; Factory, OpenCode, Cursor and Windsurf have no such key, and the `tools` of a prompt file name what it
 * may ask for. The model may start a command, in the last three products a person alone.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { digestOf } from "#artifact/digest.ts";
import { stem } from "#artifact/names.ts";
import { permissionGrants } from "#artifact/permission-pattern.ts";
import { frontMatterOf, recordFences } from "#artifact/prose-document.ts";
import { recordEffect, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { at, isTrue, textOf, walk } from "#model/tree.ts";

const commandPath =
  /(^|\/)\.(claude|factory)\/commands\/.+\.md$|(^|\/)\.opencode\/commands?\/.+\.md$|\.prompt\.md$|(^|\/)(external_)?plugins\/[^/]+\/commands\/(?!README)[^/]+\.md$/;

/** Commands that only a person starts: of Cursor, and the workflows of Windsurf and Antigravity. */
const personsCommand = /(^|\/)\.cursor\/commands\/.+\.md$|(^|\/)\.(?:windsurf|agents?)\/workflows\/[^/]+\.md$/;

/** Commands of products in which front matter allows no tools. */
const grantsNothing =
  /(^|\/)\.(?:factory|cursor)\/commands\/|(^|\/)\.opencode\/commands?\/|\.prompt\.md$|(^|\/)\.(?:windsurf|agents?)\/workflows\//;

/** Slash commands as Markdown. */
export const claudeCommand: ArtifactFrontEnd = {
  format: "claude-command",
  role: "skill",
  syntax: "markdown",
  claims: (path) => commandPath.test(path) || personsCommand.test(path),
  markers: ["allowed-tools:", "argument-hint:", "$ARGUMENTS"],
  recognises: (document) => /(^|\/)commands\/([^/]+\/)*[^/]+\.md$/.test(document.path) && definesCommand(document),
  facts(document, record) {
    const matter = frontMatterOf(document);
    const name = commandName(document.path);
    const anchor = `command/${name}`;
    const description = textOf(at(matter, "description"));
    const owner = record.fact({
      kind: "tool",
      anchor,
      key: name,
      at: matter ?? document.root.children[0] ?? document.root,
      value: {
        name,
        form: "command",
        registration: "static",
        modelInvocable: !personsCommand.test(document.path) && !isTrue(at(matter, "disable-model-invocation")),
        ...(description ? { description: digestOf(description) } : {}),
      },
    });
    const subject: Subject = { document, anchor, owner, record };
    if (!grantsNothing.test(document.path))
      permissionGrants(at(matter, "allowed-tools"), subject, { record, product: "claude-code" });
    hookFacts(document, at(matter, "hooks"), subject, record);
    argumentsInCommands(subject);
    recordFences(document, subject, record);
    record.prose(document, subject);
  },
};

function definesCommand(document: Document): boolean {
  const matter = frontMatterOf(document);
  if (at(matter, "allowed-tools") || at(matter, "argument-hint")) return true;
  return /\$ARGUMENTS\b/.test(document.text);
}

/** The name a command is called by: the folders below `commands` are name spaces. */
function commandName(path: RepoPath): string {
  const below = /(?:^|\/)commands?\/((?:[^/]+\/)*)[^/]+$/.exec(path)?.[1] ?? "";
  return below.replaceAll("/", ":") + stem(path);
}

/** What a caller gives a command, put into a shell line: whoever calls it, the model too, writes part of that line. */
const argumentWord = /\$ARGUMENTS\b|\$\{?[1-9]\}?(?!\w)|\{\{\s{0,9}args\s{0,9}\}\}/;

function argumentsInCommands(subject: Subject): void {
  for (const node of walk(subject.document.root)) {
    const runsItself = node.label === "!code" || (node.kind === "fence" && node.label === "!");
    // Inside single quotes `$1` is a field of awk far more often than an argument.
    if (runsItself && argumentWord.test(textOfAny(node).replaceAll(/'[^']*'/g, "")))
      recordEffect(subject, node, { effect: "exec", target: "$ARGUMENTS", detail: textOfAny(node) });
  }
}

function textOfAny(node: Node): string {
  return typeof node.value === "string" ? node.value : "";
}
