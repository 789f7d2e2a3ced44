/**
 * Goose recipes. Source: Goose recipe reference. As of 2026-11: checks of `retry` run as shell commands after each
 * attempt, with the recipe's parameters put in; `inline_python` extensions run the code that the recipe holds.
 */
import { listedServerFact } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import { recordCommand, recordEffect, type Subject } from "#artifact/subject.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { at, itemsOf, textOf } from "#model/tree.ts";

/** Recipes: an agent with its instructions, extensions and checks. */
export const gooseRecipe: ArtifactFrontEnd = {
  format: "goose-recipe",
  role: "agent-definition",
  syntax: "yaml",
  claims: (path) => /(^|\/)\.?goose\/recipes\/.+\.ya?ml$/.test(path),
  markers: ["sub_recipes", "goose_provider", "inline_python"],
  recognises: ({ root }) => isRecipe(root),
  facts(document, record) {
    const { root } = document;
    if (!isRecipe(root)) return;
    const title = at(root, "title");
    const name = textOf(title) || stem(document.path);
    const anchor = `agent/${name}`;
    const value = { type: "agent", product: "goose", tools: "listed" } as const;
    const owner = record.fact({ kind: "principal", anchor, key: name, at: title ?? root, value });
    const subject: Subject = { document, anchor, owner, record };
    for (const extension of itemsOf(at(root, "extensions"))) {
      listedServerFact(document, extension, { agent: owner, anchor }, record);
      codeFact(subject, extension);
    }
    for (const check of itemsOf(at(root, "retry", "checks"))) checkFact(subject, at(check, "command"));
    checkFact(subject, at(root, "retry", "on_failure"));
    for (const part of itemsOf(at(root, "sub_recipes"))) subRecipe(subject, at(part, "name"));
    for (const key of ["instructions", "prompt"]) {
      const text = at(root, key);
      if (text?.kind === "string") record.embed(embeddingOf(document, text, "markdown"), subject);
    }
  },
};

function isRecipe(root: Node): boolean {
  const told = at(root, "instructions") ?? at(root, "prompt");
  return textOf(at(root, "title")) !== undefined && told !== undefined && at(root, "description") !== undefined;
}

function codeFact(subject: Subject, extension: Node): void {
  const code = at(extension, "code");
  if (code?.kind !== "string" || textOf(at(extension, "type")) !== "inline_python") return;
  const name = textOf(at(extension, "name")) ?? "inline_python";
  recordEffect(subject, code, { effect: "exec", target: `extension ${name}`, detail: textOf(code) ?? "" });
  subject.record.embed(embeddingOf(subject.document, code, "python"), subject);
}

function checkFact(subject: Subject, command: Node | undefined): void {
  if (command?.kind !== "string") return;
  const text = textOf(command) ?? "";
  recordCommand(subject, command, "retry");
  if (/\{\{[^}]{0,100}\}\}/.test(text)) {
    recordEffect(subject, command, { effect: "exec", target: "$ARGUMENTS", detail: text });
  }
}

function subRecipe(subject: Subject, name: Node | undefined): void {
  const target = textOf(name);
  if (name && target) recordEffect(subject, name, { effect: "spawn-agent", target });
}
