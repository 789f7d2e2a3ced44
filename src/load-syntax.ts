import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { SyntaxName } from "#model/document.ts";
import { isProvided, MissingSyntax, provideSyntax } from "#syntax/late.ts";

/** Loads the front-end of a syntax, if there is one to load. */
export async function loadSyntax(syntax: SyntaxName): Promise<void> {
  if (isProvided(syntax)) return;
  if (syntax === "javascript" || syntax === "typescript") {
    const { parseJavascript, parseTypescript } = await import("#syntax/script.ts");
    provideSyntax("javascript", parseJavascript);
    provideSyntax("typescript", parseTypescript);
  }
  if (syntax === "python") {
    const { loadGrammar } = await import("#syntax/tree-sitter.ts");
    await loadGrammar("python", grammarFiles("python"));
    const { parsePython } = await import("#syntax/python.ts");
    provideSyntax("python", parsePython);
  }
  if (syntax === "bash") {
    const { loadGrammar } = await import("#syntax/tree-sitter.ts");
    await loadGrammar("bash", grammarFiles("bash"));
    const { parseBash } = await import("#syntax/bash.ts");
    provideSyntax("bash", parseBash);
  }
  if (syntax === "promql") {
    const { parsePromql } = await import("#syntax/promql.ts");
    provideSyntax("promql", parsePromql);
  }
}

/** Does a thing again and again until all the front-ends that it asks for are loaded. */
export async function withSyntaxes<T>(run: () => T): Promise<T> {
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof MissingSyntax)) throw error;
      await loadSyntax(error.syntax);
      if (!isProvided(error.syntax)) throw error;
    }
  }
}

function grammarFiles(language: string): { readonly engine: Uint8Array; readonly grammar: Uint8Array } {
  return {
    engine: readPart("web-tree-sitter/web-tree-sitter.wasm"),
    grammar: readPart(`tree-sitter-${language}/tree-sitter-${language}.wasm`),
  };
}

/** The build puts the files of packages beside the code; without a build they are taken from the packages. */
function readPart(name: string): Uint8Array {
  const built = new URL(name.slice(name.lastIndexOf("/") + 1), import.meta.url);
  return readFileSync(existsSync(built) ? built : createRequire(import.meta.url).resolve(name));
}
