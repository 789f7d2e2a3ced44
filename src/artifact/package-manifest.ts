import { controlPlaneTarget } from "#artifact/permission-pattern.ts";
import { written } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import { at, pairsOf, textOf, type Pair } from "#model/tree.ts";

/** Scripts that npm runs by itself when a package is installed. Source: npm, "Life Cycle Scripts". */
const lifecycle = new Set(["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"]);

/** The scripts of a `package.json` that run without being called. */
export const packageManifest: ArtifactFrontEnd = {
  format: "package-manifest",
  role: "package",
  syntax: "json",
  claims: (path) => /(^|\/)package\.json$/.test(path),
  facts(document, record) {
    const scripts = pairsOf(at(document.root, "scripts")).filter(
      ({ key, value }) => lifecycle.has(key) && (textOf(value) ?? "").trim() !== "",
    );
    if (scripts.length === 0) return;
    const name = textOf(at(document.root, "name")) || document.path;
    const anchor = `package/${name}`;
    const owner = record.fact({
      kind: "principal",
      anchor,
      key: name,
      at: at(document.root, "name") ?? document.root,
      value: { type: "service", product: "npm", package: name },
    });
    for (const script of scripts) scriptFacts(document, script, { anchor, owner }, record);
  },
};

function scriptFacts(
  document: Document,
  { key: script, value: node }: Pair,
  { anchor, owner }: { readonly anchor: string; readonly owner: string },
  record: Recorder,
): void {
  const command = textOf(node)!;
  record.fact({
    kind: "effect",
    anchor,
    key: `exec:${script}`,
    owner,
    at: node,
    value: { effect: "exec", target: script, ...written(command) },
  });
  for (const target of writtenTargets(command)) {
    record.fact({
      kind: "effect",
      anchor,
      key: `self-modify:${target}`,
      owner,
      at: node,
      confidence: "high",
      value: { effect: "self-modify", target, ...written(command) },
    });
  }
  record.embed(embeddingOf(document, node, "bash"), { anchor, owner });
}

const writes =
  />|\b(tee|cp|mv|ln|install|rsync|ed|touch|mkdir|rm|sed\s+-i|cpy|copyfiles|cpx|shx|ncp)\b|append|write|copy|symlink|rename|unlink/i;

/** The parts of an agent's control plane that a one-line program names beside a word for writing. */
function writtenTargets(command: string): string[] {
  if (!writes.test(command)) return [];
  const targets = new Set<string>();
  for (const [path] of command.matchAll(/[\w.~$/\\*-]{4,300}/g)) {
    const target = controlPlaneTarget(path.replaceAll("\\", "/"));
    if (target !== undefined) targets.add(target);
  }
  return [...targets].sort();
}
