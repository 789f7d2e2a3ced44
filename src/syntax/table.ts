import type { Parse, SyntaxName } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { parsePlainBash } from "#syntax/bash-plain.ts";
import { parseDotenv } from "#syntax/dotenv.ts";
import { lateSyntax } from "#syntax/late.ts";
import { parseJson } from "#syntax/json.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { parsePlainScript } from "#syntax/script-plain.ts";
import { parseShell } from "#syntax/shell.ts";
import { parseText } from "#syntax/text.ts";
import { parseToml } from "#syntax/toml.ts";
import { parseYaml } from "#syntax/yaml.ts";

/** The parser of each syntax. */
export const syntaxes: Readonly<Record<SyntaxName, Parse>> = {
  json: parseJson,
  yaml: parseYaml,
  toml: parseToml,
  dotenv: parseDotenv,
  markdown: parseMarkdown,
  shell: parseShell,
  text: parseText,
  javascript: lateSyntax("javascript", (path, text) => parsePlainScript(path, text, "javascript")),
  typescript: lateSyntax("typescript", (path, text) => parsePlainScript(path, text, "typescript")),
  python: lateSyntax("python"),
  bash: lateSyntax("bash", parsePlainBash),
  promql: lateSyntax("promql"),
};

const endings: ReadonlyMap<string, SyntaxName> = new Map([
  ["json", "json"],
  ["jsonc", "json"],
  ["json5", "json"],
  ["code-workspace", "json"],
  ["webmanifest", "json"],
  ["yaml", "yaml"],
  ["yml", "yaml"],
  ["toml", "toml"],
  ["env", "dotenv"],
  ["md", "markdown"],
  ["mdc", "markdown"],
  ["mdx", "markdown"],
  ["markdown", "markdown"],
  ["sh", "shell"],
  ["bash", "shell"],
  ["zsh", "shell"],
  ["js", "javascript"],
  ["jsx", "javascript"],
  ["mjs", "javascript"],
  ["cjs", "javascript"],
  ["es6", "javascript"],
  ["ts", "typescript"],
  ["tsx", "typescript"],
  ["mts", "typescript"],
  ["cts", "typescript"],
  ["py", "python"],
  ["pyi", "python"],
  ["pyw", "python"],
  ["promql", "promql"],
]);

const languages: ReadonlyMap<string, SyntaxName> = new Map([
  ["bash", "shell"],
  ["sh", "shell"],
  ["shell", "shell"],
  ["zsh", "shell"],
  ["console", "shell"],
  ["shell-session", "shell"],
  ["shellsession", "shell"],
  ["sh-session", "shell"],
  ["terminal", "shell"],
  ["json", "json"],
  ["jsonc", "json"],
  ["json5", "json"],
  ["yaml", "yaml"],
  ["yml", "yaml"],
  ["toml", "toml"],
  ["dotenv", "dotenv"],
  ["env", "dotenv"],
  ["md", "markdown"],
  ["markdown", "markdown"],
  ["javascript", "javascript"],
  ["js", "javascript"],
  ["jsx", "javascript"],
  ["mjs", "javascript"],
  ["node", "javascript"],
  ["typescript", "typescript"],
  ["ts", "typescript"],
  ["tsx", "typescript"],
  ["python", "python"],
  ["python3", "python"],
  ["py", "python"],
  ["promql", "promql"],
]);

/** The syntax a file name promises; undefined where it promises none that is known. Case does not count. */
export function syntaxOf(path: RepoPath): SyntaxName | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^\.(?:env|dev\.vars)(?:\.|$)/.test(name)) return "dotenv";
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : endings.get(name.slice(dot + 1));
}

const interpreters: ReadonlyMap<string, SyntaxName> = new Map([
  ["node", "javascript"],
  ["nodejs", "javascript"],
  ["bun", "typescript"],
  ["deno", "typescript"],
  ["ts-node", "typescript"],
  ["tsx", "typescript"],
  ["python", "python"],
  ["pypy", "python"],
  ["pypy3", "python"],
  // Both run programs in Python alone.
  ["uv", "python"],
  ["pipx", "python"],
  ["ash", "shell"],
  ["bash", "shell"],
  ["dash", "shell"],
  ["ksh", "shell"],
  ["sh", "shell"],
  ["zsh", "shell"],
]);

/** The first line of a program that names its interpreter, which `env` may start with options and variables. */
const interpreterLine =
  /^#![ \t]*(?:\S{0,200}\/)?(?:env(?:[ \t]+(?:-\S{0,40}|\w{1,40}=\S{0,200})){0,8}[ \t]+(?:\S{0,200}\/)?)?([\w-]{1,40})/;

/** The syntax of a program whose name has no ending, by the interpreter that its first bytes name; as `syntaxOf` for others. */
export function programSyntaxOf(path: RepoPath, bytes: Buffer): SyntaxName | undefined {
  if (path.includes(".", path.lastIndexOf("/") + 1) || bytes[0] !== 0x23 || bytes[1] !== 0x21) return syntaxOf(path);
  const name = interpreterLine.exec(bytes.toString("latin1", 0, 512))?.[1]?.toLowerCase() ?? "";
  return interpreters.get(/^python[23]?/.exec(name)?.[0].slice(0, 6) ?? name);
}

/** The file name endings that promise a syntax, the customary one first. */
export function endingsOf(syntax: string): string[] {
  return [...endings].flatMap(([ending, promised]) => (promised === syntax ? [ending] : []));
}

/** The syntax that the language of a fence names, lower or upper case; undefined where no front-end reads it. */
export function syntaxOfLanguage(label: string): SyntaxName | undefined {
  return languages.get(label.toLowerCase());
}
