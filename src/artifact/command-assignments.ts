import type { CommandLine } from "#artifact/command-words.ts";
import type { Node } from "#model/document.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";

/** A variable that is set to a placeholder for a command or for all that follow: somebody is asked to fill it in. */
export interface AskedVariable {
  readonly name: string;
  readonly node: Node;
}

/** What commands set variables to. */
export interface Assignments {
  /** Variables with a value of the commands' own. */
  readonly own: ReadonlySet<string>;
  /** Values that are written out, of variables that never get another one. */
  readonly values: ReadonlyMap<string, string>;
  readonly asked: ReadonlyMap<CommandLine, readonly AskedVariable[]>;
}

/** Commands that set variables by words of the form `NAME=value`. */
const declaring: ReadonlySet<string> = new Set(["export", "declare", "local", "readonly", "typeset"]);

/** Reads what the commands of one owner set. */
export function assignedIn(lines: readonly CommandLine[]): Assignments {
  const own = new Set<string>();
  const asked = new Map<CommandLine, AskedVariable[]>();
  const values = new Map<string, string | undefined>();
  for (const line of lines) {
    // Without a command a variable is set for the shell alone; as a rule, it is a line of a file that is shown.
    const isGiven = line.words.length > 0;
    for (const { name, node, value } of assignmentsOf(line)) {
      if (node.children.some((variable) => variable.value === name)) continue;
      values.set(name, values.has(name) && values.get(name) !== value ? undefined : value);
      if (value === undefined || !isPlaceholder(value)) own.add(name);
      else if (isGiven) asked.set(line, [...(asked.get(line) ?? []), { name, node }]);
    }
    if (line.program === "read") for (const { text } of line.run.slice(1)) if (!text.startsWith("-")) own.add(text);
  }
  const written = [...values].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return { own, values: new Map(written), asked };
}

interface Assignment {
  readonly name: string;
  readonly node: Node;
  /** Undefined where it is known only when the command runs. */
  readonly value: string | undefined;
}

function assignmentsOf({ node: { children }, program }: CommandLine): Assignment[] {
  return children.flatMap((node) => {
    if (node.label !== "assignment" && (node.label !== undefined || !declaring.has(program))) return [];
    const [whole, name] = /^([A-Za-z_]\w*)\+?=/.exec(String(node.value ?? "")) ?? [];
    if (whole === undefined || name === undefined) return [];
    return [{ name, node, value: node.kind === "string" ? String(node.value).slice(whole.length) : undefined }];
  });
}
