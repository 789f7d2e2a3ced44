import { isDoubtfulHost, passwordPlace } from "#secrets/address-secrets.ts";
import type { Surprise } from "#secrets/bigrams.ts";
import { isAlphanumeric } from "#secrets/boundary.ts";
import { isCommonPassword } from "#secrets/common-password.ts";
import type { ContextFinding } from "#secrets/context-finding.ts";
import { isMonotonous } from "#secrets/made-up.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { isPlainValue } from "#secrets/plain-value.ts";
import { isOfDesk } from "#secrets/test-code.ts";

/** Longest part of an address before its host. */
const longestUser = 300;

/** Hosts that are not on any network, or are not meant to be. */
const near =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|host|hostname|server|[\w-]*(?:example|sample|placeholder)[\w.-]*|(?:[\w-]+\.)+(?:localhost|local)|your[\w.-]*)$/i;

/** Names that nobody can register. Sources: RFC 2606, RFC 6761. */
const reserved = /(?:\.(?:test|invalid|example)|(?:^|\.)example\.(?:com|net|org))$/i;

/** An account by its address of mail; the group is its host. */
export const account = /[\w.+-]{1,60}@((?:[\w-]{1,60}\.){1,4}[a-z]{2,10})(?![\w-])/gi;

/** Holds for a host that nobody can have. */
export function isReservedHost(host: string): boolean {
  return reserved.test(host);
}

/** Names of services beside the one that speaks: no dot, so no name of the internet. */
const besides = /^[A-Za-z][\w-]*$/;

/** Systems by the schemes of their addresses. */
const systems: ReadonlyMap<string, string> = new Map([
  ["postgres", "PostgreSQL"],
  ["postgresql", "PostgreSQL"],
  ["mysql", "MySQL"],
  ["mariadb", "MariaDB"],
  ["mongodb", "MongoDB"],
  ["mongodb+srv", "MongoDB"],
  ["redis", "Redis"],
  ["rediss", "Redis"],
  ["amqp", "AMQP"],
  ["amqps", "AMQP"],
  ["mssql", "SQL Server"],
  ["sqlserver", "SQL Server"],
  ["clickhouse", "ClickHouse"],
  ["ldap", "LDAP"],
  ["ldaps", "LDAP"],
  ["ftp", "FTP"],
  ["sftp", "SFTP"],
  ["smtp", "SMTP"],
  ["smtps", "SMTP"],
]);

/** Codes before which an address has a host and nothing before it: white space, quotes, `#`, `/`, `<`, `>`, `?`, `\`. */
const endsUser = Uint8Array.from({ length: 256 }, (_, code) =>
  code <= 32 || "\"'#/<>?\\`".includes(String.fromCharCode(code)) ? 1 : 0,
);

/** The password in an address whose `://` is at `sign`, if it may open something. */
export function passwordInAddress(text: string, sign: number, surprise: Surprise): ContextFinding | undefined {
  const first = sign + 3;
  let colon = -1;
  let at = first;
  for (; at - first < longestUser; at++) {
    const code = text.charCodeAt(at);
    if (code === 64) break;
    if (code === 58 && colon < 0) colon = at;
    if (endsUser[code] === 1) return undefined;
  }
  if (text.charCodeAt(at) !== 64 || colon < 0 || colon === at - 1) return undefined;
  // The last sign before the host: a password may hold others, and no part of it is to be taken for a host.
  const place = passwordPlace(text, sign);
  return place && judged(text, { sign, first, colon, at: place.end }, surprise);
}

interface AddressPlaces {
  readonly sign: number;
  readonly first: number;
  readonly colon: number;
  readonly at: number;
}

function judged(
  text: string,
  { sign, first, colon, at }: AddressPlaces,
  surprise: Surprise,
): ContextFinding | undefined {
  const user = text.slice(first, colon);
  const password = text.slice(colon + 1, at);
  const host = /^(?:\[[\da-fA-F:]+\]|[\w.-]{1,200})/.exec(text.slice(at + 1, at + 202))?.[0];
  if (
    host === undefined ||
    reserved.test(host) ||
    isOpen(user, password) ||
    isOfNames(text, user, { password, host, at })
  )
    return undefined;
  const scheme = schemeBefore(text, sign);
  const isKnown = !isDoubtfulHost(text, at);
  const isFar = !near.test(host) && !besides.test(host);
  const isStrong = /\d/.test(password) && password.length >= 8 && surprise(password) > 4.8;
  const system = systems.get(scheme);
  return {
    start: colon + 1,
    end: at,
    kind: "address",
    what: system === undefined ? "password in an address" : `${system} password`,
    name: isKnown ? nameOf(user, host) : "address",
    tier: isFar ? (isStrong ? "high" : "medium") : "low",
    guessable: true,
    hosts: isFar && isKnown ? [host] : [],
  };
}

/** The name of the scheme before a `://`, lower case. */
function schemeBefore(text: string, sign: number): string {
  let start = sign;
  while (sign - start < 20 && (isAlphanumeric(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === 43))
    start--;
  return text.slice(start, sign).toLowerCase();
}

/** Who signs in where. */
function nameOf(user: string, host: string): string {
  return `${/^[\w.+-]{1,40}$/.test(user) ? `${user}@` : ""}${host}`;
}

const userWord = /[-_.]?(?:user(?:name)?|usr|login|account|name)$/i;
const passwordWord = /[-_.]?(?:pass(?:w(?:or)?d|phrase)?|pwd|pw|secret)$/i;

/** Holds for `proxyuser:proxypass` and `app:app_password`: the words for an account and its password, and whose they are. */
function nameThemselves(user: string, password: string): boolean {
  const owner = password.replace(passwordWord, "").toLowerCase();
  return owner.length < password.length && (owner === "" || owner === user.replace(userWord, "").toLowerCase());
}

/** What stands behind a host: the name of a database. */
const database = /^[\w.-]{1,200}(?::\d{1,5})?\/([\w-]{1,60})/;

/** Holds where the password is the word that the database is called by, and so is its user or it is the administrator, as on a machine on a desk. */
function isOfNames(
  text: string,
  user: string,
  { password, host, at }: { readonly password: string; readonly host: string; readonly at: number },
): boolean {
  if (!near.test(host) && !besides.test(host)) return false;
  if (isOfDesk(password, user.toLowerCase().split(/[-_.]/))) return true;
  const name = database.exec(text.slice(at + 1, at + 300))?.[1];
  return password === name && (user === "root" || user.split(/[-_.]/).includes(password));
}

/** Signs with which an address is tried: `p@ss=w0rd`. */
const separators = /(?<=[A-Za-z\d])[=:;,&/]+(?=[A-Za-z\d])/g;

/** A password that is none, stands for one, or is known to everybody; in an address, marks are written as their codes. */
function isOpen(user: string, written: string): boolean {
  const password = decoded(written);
  if (
    password === user ||
    nameThemselves(user, password) ||
    isCommonPassword(password.replace(separators, "")) ||
    /[${}<>%()]|\*{2}/.test(written.replace(/%[\dA-Fa-f]{2}/g, ""))
  )
    return true;
  return /[${}<>]/.test(user) || isPlaceholder(password) || isPlainValue(password) || isMonotonous(password);
}

function decoded(text: string): string {
  return text.replace(/%([2-7][\dA-Fa-f])/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
