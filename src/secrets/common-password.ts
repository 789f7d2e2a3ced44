import { inLetters } from "#secrets/phrase.ts";

/** Passwords of introductions, defaults and forms, with a number or a mark behind them maybe. */
const common =
  /^(?:my|the|your|new|old|some|super|test|default|db|user|admin|root)?[-_ .]?(?:pass|passw(?:or)?d|passwort|pwd|pw|secret|admin|administrator|root|test|tests|testing|tester|user|username|guest|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|elastic|minio|minioadmin|neo4j|oracle|example|demo|dev|develop|local|localhost|change-?me|letmein|welcome|qwerty|hunter|foo|foobar|bar|baz|abc|xyz|p@ss\w{0,4}|pa\$\$\w{0,4}|open ?sesame|secure|strong|invalid|wrong|correct|token|key|apikey|attempt|keyboard[- ]?cat)[-_ .@#]?(?:\d{0,6}|abc|xyz|word|pass(?:word)?|secret)?[!@#$.]{0,3}$|^\d{1,8}$|^[*•x.]+$/i;

/** A name before a password, as some systems take the two together: `neo4j/password`. */
const account = /^[A-Za-z][\w.-]{0,30}[/:](?=\S)/;

/** Longer values are no words that somebody puts together. */
const longestTogether = 60;

/** What stands between such words, and the number and the marks around them. */
const around = /^\d{1,3}(?=[A-Za-z])|(?:[-_ .@#]?\d{1,6})?[!@#$%.*?]{0,3}$|(?<=[A-Za-z])[-_ .@#+*/]+(?=[A-Za-z])/g;

/** Several words, each of which says what the value is, or that it is nobody's in particular. */
const together =
  /^(?:my|the|your|new|old|some|another|other|wrong|invalid|correct|attacker|weak|plain|text|super|very|really|abc|def|ghi|jkl|mno|pqr|stu|vwx|xyz|test|testing|load|default|initial|fake|dummy|mock|demo|sample|dev|local|db|user|admin|root|access|login|pass|passw(?:or)?d|pwd|pw|secret|secure|strong|safe|key|token|value|word|jwt|session|auth|signing|encryption|hardcoded){1,6}$/i;

/**
 * Holds for what everybody tries first, so that it stands for a password rather than being one: also with digits for
 * letters, and behind the name of an account.
 */
export function isCommonPassword(password: string): boolean {
  const own = password.replace(account, "");
  return common.test(own) || common.test(inLetters(own)) || common.test(password) || isTogether(password);
}

function isTogether(password: string): boolean {
  if (password.length > longestTogether) return false;
  return [password, inLetters(password)].some((text) => together.test(text.replace(around, "")));
}
