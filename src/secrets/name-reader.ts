import type { Detector, SecretData, SecretProvider } from "#model/detector.ts";
import type { NamedPlace } from "#secrets/name-at.ts";
import { providersByHost } from "#secrets/provider-hosts.ts";
import { providersByName, type NameMatch } from "#secrets/provider-names.ts";
import { isSecretName, mayNameSecret, wordsOf } from "#secrets/secret-name.ts";

/** What a name says about its value. */
export interface NameReading {
  readonly words: readonly string[];
  /** Holds for names of credentials. */
  readonly isSecret: boolean;
  /** Holds for what is one only where the environment of a program gives it and it was drawn at random. */
  readonly isSecretIfRandom: boolean;
  /** Holds for those, and for names such as `key` that are ones beside the name of a provider. */
  readonly mayHoldSecret: boolean;
  /** Holds for names of credentials, and for what several ones are called: elsewhere `tokens` are counted. */
  readonly mayListSecrets: boolean;
  readonly isPassword: boolean;
  /** Holds for what its owner thinks of: passwords, and keys and secrets that are shared. A token is issued, not chosen. */
  readonly isChosen: boolean;
  /** What to call the value: `key`, `token`, `password`, … */
  readonly noun: string;
  /** Whose it is, as the name says. */
  readonly match?: NameMatch;
}

/** Reads names; what a name says is kept, since names repeat. */
export interface NameReader {
  read(name: string): NameReading;
  /** The detector that knows values of such a name, or of the call that it is an argument of, and knows this one. */
  detectorOf(text: string, place: NamedPlace, value: string): DetectorMatch | undefined;
  /** Whose it is, by its name, the call that it is an argument of, or the host that is written near. */
  providerOf(text: string, place: NamedPlace): SecretProvider | undefined;
}

/** A detector that knows a value. */
export interface DetectorMatch {
  readonly detector: Detector;
  readonly provider: string;
  readonly hosts: readonly string[];
}

/** Names that are kept. */
const mostKept = 10_000;

/** Words of names whose values are made for one page or one request, or for everybody to see. */
const harmless: ReadonlySet<string> = new Set(
  "anon avoid block buy captcha checksum color column compromised contract csrf cursor csrftoken design disallow doc erc20 etag file fileid fingerprint folder forbid hash hashed i18n icon image insecure label leaked lp media mint mount nft node nonce page pagination placeholder public publishable recaptcha sell sha sheet sitekey slug sort spl swap translation verification wiki xsrf".split(
    " ",
  ),
);

/**
 * Tokens that only tell a request, a version, an order or a place in a list from another one, names of what holds a
 * secret, what is of no use to who cannot open it, and keys that browsers are given to know a server by (Push API).
 */
const marking =
  /(?:^| )(?:(?:change|next|previous|prev|continuation|idempotency|sync|client request|cancellation|thumbnail|task|action|version|basket|cart|checkout|order|receipt) tokens?|existing (?:\w+ )?secrets?|allow credentials|(?:wrapped|encrypted) (?:\w+ )?keys?|application server keys?|(?:authenticity|antiforgery|request verification) tokens?|(?:list|export|import|delete|edit) secret (?:sub)?keys?)$/;

/** The same, but for what the environment of a program gives it and was drawn at random: there, it may be anything. */
const markingUnlessRandom =
  /(?:^| )(?:(?:resume|commit|bookmark|delta|consistency|lock|lease|fencing|ack|trace|correlation|watermark|base|minutes?|obj|parent|slides|whiteboard|bitable|spreadsheet|sentinel) tokens?|(?:ciphertext|masked|redacted|sealed) (?:tokens?|keys?|credentials?)|(?:sentinel|spreadsheet) keys?)$/;

/** Parts of an address that is signed for some minutes. */
const signedQuery = /^x-(?:amz|goog|tos|oss|cos|obs)-/i;

const passwordWords: ReadonlySet<string> = new Set("pass passcode passphrase passwd password passwords pwd".split(" "));

/** What stands before `key` where whoever sets a service up makes it. */
const ownKeys: ReadonlySet<string> = new Set(
  "admin aes cipher cookie crypto decryption encryption hmac jwt master private root secret session shared sign signing".split(
    " ",
  ),
);

/** Words of names for what a service has for itself, however it is called: the key of its cookies and of what it stores. */
const ownServices: ReadonlySet<string> = new Set(["cookie", "cookies", "encryption"]);

/** What of a product a password opens, whoever's product it is: `JIRA_DB_PASSWORD`. */
const parts: ReadonlyMap<string, string> = new Map([
  ...ofPart(
    "clickhouse database db jdbc mariadb mongo mongodb mssql mysql oracle pg postgres postgresql sql",
    "database",
  ),
  ...ofPart("email imap mail smtp", "mail"),
  ...ofPart("amqp cache kafka keystore ldap minio proxy rabbitmq redis s3 truststore", ""),
]);

function ofPart(list: string, noun: string): readonly (readonly [word: string, noun: string])[] {
  return list.split(" ").map((word) => [word, noun]);
}

/** A variable that holds what a framework signs with: nobody else accepts it, whichever hosts are written near. */
const frameworkKey = /^[A-Z\d_]{0,60}SECRET_KEY$/;

/** Last words that make a credential's name beside that of a provider. */
const kinds = /^(?:keys?|token|secret|auth|password|pat|credentials?|authorization)$/;

