import type { Assignments } from "#artifact/command-assignments.ts";
import type { CommandLine, Word } from "#artifact/command-words.ts";
import { hostOf } from "#artifact/credential-facts.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";

/** What a command's destination is read with. */
interface DestinationPlace {
  readonly assignments: Assignments;
  /** What reads the output of each command of a pipe. */
  readonly feeds: ReadonlyMap<CommandLine, CommandLine>;
}

/** Commands of a pipe, or within one another, that are looked at for where a credential goes. */
const maximalSteps = 6;

/**
 * The host that a command sends what it is given to; else that of the command that it is a part of; else, for a command
 * that only writes, that of the command that reads it. Undefined where none is written out, and for this machine.
 */
export function credentialHost(line: CommandLine, { assignments, feeds }: DestinationPlace): string | undefined {
  let at: CommandLine | undefined = line;
  for (let count = 0; at && count < maximalSteps; count++) {
    const host = hostIn(at, assignments);
    if (host !== undefined) return host;
    at = at.outer ?? (writers.has(at.program) ? feeds.get(at) : undefined);
  }
  return undefined;
}

/** Programs that write what they are given. */
const writers: ReadonlySet<string> = new Set(["echo", "printf", "cat"]);

/** Flags whose value may be an address that nothing is sent to. */
const besides =
  /^(?:-[AbdeFHux]|--(?:cookie|data[\w-]*|form[\w-]*|header|json|output|proxy|referer|url-query|user-agent))$/;

function hostIn({ run }: CommandLine, { values }: Assignments): string | undefined {
  for (const [index, word] of run.entries()) {
    if (index === 0 || besides.test(run[index - 1]!.text)) continue;
    const host = hostOf(addressOf(word, values));
    if (host !== undefined && !isNobodys(host)) return host;
  }
  return undefined;
}

/** A word with the variable that it starts with replaced, where it is known. */
function addressOf({ text, known }: Word, values: ReadonlyMap<string, string>): string {
  const value = text.replace(/^--?[\w-]{1,40}=/, "");
  if (known) return value;
  return value.replace(/^\$\{?([A-Za-z_]\w{0,100})\}?/, (whole, name: string) => values.get(name) ?? whole);
}

/** Hosts of this machine, and those that stand for others. */
function isNobodys(host: string): boolean {
  return (
    /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal)$/.test(host) ||
    /(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$/.test(host) ||
    !/[.]/.test(host) ||
    isPlaceholder(host)
  );
}
