import type { HandedModule, ModuleNames, TakenModule } from "#model/flow-ends.ts";

/** Characters of a program that are looked at, modules that it names, and names that it exports. */
const longestText = 2_000_000;
const mostModules = 2_000;
const mostDeclared = 5_000;

const mention = /\b(from|import|require\s{0,4}\(|import\s{0,4}\()\s{0,20}(["'`])([^"'`\n\\]{1,300})\2/g;
const pythonFrom =
  /^[ \t]{0,200}from[ \t]{1,20}([.\w]{1,300})[ \t]{1,20}import[ \t]{0,20}(\([^)]{0,4000}\)|[^\n#]{0,1000})/gm;
const pythonImport = /^[ \t]{0,200}import[ \t]{1,20}([^\n#;]{1,1000})/gm;

/** The modules that a program may name, as it writes them: by its text alone, so that some may be those of a comment. */
export function moduleNamesOf(text: string, isPython: boolean): ModuleNames {
  const read = text.slice(0, longestText);
  return isPython ? { taken: [...namedInPython(read)].slice(0, mostModules), handed: [] } : namedInScript(read);
}

function namedInScript(text: string): ModuleNames {
  const taken: TakenModule[] = [];
  const handed: HandedModule[] = [];
  let from = 0;
  for (const { index, 0: all, 1: keyword = "", 3: module = "" } of text.matchAll(mention)) {
    if (taken.length + handed.length >= mostModules) break;
    const before = text.slice(Math.max(from, index - longestClause), index);
    from = index + all.length;
    if (keyword === "from") noteClause(clauseIn(before), module, { taken, handed });
    else if (keyword.startsWith("require")) taken.push({ module, ...namesRequired(before) });
    else taken.push({ module });
  }
  const declared = declaredIn(text);
  return { taken, handed, ...(declared && { declared }) };
}

/** Characters before a module that may say what is taken of it. */
const longestClause = 4_000;

interface Clause {
  readonly isExport: boolean;
  readonly said: string;
}

/** What stands between `import` or `export` and `from`. */
function clauseIn(before: string): Clause | undefined {
  const found = [...before.matchAll(/\b(?:import|export)\b/g)].at(-1);
  if (!found) return undefined;
  const said = before.slice(found.index + found[0].length).trim();
  return /^[\w$*{},\s]*$/.test(said) ? { isExport: found[0] === "export", said } : undefined;
}

function noteClause(
  clause: Clause | undefined,
  module: string,
  { taken, handed }: { readonly taken: TakenModule[]; readonly handed: HandedModule[] },
): void {
  if (!clause) return void taken.push({ module });
  const { isExport, said } = clause;
  if (/^type\s+[\w${*]|^type\s*\{/.test(said)) return;
  const listed = namesListed(/\{([^}]*)\}/.exec(said)?.[1] ?? "");
  if (isExport) {
    if (said === "*") handed.push({ module });
    else if (said.startsWith("*")) taken.push({ module });
    else handed.push({ module, names: listed });
    return;
  }
  if (said.includes("*")) return void taken.push({ module });
  const whole = /^[\w$]+/.test(said) ? ["default"] : [];
  taken.push({ module, names: [...whole, ...listed.map(({ name }) => name)] });
}

/** The names of a list in braces; those of types are left out. */
function namesListed(list: string): { readonly name: string; readonly as: string }[] {
  return list.split(",").flatMap((item) => {
    const [name = "", as, other, ...more] = item.trim().split(/\s+/);
    if (name === "" || more.length > 0 || (name === "type" && as !== undefined && as !== "as")) return [];
    return [{ name, as: as === "as" && other !== undefined ? other : name }];
  });
}

/** What is taken apart of what `require` gives. */
function namesRequired(before: string): Pick<TakenModule, "names"> {
  const list = /\{([\w$\s,:]{1,1000})\}\s{0,20}=\s{0,20}$/.exec(before)?.[1];
  if (list === undefined) return {};
  return { names: list.split(",").flatMap((item) => item.split(":")[0]!.trim() || []) };
}

const declaration =
  /\bexport\s{1,20}(?:(default)\b|(?:declare\s{1,9})?(?:async\s{1,9})?(?:function\s{0,9}\*?|abstract\s{1,9}class|class|const\s{1,9}enum|enum|const|let|var|namespace)\s{0,9}(?:([\w$]{1,200})|[{[]([^}\]]{0,2000})))|\bexport\s{0,9}\{([^}]{0,4000})\}(?!\s{0,9}from)/g;

/** The names that a module exports of its own; undefined for CommonJS. */
function declaredIn(text: string): readonly string[] | undefined {
  if (/\bmodule\.exports\b|\bexports\.[\w$]|\bexport\s{0,9}=|\bexports\[/.test(text)) return undefined;
  const names = new Set<string>();
  for (const [, whole, name, parts, list] of text.matchAll(declaration)) {
    if (names.size >= mostDeclared) return undefined;
    if (whole !== undefined) names.add("default");
    if (name !== undefined) names.add(name);
    for (const part of parts?.match(/[\w$]+/g) ?? []) names.add(part);
    for (const { as } of namesListed(list ?? "")) names.add(as);
  }
  return [...names];
}

function* namedInPython(text: string): Generator<TakenModule> {
  for (const [, module = "", names = ""] of text.matchAll(pythonFrom)) {
    yield { module };
    // What is imported of a package may be a module of it.
    for (const name of names.match(/\w+/g) ?? [])
      yield { module: module.endsWith(".") ? module + name : `${module}.${name}` };
  }
  for (const [, names = ""] of text.matchAll(pythonImport))
    for (const name of names.split(",")) yield { module: name.trim().split(/\s/)[0] ?? "" };
}
