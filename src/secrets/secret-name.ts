/** Words that, as the last one of a name, say that the value is a credential; also at the end of a longer word. */
const credentialEnd =
  /(?:token|secrets?|passwords?|passwd|passphrase|passcode|apikey|privatekey|secretkey|accesskey|masterkey|authkey|encryptionkey|credentials?)$/;

/** Words that say so only as whole words. */
const credentialWords: ReadonlySet<string> = new Set(
  "auth authorization bearer cookie cred creds dsn jwt mnemonic pass pat pwd".split(" "),
);

/** Of those, the ones that mean something else when they stand alone: a directory, a result, a pattern. */
const needCompany: ReadonlySet<string> = new Set(["pass", "pat", "pwd"]);

/** What stands before `key` where it opens something. */
const secretKeys: ReadonlySet<string> = new Set(
  "access account admin aes api app application auth cipher client consumer crypto decryption deploy deployment encryption hmac jwt licence license master private root rsa secret server service shared sign signing ssh subscription validation webhook".split(
    " ",
  ),
);

/** What stands before `KEY` in a constant or variable where it is only an index. */
const plainKeys: ReadonlySet<string> = new Set(
  "anon arrow bucket cache composite config ctrl dedup dedupe enter escape foreign group host hot i18n idempotency index issue label local lookup map measurement metadata name natural object parent partition primary project pub public publishable query registry return routing row shortcut site sort storage tab translation unique".split(
    " ",
  ),
);

/** The same, unless what runs a program is given it and it was drawn at random: a registry and a workflow have keys, too. */
const plainUnlessRandom: ReadonlySet<string> = new Set(
  "asset attribute catalog category column entity entry feature field file flag folder function header item job locale message namespace package page parameter process property queue record release resource schedule setting sheet spreadsheet state status task template topic view workflow worksheet".split(
    " ",
  ),
);

/** What stands before `token` where it is a word of a text or a place in a list. */
const plainTokens: ReadonlySet<string> = new Set(
  "bos cancel cancellation cls completion continuation ct design end eos first input last mask max min next non output pad page per prev previous prompt sep special start stop sync syntax total unk".split(
    " ",
  ),
);

/** What stands before `tokens` where they are credentials; elsewhere they are counted. */
const secretTokens: ReadonlySet<string> = new Set(
  "access api auth bearer bot deploy oauth refresh secret service session user".split(" "),
);

/** What stands before `pass` where it is a round; elsewhere it is a password: `DB_PASS`. */
const plainPasses: ReadonlySet<string> = new Set(
  "all compiler first full multi one render second single two".split(" "),
);

/** Verbs and switches: what such a name holds is a function or a choice. */
const verbs: ReadonlySet<string> = new Set(
  "allow allows by check create decode disable enable fetch force generate get has hide is issue load log mask need needs no parse persist print require required requires revoke rotate show skip use uses validate with without".split(
    " ",
  ),
);

/** Words after a credential's that leave it one: which one it is, and how it is written. */
const variants: ReadonlySet<string> = new Set(
  "b64 backup base64 current default dev development header live new old override pem plain plaintext prod production raw sandbox secondary stage staging str string test val value".split(
    " ",
  ),
);

/** Pairs that hold a credential within an address. */
const addresses =
  /^(?:connection|conn) (?:string|str)$|^(?:amqp|database|db|jdbc|mongo|mongodb|mssql|mysql|pg|postgres|postgresql|rabbitmq|redis) ur[il]$|^webhook url$|^(?:recovery|seed) phrase$|^oauth verifier$/;

/** What Rails derives its keys from. */
const base = /(?:^| )secret key base$/;

/** Letters of which every name of a credential holds some: most names are done with here. */
export const secretNameHints: readonly string[] =
  "tok sec pass pwd key cred auth bear pat cookie jwt dsn mnemonic phrase str url uri".split(" ");
const hint = new RegExp(secretNameHints.join("|"), "i");

/** Characters of a name that are looked at; no format has names as long. */
const longestName = 200;

/**
 * Holds if the name of a variable, key, header, parameter or flag suggests that its value is a credential:
 * `GITHUB_TOKEN`, `clientSecret`, `x-api-key`, `DATABASE_URL`. A name that speaks about one is none: `TOKEN_URL`,
 * `passwordFile`, `ACCESS_KEY_ID`, `max_tokens`, `PUBLIC_KEY`.
 */
export function isSecretName(name: string): boolean {
  return namesSecret(name, (word) => plainKeys.has(word) || plainUnlessRandom.has(word));
}

/** Holds for more names: those of which the value that a program's environment gives them tells whether they are ones. */
export function mayNameSecret(name: string): boolean {
  return namesSecret(name, (word) => plainKeys.has(word));
}

function namesSecret(name: string, isPlainKey: (word: string) => boolean): boolean {
  if (name.length > longestName || !hint.test(name)) return false;
  const words = wordsOf(name);
  if (verbs.has(words[0] ?? "")) return false;
  if (addresses.test(words.slice(-2).join(" ")) || base.test(words.join(" "))) return true;
  while (words.length > 1 && isVariant(words.at(-1)!)) words.pop();
  const [last = "", before] = words.toReversed();
  if (last === "key" || last === "keys") return before !== undefined && isSecretKey(name, before, isPlainKey);
  return before === undefined ? isSecretAlone(last) : isSecretAfter(last, before);
}

function isVariant(word: string): boolean {
  return variants.has(word) || /^v?\d+$/.test(word);
}

function isSecretAlone(word: string): boolean {
  return word !== "tokens" && !needCompany.has(word) && (credentialWords.has(word) || credentialEnd.test(word));
}

function isSecretAfter(last: string, before: string): boolean {
  if (last === "token") return !plainTokens.has(before);
  if (last === "tokens") return secretTokens.has(before);
  if (last === "pass") return !plainPasses.has(before);
  return credentialWords.has(last) || credentialEnd.test(last);
}

/** The words of a name in any of the usual spellings, lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** Constants and variables of the environment are taken for credentials unless the word before says otherwise. */
function isSecretKey(name: string, before: string, isPlainKey: (word: string) => boolean): boolean {
  return secretKeys.has(before) || (/^[A-Z][A-Z0-9_]*_KEY(?:_\w+)?$/.test(name) && !isPlainKey(before));
}
