/** Characters of a program that are looked at for its imports, and imports of one program. */
const longestText = 2_000_000;
const mostImports = 2_000;

const scriptImport = /\b(?:from|import|require\s{0,4}\(|import\s{0,4}\()\s{0,20}(["'`])([^"'`\n\\]{1,300})\1/g;
const pythonFrom =
  /^[ \t]{0,200}from[ \t]{1,20}([.\w]{1,300})[ \t]{1,20}import[ \t]{0,20}(\([^)]{0,4000}\)|[^\n#]{0,1000})/gm;
const pythonImport = /^[ \t]{0,200}import[ \t]{1,20}([^\n#;]{1,1000})/gm;

/** The modules that a program may import, as it writes them: by its text alone, so that some may be those of a comment. */
export function importedModules(text: string, isPython: boolean): readonly string[] {
  const read = text.slice(0, longestText);
  const found = new Set<string>();
  for (const module of isPython ? ofPython(read) : ofScript(read)) {
    if (found.size >= mostImports) break;
    found.add(module);
  }
  return [...found];
}

function* ofScript(text: string): Generator<string> {
  for (const [, , module = ""] of text.matchAll(scriptImport)) yield module;
}

function* ofPython(text: string): Generator<string> {
  for (const [, module = "", names = ""] of text.matchAll(pythonFrom)) {
    yield module;
    // What is imported of a package may be a module of it.
    for (const name of names.match(/\w+/g) ?? []) yield module.endsWith(".") ? module + name : `${module}.${name}`;
  }
  for (const [, names = ""] of text.matchAll(pythonImport))
    for (const name of names.split(",")) yield name.trim().split(/\s/)[0] ?? "";
}
