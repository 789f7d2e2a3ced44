import { isReference } from "#secrets/reference.ts";
import { isSecretName } from "#secrets/secret-name.ts";

/** What stands after a credential's name and is none: types, choices, and the small words that begin a sentence. */
const plainWords: ReadonlySet<string> = new Set(
  "a all an and any are as async auto await basic be bearer bool boolean buffer bytes can char class const def default digest disabled each enabled env export external false file for from function get has have header if import in include inherit int integer internal is it jwt let long may must never new nil no none not null number oauth oauth2 object of omit on optional or org path private public read readonly request required response return same-origin secretstr self set should str string that the then this to true type typeof uint8array undefined unknown use user uuid var vault void was when which will with write yes you your".split(
    " ",
  ),
);

/** A mask of ours, so that masking twice is masking once. */
const mask = /^(?:\[redacted\]|[\w.-]{1,4}…)$/;

/** What documentation writes: an ellipsis behind the beginning of a token, or whose value is to stand there. */
const placeholder =
  /^<[^<>]*>$|^(\D)\1*$|^[\w-]{0,12}(?:\.{3}|…)$|^(?:sk-|ghp_)?(?:x{3,}|\*{3,})$|^(?:[A-Za-z]{2,5}[-_])?your[-_ ][A-Za-z_ -]*$/i;

/** The range of a version: names of packages end in `-auth` and `-token`, too. */
const version =
  /^(?:[\^~>=<!v ]{0,4}\d+\.\d+(?:\.[\dx*]+)?(?:-[\w.]{1,20})?(?:, ?[\^~>=<! ]{1,4}\d+(?:\.\w{1,8}){0,3}){0,3}|\*|latest|workspace:.{1,20}|[\^~]\d{1,4})$/;

/** References within a longer value, those of templates and formats included. */
const embedded =
  /\$\{\{[^{}]{1,300}\}\}|\$\{[^{}]{1,300}\}|\{\{[^{}]{1,300}\}\}|\$\([^()]{1,300}\)|\$[A-Za-z_]\w{0,100}|%[A-Za-z_]\w{0,100}%|\{(?:env|file):[^{}]{1,300}\}|\{[A-Za-z_][\w.]{0,80}\}|\{\}|%[sdvq]/g;

/** Longer values are secret whatever they look like, which also bounds the work on values that stay. */
const longestPlain = 300;

/** Holds for what may be shown although a credential's name stands before it: references, placeholders, types, paths. */
export function isPlainValue(value: string): boolean {
  if (value.length > longestPlain) return false;
  const plain = value.trim();
  if (plain === "" || mask.test(plain) || plainWords.has(plain.toLowerCase().replace(/[.:!?]$/, ""))) return true;
  if (placeholder.test(plain) || version.test(plain) || plain.startsWith("$(")) return true;
  if (/^[A-Za-z_][A-Za-z_.-]*:?$/.test(plain)) return plain.endsWith(":") || isSecretName(plain);
  const reference = isReference(plain);
  if (reference) return reference.fallback === undefined || isPlainValue(reference.fallback);
  return isPath(plain) || holdsReference(plain);
}

/** A path or an address. What looks random in it, a password or a query is masked by other means. */
function isPath(value: string): boolean {
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|file:)/.test(value)) return !/[+=]/.test(value) && /[./\\]\w/.test(value.slice(1));
  return /^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value);
}

/** Holds if there are references in the value and hardly a letter beside them, apart from a scheme. */
function holdsReference(value: string): boolean {
  if (!/[$%{]/.test(value)) return false;
  const rest = value.replace(embedded, "");
  const letters = rest.replace(/\b(?:api-?key|basic|bearer|bot|token)\b/gi, "").match(/[\p{L}\d]/gu) ?? [];
  return rest.length < value.length && letters.length <= 3 && !/\d/.test(rest);
}
