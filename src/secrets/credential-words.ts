import { secretsInAddress } from "#secrets/address-secrets.ts";
import { isPlainValue } from "#secrets/plain-value.ts";
import type { Range } from "#secrets/quoted.ts";
import { isSecretName } from "#secrets/secret-name.ts";

/** What programs take a password behind: flags with a word of their own, and flags that it is glued to. */
interface PasswordFlags {
  readonly apart: readonly string[];
  readonly glued: readonly string[];
}

function split(words: string): string[] {
  return words.split(" ").filter(Boolean);
}

function flags(programs: string, apart: string, glued = ""): (readonly [string, PasswordFlags])[] {
  return split(programs).map((program) => [program, { apart: split(apart), glued: split(glued) }]);
}

/**
 * Flags for a password that no name tells, by program; `login` and `secret` stand for the verb of any program. Sources:
 * their manual pages.
 */
const byProgram: ReadonlyMap<string, PasswordFlags> = new Map([
  ...flags("mysql mysqldump mysqladmin mysqlimport mysqlsh mariadb mariadb-dump mariadb-admin", "", "-p"),
  ...flags("sshpass", "-p", "-p"),
  ...flags("redis-cli valkey-cli", "-a --pass"),
  ...flags("mongo mongosh mongodump mongorestore mongoexport mongoimport", "-p"),
  ...flags("sqlcmd bcp osql", "-P", "-P"),
  ...flags("ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami", "-w", "-w"),
  ...flags("zip unzip zipcloak", "-P", "-P"),
  ...flags("7z 7za 7zz", "", "-p"),
  ...flags("login", "-p"),
  ...flags("secret", "-b --body"),
]);

/** Programs whose `-u` is an account of the machine. */
const accounts: ReadonlySet<string> = new Set(["docker", "podman", "nerdctl", "sudo", "chown"]);

const userFlag = /^(?:-u|--user|--proxy-user)$/;

const scheme = /^(?:bearer|basic|token|bot|apikey|api-key|digest|geniekey|ssws|splunk|negotiate)[ \t]{1,8}/i;

/** A name with what ties a value to it, at the beginning of a word or behind another such name. */
const assigned = /(-{0,2}[\w.:/@[\]-]{1,100})\+?=/y;

const header = /([A-Za-z][\w-]{0,80}):(?!\/\/)[ \t]{0,8}/y;

/** A part of a connection string that opens what the others name. */
const connectionPart =
  /(?<=^|[;= \t])(?:password|pwd|accountkey|sharedaccesskey|sharedsecretvalue)[ \t]{0,4}=[ \t]{0,4}("[^"]{0,500}"|'[^']{0,500}'|[^;"']{1,500})/gi;

/** Longer words are texts that no command was given by hand. */
const longestWord = 20_000;

/** Per word of one command, where credentials stand in it: behind a flag, a variable, a header or an account's name, or in an address. */
export function credentialsAmong(words: readonly string[]): (readonly Range[])[] {
  let program = "";
  return words.map((word, index) => {
    const previous = words[index - 1] ?? "";
    const found = word.length > longestWord ? [] : credentialsIn(word, previous, program);
    const name = word.slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("\\")) + 1);
    if (byProgram.has(name) || accounts.has(name)) program = name;
    return found;
  });
}

/** Holds for a word that says that the next one is a text of commands. */
export function isCommandOption(word: string): boolean {
  return /^-\w*c$|^\/c$|^-command$/i.test(word);
}

function credentialsIn(word: string, previous: string, program: string): readonly Range[] {
  const behind = /^--?([A-Za-z][\w.-]{0,80})$/.exec(previous)?.[1];
  const own = byProgram.get(program);
  if (behind !== undefined && !word.startsWith("-") && (isSecretName(behind) || own?.apart.includes(previous))) {
    return /^(?:id|type|src|env)=/.test(word) ? [] : valueFrom(word, 0);
  }
  if (userFlag.test(previous) && !accounts.has(program)) return accountFrom(word, 0);
  const glued = own?.glued.find((flag) => word.startsWith(flag) && word.length > flag.length);
  if (glued !== undefined) return valueFrom(word, glued.length);
  if (word.startsWith("pass:")) return valueFrom(word, "pass:".length);
  const named = assignedIn(word);
  if (named) return named;
  if (word.includes("://")) return secretsInAddress(word);
  return word.includes(";") ? partsIn(word) : [];
}

/** What follows the names in a word such as `--env=NAME=value` or `--header=Name: value`; undefined if none of them is a credential's. */
function assignedIn(word: string): readonly Range[] | undefined {
  let at = 0;
  for (let count = 0; count < 4; count++) {
    header.lastIndex = at;
    const field = header.exec(word)?.[1];
    if (field !== undefined && isSecretName(field)) return valueFrom(word, header.lastIndex);
    assigned.lastIndex = at;
    const name = assigned.exec(word)?.[1];
    if (name === undefined) return undefined;
    at = assigned.lastIndex;
    if (isSecretName(name)) return valueFrom(word, at);
    if (/^--(?:user|proxy-user)$/.test(name)) return accountFrom(word, at);
    if (name === "--from-literal") return valueFrom(word, word.indexOf("=", at) + 1);
  }
  return undefined;
}

/** The part of a value that is secret: all but a scheme, nothing if it may be shown. */
function valueFrom(word: string, start: number): readonly Range[] {
  const value = word.slice(start);
  if (value.includes("://") && !/\s/.test(value) && isPlainValue(value)) {
    return secretsInAddress(value).map((range) => ({ start: start + range.start, end: start + range.end }));
  }
  const from = start + (scheme.exec(value.slice(0, 40))?.[0].length ?? 0);
  return isPlainValue(value) || isPlainValue(word.slice(from)) ? [] : [{ start: from, end: word.length }];
}

/** The password of `name:password`; two numbers are an account and a group of the machine. */
function accountFrom(word: string, start: number): readonly Range[] {
  const account = word.slice(start, start + 300);
  const colon = account.indexOf(":");
  return colon < 0 || /^\d+:\d+$/.test(account) || account.startsWith("//", colon + 1)
    ? []
    : valueFrom(word, start + colon + 1);
}

function partsIn(word: string): readonly Range[] {
  const found: Range[] = [];
  for (const { 0: whole, 1: value = "", index } of word.matchAll(connectionPart)) {
    const end = index + whole.length;
    if (!isPlainValue(value)) found.push({ start: end - value.length, end });
  }
  return found;
}
