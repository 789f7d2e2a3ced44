import type { FactKind } from "#model/fact.ts";
import { confidences } from "#model/finding.ts";
import type { CommandModel, Knowledge, OpaqueMarker, ProseModel } from "#model/knowledge.ts";
import type { AuthorModel } from "#model/provenance.ts";
import { factKinds } from "#model/fact.ts";
import { readSource, type SourceNode } from "#rule/source.ts";

/** A row of a model file with the examples that its tests run: what it must see, and what it must not. */
export interface ModelRow<Model> {
  readonly model: Model;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** Reads `rules/models/commands.yaml`. Throws a `UserError` at the first mistake. */
export function readCommandModels(path: string, text: string): ModelRow<CommandModel>[] {
  return readSource(path, text)
    .only(["commands"])
    .need("commands")
    .items()
    .map((row) => {
      row.only(["argv", "with", "without", "fact", "evidence", "examples"]);
      const argv = row.need("argv");
      return withExamples(row, {
        argv: argv.isList ? argv.texts() : argv.text().split(" "),
        ...optionalTexts(row, "with"),
        ...optionalTexts(row, "without"),
        fact: readFact(row.need("fact")),
        evidence: row.need("evidence").text(),
      });
    });
}

/** Reads `rules/models/prose.yaml`. Throws a `UserError` at the first mistake. */
export function readProseModels(path: string, text: string): ModelRow<ProseModel>[] {
  return readSource(path, text)
    .only(["rows"])
    .need("rows")
    .items()
    .map((row) => {
      row.only([
        "id",
        "all",
        "near",
        "within",
        "none",
        "unless",
        "softens",
        "outside",
        "mood",
        "confidence",
        "fact",
        "examples",
      ]);
      const mood = row.get("mood")?.word(["instruction", "prohibition"]);
      const confidence = row.get("confidence")?.word(confidences);
      for (const key of ["all", "near", "within", "none", "unless", "softens", "outside"])
        row.get(key)?.items().forEach(checkExpression);
      return withExamples(row, {
        id: row.need("id").text(),
        all: row.need("all").texts(),
        ...optionalTexts(row, "near"),
        ...optionalTexts(row, "within"),
        ...optionalTexts(row, "unless"),
        ...optionalTexts(row, "softens"),
        none: row.get("none")?.texts() ?? [],
        ...optionalTexts(row, "outside"),
        ...(mood === undefined ? {} : { mood }),
        ...(confidence === undefined ? {} : { confidence }),
        fact: readFact(row.need("fact")),
      });
    });
}

/** Reads `rules/models/opaque.yaml`. */
export function readOpaqueMarkers(path: string, text: string): OpaqueMarker[] {
  return readSource(path, text)
    .only(["markers"])
    .need("markers")
    .items()
    .map((row) => {
      row.only(["text", "reason"]);
      return { text: row.need("text").text(), reason: row.need("reason").text() };
    });
}

/** Reads `rules/models/authors.yaml`; examples are lines of commits as `git log` prints them. */
export function readAuthorModels(path: string, text: string): ModelRow<AuthorModel>[] {
  return readSource(path, text)
    .only(["authors"])
    .need("authors")
    .items()
    .map((row) => {
      row.only(["name", "kind", ...markLists, "evidence", "examples"]);
      const marks = Object.fromEntries(markLists.map((key) => [key, row.get(key)?.texts() ?? []]));
      return withExamples(row, {
        name: row.need("name").text(),
        kind: row.need("kind").word(["agent", "automation"] as const),
        ...(marks as Record<(typeof markLists)[number], string[]>),
        evidence: row.need("evidence").text(),
      });
    });
}

const markLists = ["emails", "names", "nameEndings", "trailers", "phrases"] as const;

/** Reads `rules/models/languages.yaml`. */
export function readLanguages(path: string, text: string): Knowledge["languages"] {
  const languages = readSource(path, text).only(["languages"]).need("languages");
  return languages.entries().flatMap(([language, endings]) => endings.texts().map((ending) => ({ ending, language })));
}

function withExamples<Model>(row: SourceNode, model: Model): ModelRow<Model> {
  const examples = row.need("examples").only(["yes", "no"]);
  return { model, yes: examples.need("yes").texts(), no: examples.get("no")?.texts() ?? [] };
}

function readFact(node: SourceNode): { kind: FactKind; key: string; value: Readonly<Record<string, unknown>> } {
  node.only(["kind", "key", "value"]);
  return {
    kind: node.need("kind").word(factKinds),
    key: node.need("key").text(),
    value: Object.fromEntries(
      node
        .need("value")
        .entries()
        .map(([name, value]) => [name, value.plain()]),
    ),
  };
}

function optionalTexts<Key extends string>(row: SourceNode, key: Key): { readonly [Name in Key]?: readonly string[] } {
  const list = row.get(key);
  const texts = list && (list.isList ? list.texts() : [list.text()]);
  return (texts ? { [key]: texts } : {}) as unknown as { readonly [Name in Key]?: readonly string[] };
}

function checkExpression(node: SourceNode): void {
  try {
    void new RegExp(node.text(), "iu");
  } catch (error) {
    throw node.error(`this is no regular expression: ${(error as Error).message}`);
  }
}
