import { issuerOf } from "#secrets/credential-issuer.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { frontMatterOf } from "#artifact/prose-document.ts";
import { written } from "#artifact/subject.ts";
import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import { at, isTrue, itemsOf, scalarOf, stringsOf, textOf } from "#model/tree.ts";

/** Blocks of a skill's metadata that the product reads, newest name first. */
const blocks = ["openclaw", "clawdbot", "moltbot", "clawdis"];

/** Records what OpenClaw's part of a skill's front matter says. `metadata` is the value of the key of that name. */
export function openclawSkillFacts(
  document: Document,
  metadata: Node | undefined,
  owner: TextOwner,
  record: Recorder,
): void {
  commandDispatch(document, owner, record);
  if (metadata?.kind === "string") {
    unreadMetadata(document, metadata, owner, record);
    return;
  }
  const block = blocks.map((name) => at(metadata, name)).find((found) => found !== undefined);
  if (block?.kind === "string") unreadMetadata(document, block, owner, record);
  if (block?.kind !== "mapping") return;
  const skill: SkillReading = { document, record, owner, block };
  environmentFacts(skill);
  const always = at(block, "always");
  if (isTrue(always)) alwaysGate(skill, always!);
  for (const step of itemsOf(at(block, "install"))) installFact(skill, step);
}

interface SkillReading {
  readonly document: Document;
  readonly record: Recorder;
  readonly owner: TextOwner;
  readonly block: Node;
}

/** JSON in a quoted string: embedded, so that text rules see it; what it asks for is not told as facts. */
function unreadMetadata(document: Document, metadata: Node, owner: TextOwner, record: Recorder): void {
  if (!/"?(openclaw|clawdbot|moltbot|requires|install)"?\s*:/.test(textOf(metadata) ?? "")) return;
  record.embed(embeddingOf(document, metadata, "json"), owner);
  record.fact({
    kind: "opaque",
    ...owner,
    key: "metadata",
    at: metadata,
    value: { reason: "The metadata is JSON inside of a string." },
  });
}

/** Variables that the skill needs; only those whose names say that they hold a credential, and the primary one. */
function environmentFacts({ record, owner, block }: SkillReading): void {
  const primary = at(block, "primaryEnv");
  const needed = [
    ...stringsOf(at(block, "requires", "env")),
    ...namedVariables(at(block, "requires", "env")),
    ...namedVariables(at(block, "envVars")),
  ].filter(({ text }) => isSecretName(text));
  const first = textOf(primary) ? [{ text: textOf(primary)!, node: primary! }] : [];
  const seen = new Set<string>();
  for (const { text: name, node } of [...needed, ...first]) {
    if (seen.has(name)) continue;
    seen.add(name);
    const issuer = issuerOf(name);
    record.fact({
      kind: "credential",
      ...owner,
      key: `env:${name}`,
      at: node,
      value: {
        source: "env",
        name,
        lifetime: "long-lived",
        authority: "service",
        via: "env",
        ...(issuer === undefined ? {} : { issuer }),
      },
    });
  }
}

/** Variables written as mappings with a `name`. */
function namedVariables(list: Node | undefined): { readonly text: string; readonly node: Node }[] {
  return itemsOf(list).flatMap((item) => {
    const node = at(item, "name");
    const text = textOf(node);
    return node && text ? [{ text, node }] : [];
  });
}

/** Shown to the model whether or not its requirements are met. */
function alwaysGate({ record, owner }: SkillReading, node: Node): void {
  record.fact({
    kind: "gate",
    ...owner,
    key: "always",
    at: node,
    value: { verdict: "auto", covers: "skills", setting: "metadata.openclaw.always" },
  });
}

/** Keys that name what an installer fetches, by installer. */
const packageKeys = ["formula", "package", "module", "spec", "url", "cask", "command", "script"];

/** An installer that the product offers to run: code that is fetched then, unless a digest or version fixes it. */
function installFact({ document, record, owner }: SkillReading, step: Node): void {
  const kind = scalarOf(at(step, "kind")) ?? scalarOf(at(step, "type")) ?? "unknown";
  const key = packageKeys.find((name) => textOf(at(step, name)) !== undefined);
  const node = key === undefined ? undefined : at(step, key);
  const what = textOf(node) ?? "";
  const fixed = at(step, "sha256") !== undefined || isPinned(kind, what);
  record.fact({
    kind: "effect",
    ...owner,
    key: `exec:install ${kind} ${what}`.trim(),
    at: node ?? at(step, "kind") ?? step,
    value: {
      effect: "exec",
      target: `install ${kind}`,
      ...(what === "" ? {} : written(what)),
      ...(fixed ? {} : { remote: true }),
    },
  });
  if ((key === "command" || key === "script") && node?.kind === "string")
    record.embed(embeddingOf(document, node, "bash"), owner);
}

/** Holds if the installer fetches the same thing every time: an exact version, in the notation of its registry. */
function isPinned(kind: string, what: string): boolean {
  if (kind === "node" || kind === "npm") return /[^@]@v?\d+\.\d+\.\d+(-[\w.]+)?$/.test(what);
  if (kind === "uv" || kind === "pip" || kind === "pipx") return /==\d+(\.\d+)+$/.test(what);
  if (kind === "go") return /@v\d+\.\d+\.\d+$/.test(what);
  return false;
}

/** A slash command that hands its words to a tool without asking the model. */
function commandDispatch(document: Document, owner: TextOwner, record: Recorder): void {
  const matter = frontMatterOf(document);
  const dispatch = at(matter, "command-dispatch");
  if (textOf(dispatch) !== "tool") return;
  const tool = textOf(at(matter, "command-tool")) ?? "unknown";
  const trigger = record.fact({
    kind: "trigger",
    anchor: owner.anchor,
    key: "chat:command-dispatch",
    at: dispatch!,
    value: { type: "chat", source: "command-dispatch", sender: "allowlist" },
  });
  const shell = /^(exec|bash|process|code_execution)$/i.test(tool);
  const effect = record.fact({
    kind: "effect",
    ...owner,
    key: `exec:command-tool ${tool}`,
    at: at(matter, "command-tool") ?? dispatch!,
    value: { effect: "exec", target: shell ? "*" : `tool ${tool}`, detail: `command-tool: ${tool}` },
  });
  record.edge(trigger, "triggers", effect);
}
