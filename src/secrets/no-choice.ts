import type { RepoPath } from "#model/location.ts";
import type { NamedPlace } from "#secrets/name-at.ts";
import type { NameReading } from "#secrets/name-reader.ts";
import { isTestPath } from "#discover/classify.ts";
import { isMadeToPass, isOfDesk, saysName } from "#secrets/test-code.ts";
import type { PlacedValue } from "#secrets/value-at.ts";

/** A value that a person may have thought of, under a name. */
export interface ChosenValue {
  readonly place: NamedPlace;
  readonly value: PlacedValue;
  readonly reading: NameReading;
}

/** Letters, digits and a mark that no name of a thing has: the password of somebody, whatever it is called. */
export function looksChosen(value: string): boolean {
  return value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value) && /[!@#$%^&*?]/.test(value);
}

/** Last words of what a provider draws and hands out: nobody thinks of one. */
const issued = /(?:^| )(?:access|api|client|app|consumer|bot|signing) (?:key|secret|token)$/;

/**
 * Holds for words that stand where no choice of a person does: which say that they stand in for one, or whose it is; under
 * the name of what a provider hands out; the name of the account beside it; and in a sentence.
 */
export function isNoChoice(text: string, path: RepoPath, { place, value, reading }: ChosenValue): boolean {
  const { match, isPassword, words } = reading;
  if (isMadeToPass(value.text) || saysName(value.text, place.name)) return true;
  if (isPassword && isOfDesk(value.text, words)) return true;
  if (match?.isSure && !isPassword && issued.test(words.join(" "))) return true;
  return (isPassword && isForDesk(path) && isAccount(text, value)) || isInSentence(text, place, value);
}

/** What starts services on the machine of who works on a program, and does not say that it is for more. */
const desk =
  /(?:^|\/)(?:(?:docker-|podman-)?compose(?:[.-][\w.-]{1,40})?\.ya?ml|\.devcontainer\/.{1,100}|\.env\.(?:dev\w{0,8}|local|test|ci))$/i;
const elsewhere = /(?:^|[/._-])(?:prod|production|live|stag(?:e|ing))(?:[/._-]|$)/i;

/** Holds for files of tests, of examples and of a desk: what they protect with an account's own name is there to be entered. */
function isForDesk(path: RepoPath): boolean {
  return !elsewhere.test(path) && (isTestPath(path) || desk.test(path));
}

/** Characters on either side of a password in which its account is named. */
const nearAccount = 400;

/** The name and value of an account or a database: a variable of a shell may take the value where it has none. */
const account =
  /(?<![A-Za-z])(?:user(?:name)?|db|database|db_?name)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:\$\{\w{1,60}:?[-=])?([\w.-]{1,60})/gi;

/** Holds for a password that is the name of an account or a database beside it: it keeps nobody out. */
function isAccount(text: string, { start, end, text: password }: PlacedValue): boolean {
  const around = `${text.slice(Math.max(0, start - nearAccount), start)}\n${text.slice(end, end + nearAccount)}`;
  return [...around.matchAll(account)].some(([, name]) => name === password);
}

/** Words without a mark, as products and methods are called: `Icinga2`, `RSA-2048`. */
const name = /^[A-Za-z][A-Za-z\d.-]*$/;

/** How a sentence goes on: with two words, or with the next thing that it lists. */
const sentence =
  /^(?: {1,2}[A-Za-z][\w'-]{0,30}(?: [A-Za-z][\w'-]{0,30}|[ ,]{0,2}\()| {1,2}(?:string|text|bytes|hash|key|token|value|password|secret)s?(?!\w))|^, [a-z]{2,30}(?:,| and | or )/;

/** What a program takes from a thing: `secret.hash2`. */
const member = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;

/** Holds for what is taken from something, and for a word without quotes behind which a sentence goes on. */
function isInSentence(text: string, { tie }: NamedPlace, { end, quoted, text: word }: PlacedValue): boolean {
  if (tie !== "assignment" || quoted) return false;
  return member.test(word) || (name.test(word) && sentence.test(text.slice(end, end + 80)));
}
