import { decodeBase64 } from "#secrets/checks/encoded.ts";
import { isCommonPassword } from "#secrets/common-password.ts";
import type { ContextFinding } from "#secrets/context-finding.ts";
import { isMonotonous } from "#secrets/made-up.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { isPlainValue } from "#secrets/plain-value.ts";

const encoded = /[A-Za-z0-9+/]{8,400}={0,2}(?![\w+/=-])/y;

/** A user's name and password behind `Basic `, at `at`. */
export function basicCredentials(text: string, at: number): ContextFinding | undefined {
  encoded.lastIndex = at;
  const match = encoded.exec(text);
  if (!match) return undefined;
  const plain = decodeBase64(match[0]);
  const [, user = "", password = ""] = /^([\x20-\x7e]{0,100}?):([\x20-\x7e]{0,200})$/.exec(plain ?? "") ?? [];
  if (plain === undefined || !isClosed(user, password || user)) return undefined;
  return finding(at, encoded.lastIndex, user);
}

const option = /["']?([\w.@+-]{1,80}):([^\s"'\\]{1,200})(?=["'\s\\]|$)/y;

/** A user's name and password behind `-u` or `--user` of a command that sends them. */
export function userOption(text: string, start: number, end: number): ContextFinding | undefined {
  option.lastIndex = end;
  const match = option.exec(text);
  if (!match) return undefined;
  const [whole, user = "", password = ""] = match;
  if (!isClosed(user, password) || !sends(text.slice(Math.max(0, start - 300), start))) return undefined;
  const last = end + whole.length;
  return finding(last - password.length, last, user);
}

/** Holds if a command that sends something stands before, on the same line or one that goes on. */
function sends(before: string): boolean {
  const at = Math.max(...["curl ", "http ", "https ", "wget "].map((program) => before.lastIndexOf(program)));
  return at >= 0 && !/[^\\\r\n]\r?\n|\n\r?\n/.test(before.slice(at));
}

function finding(start: number, end: number, user: string): ContextFinding {
  const name = /^[\w.@+-]{1,60}$/.test(user) ? `user ${user}` : "user";
  return { start, end, kind: "basic", what: "basic credentials", name, tier: "medium", guessable: true, hosts: [] };
}

/** A word that something puts a value in the place of. */
const standIn = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

function isClosed(user: string, password: string): boolean {
  if (
    password.length < 4 ||
    password.startsWith("//") ||
    password === user ||
    isCommonPassword(password) ||
    /[${}<>]/.test(password) ||
    [user, password].every((text) => standIn.test(text))
  )
    return false;
  return !isPlaceholder(password) && !isPlainValue(password) && !isMonotonous(password) && !/^\d{1,5}$/.test(password);
}