/** The call of which a name is an argument, and what of it stands before the name. */
const call = /([A-Za-z_][\w.]{1,60})\s{0,4}\(\s{0,20}(?:\{\s{0,20})?(?:[^(){}]{0,60},\s{0,20})?["']?$/;

/** A value that is worth a look at the call around it. */
const mayBeOpaque = /^(?=[^\d]{0,40}\d)[\w+/=.:|-]{20,200}$/;

/** Characters around a value in which a host says whose it is. */
const hostWindow = 300;

/** Makes the reader for the providers and detectors that are known. */
export function nameReader({ providers, detectors }: SecretData): NameReader {
  const find = providersByName(providers, detectors);
  const nearestHost = providersByHost(providers);
  const kept = new Map<string, NameReading>();
  const expressions = new Map<string, RegExp>();
  const fits = (detector: Detector, value: string): boolean => {
    const expression = expressions.get(detector.id) ?? new RegExp(`^(?:${detector.pattern})$`);
    expressions.set(detector.id, expression);
    return expression.test(value);
  };
  const calleeOf = (text: string, { nameStart }: NamedPlace): NameMatch | undefined => {
    const callee = call.exec(text.slice(Math.max(0, nameStart - 160), nameStart))?.[1];
    return callee === undefined ? undefined : find(wordsOf(callee), false);
  };
  const read = (name: string): NameReading => {
    const known = kept.get(name);
    if (known) return known;
    const words = wordsOf(name);
    const match = find(words, /^[A-Z][A-Z\d_]*$/.test(name));
    const reading = { ...readName(name, words, match), ...(match ? { match } : {}) };
    if (kept.size < mostKept) kept.set(name, reading);
    return reading;
  };
  return {
    read,
    detectorOf: (text, place, value) => {
      const own = read(place.name).match;
      const callee = own?.detectors.length || !mayBeOpaque.test(value) ? undefined : calleeOf(text, place);
      for (const match of [own, callee]) {
        const detector = match?.detectors.find((each) => fits(each, value));
        if (detector) return { detector, provider: detector.provider, hosts: detector.hosts };
      }
      return undefined;
    },
    providerOf: (text, place) => {
      const { match: own, isPassword, words: spelt } = read(place.name);
      // What a service has for itself is its operator's, whatever product it is of; so is what a part of it has.
      if (spelt.some((word) => ownServices.has(word)) || (isPassword && partOf(spelt, own) !== undefined))
        return undefined;
      const match = own ?? calleeOf(text, place);
      if (match?.isSure) return match.provider;
      // A password opens an account somewhere: which, no host says that is written near.
      if (isPassword || frameworkKey.test(place.name)) return undefined;
      const start = Math.max(0, place.nameStart - hostWindow);
      return nearestHost(text.slice(start, place.valueStart + hostWindow), place.valueStart - start, spelt);
    },
  };
}

function readName(name: string, words: readonly string[], match: NameMatch | undefined): NameReading {
  const [last = "", before = ""] = words.toReversed();
  const isPassword = words.some((word) => passwordWords.has(word)) || /passw(?:or)?d$/.test(last);
  const secrecy = secrecyOf(name, words);
  const isHarmless = secrecy !== "usual";
  const isSecret = !isHarmless && isSecretName(name);
  return {
    words,
    isSecret,
    isSecretIfRandom: !isSecret && secrecy !== "never" && mayNameSecret(name),
    mayListSecrets: isSecret || (!isHarmless && /[a-z]s$/i.test(name) && isSecretName(name.slice(0, -1))),
    mayHoldSecret: isSecret || (!isHarmless && kinds.test(last)),
    isPassword,
    isChosen: isPassword || isShared(name, words) || (last === "key" && ownKeys.has(before)),
    noun: isPassword ? passwordOf(words, match) : nounOf(words),
  };
}

/** Whether what a name says to be a credential is one: never, only where it was drawn at random, or as usual. */
function secrecyOf(name: string, words: readonly string[]): "never" | "random" | "usual" {
  const text = words.join(" ");
  if (words.some((word) => harmless.has(word)) || marking.test(text) || signedQuery.test(name)) return "never";
  return markingUnlessRandom.test(text) ? "random" : "usual";
}

/** Holds for what is called a secret, and not only kept among such: `secrets.refresh_token` is a token, and `secrets` lists their names. */
function isShared(name: string, words: readonly string[]): boolean {
  const own = wordsOf(name.slice(name.lastIndexOf(".") + 1));
  return (isSecretName(own.join("_")) ? own : words).includes("secret");
}

/** The part of a product that a name speaks of beside the name of its provider: one that is called like it, or stands behind it. */
function partOf(words: readonly string[], match: NameMatch | undefined): string | undefined {
  const word = match && words.slice(match.start).find((each) => parts.has(each));
  return word === undefined ? undefined : parts.get(word);
}

function passwordOf(words: readonly string[], match: NameMatch | undefined): string {
  const part = partOf(words, match);
  return part ? `${part} password` : "password";
}

function nounOf(words: readonly string[]): string {
  const text = words.join(" ");
  if (/\b(?:pass|pwd)|passw/.test(text)) return "password";
  if (/token|jwt|bearer|\bpat\b/.test(text)) return "token";
  if (/secret/.test(text)) return "secret";
  return /key/.test(text) ? "key" : "credential";
}
