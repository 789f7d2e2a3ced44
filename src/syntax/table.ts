import type { Parse, SyntaxName } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";
import { parseDotenv } from "#syntax/dotenv.ts";
import { parseJson } from "#syntax/json.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { parsePython } from "#syntax/python.ts";
import { parseJavascript, parseTypescript } from "#syntax/script.ts";
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
  javascript: parseJavascript,
  typescript: parseTypescript,
  python: parsePython,
  bash: parseText,
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
]);

/** The syntax a file name promises; undefined where it promises none that is known. Case does not count. */
export function syntaxOf(path: RepoPath): SyntaxName | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (/^\.(?:env|dev\.vars)(?:\.|$)/.test(name)) return "dotenv";
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : endings.get(name.slice(dot + 1));
}

/** The syntax that the language of a fence names, lower or upper case; undefined where no front-end reads it. */
export function syntaxOfLanguage(label: string): SyntaxName | undefined {
  return languages.get(label.toLowerCase());
}
