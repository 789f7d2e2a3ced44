import { isPlainValue } from "#secrets/plain-value.ts";
import type { Range } from "#secrets/quoted.ts";
import { isSecretName } from "#secrets/secret-name.ts";

/** Characters of an address before its host that are looked at. */
const longestUser = 700;

/** What may stand before a host: up to white space, a quote, or the next address. */
const userPart = /^(?:[^\s"'`<>\\:]|:(?!\/\/))*/;

/** A host as it stands behind a password that may hold a slash: with a port, or with the end of a name of the internet. */
const surelyHost = /^(?:[\w.-]{1,200}:\d{1,5}|[\w.-]{1,200}\.[A-Za-z]{2,20}|localhost)(?=[/?#,\s"'`)]|$)/;

/** A host that may also be that of a service beside the one that speaks: without a dot or a port. */
const maybeHost = /^[\w.-]{1,200}(?=[/:?#,]|$)/;

/** Where the parameters of an address begin. */
const parameters = /[?&][\w.-]{1,60}=/;

/**
 * The password in the address whose `://` is at `sign`: from the first colon to the last `@` with a host behind it. What
 * people write unencoded may hold an `@`, a colon, a slash and a `#` itself.
 */
export function passwordPlace(text: string, sign: number): Range | undefined {
  const first = sign + 3;
  const front = userPart.exec(text.slice(first, first + longestUser))?.[0] ?? "";
  const colon = front.indexOf(":");
  if (colon < 0 || /[/?#@]/.test(front.slice(0, colon))) return undefined;
  const [slash, firstAt] = [front.indexOf("/", colon), front.indexOf("@", colon)];
  if (firstAt < 0 || (slash >= 0 && slash < firstAt && /^\d{0,5}$/.test(front.slice(colon + 1, slash))))
    return undefined;
  const end = hostSign(front, slash < 0 ? front.length : slash, firstAt);
  return end <= colon + 1 ? undefined : { start: first + colon + 1, end: first + end };
}

/** The index of the `@` before the host. */
function hostSign(front: string, slash: number, firstAt: number): number {
  const from = Math.min(slash, firstAt);
  const query = front.slice(from).search(/[?#]/);
  const before = query < 0 ? front : front.slice(0, from + query);
  const end = lastSign(before, Math.min(slash, before.length), surelyHost);
  if (surelyHost.test(front.slice(end + 1))) return end;
  // What looks like a host and is none that is known may be the rest of a password that holds a slash or a `#`, too.
  const asked = front.slice(from).search(parameters);
  return lastSign(asked < 0 ? front : front.slice(0, from + asked), end, maybeHost);
}

/** The index of the last `@` with such a host behind it; up to a place, it needs none. */
function lastSign(front: string, place: number, host: RegExp): number {
  let at = front.lastIndexOf("@");
  while (at > place && (front[at - 1] === "/" || !host.test(front.slice(at + 1)))) at = front.lastIndexOf("@", at - 1);
  return at;
}

/** Holds if another `@` stands behind that of a host, so that what was taken for the host may be of the password. */
export function isDoubtfulHost(text: string, at: number): boolean {
  const rest = userPart.exec(text.slice(at + 1, at + 1 + longestUser))?.[0] ?? "";
  const asked = rest.search(parameters);
  return /[^/]@/.test(asked < 0 ? rest : rest.slice(0, asked));
}

/** What is between the scheme of an address and its path, as the URL standard has it: whatever may be meant, this is used. */
const authority = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#\\]*)/i;

/** A host and its port. */
const hostAndPort = /^(\[[^\]]{0,100}\]|[^:]{1,300})(?::(.*))?$/s;

/** A host that is hardly the rest of a password: with the end of a name of the internet, or an address of numbers. */
const namedHost = /^(?:[\w.-]{1,200}\.[a-z]{2,20}|\d{1,3}(?:\.\d{1,3}){3}|\[.*\]|localhost)$/;

/**
 * The host that a client of this address connects to, lower case: none behind a `?`, a `#` or a slash, where anybody may
 * write any host. Undefined where it may be a part of a password that was not encoded.
 */
export function hostIn(address: string): string | undefined {
  const [, within] = authority.exec(address) ?? [];
  if (within === undefined) return undefined;
  const at = within.lastIndexOf("@");
  const [, written, port = ""] = hostAndPort.exec(within.slice(at + 1)) ?? [];
  const host = written?.toLowerCase();
  const sign = address.indexOf("://");
  const place = passwordPlace(address, sign);
  if (!place || host === undefined) return host;
  if (place.end === sign + 3 + at && !isDoubtfulHost(address, place.end)) return host;
  // What was taken for a password goes on behind the host: before any `@`, that one is where its user would be.
  return /^\d{0,5}$/.test(port) && (at < 0 || namedHost.test(host)) ? host : undefined;
}

/** What stands alone before a host of the web: a token, unless it is a name. */
const aloneBeforeHost = /https?:\/\/([^\s/?#:@"'`<>\\]{6,300})@/y;

/** Parameters that hold a credential and do not say so. */
const plainParameters = /^(?:key|sig|signature|code|sas)$/i;

/** The secrets in a word that holds addresses: passwords, tokens before a host, values of parameters that are called so. */
export function secretsInAddress(word: string): Range[] {
  const found: Range[] = [];
  for (let sign = word.indexOf("://"); sign >= 0; sign = word.indexOf("://", sign + 3)) {
    const password = passwordPlace(word, sign);
    if (password && !isPlainValue(word.slice(password.start, password.end))) found.push(password);
    const scheme = word.startsWith("https", sign - 5) ? sign - 5 : sign - 4;
    aloneBeforeHost.lastIndex = Math.max(0, scheme);
    const alone = aloneBeforeHost.exec(word)?.[1];
    if (alone !== undefined && !/^[A-Za-z][A-Za-z._-]*$/.test(alone) && !isPlainValue(alone)) {
      found.push({ start: sign + 3, end: sign + 3 + alone.length });
    }
  }
  if (found.length === 0 && !word.includes("://")) return found;
  for (const { 0: whole, 1: name = "", index } of word.matchAll(/[?&#;]([\w.-]{1,100})=[^&#]{1,4000}/g)) {
    const start = index + name.length + 2;
    const isNamed = isSecretName(name) || plainParameters.test(name);
    if (isNamed && !isPlainValue(word.slice(start, index + whole.length))) {
      found.push({ start, end: index + whole.length });
    }
  }
  return found;
}
