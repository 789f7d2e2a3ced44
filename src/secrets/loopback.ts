import { hostIn } from "#secrets/address-secrets.ts";
import { wordsOf } from "#secrets/secret-name.ts";

/** A variable or key and the address that it holds. */
const addressed =
  /(?<![\w.-])["']?([A-Za-z_][\w.-]{0,80})["']?[ \t]{0,8}[:=]{1,2}[ \t]{0,8}["'`]?([a-z][a-z\d+]{1,15}:\/\/|(?=localhost[:/\s"'`]|127\.))([^\s"'`<>]{1,200})/g;

/** Hosts of the machine itself. */
const ownMachine =
  /^(?:localhost|[\w-]{1,60}\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?=,|$)/i;

/** Characters of an address behind its scheme: of a longer one, it is open where its host is. */
const longestAddress = 200;

/** Words at the end of a name that say that it holds an address, and those that may stand before: of the service itself. */
const addresses: ReadonlySet<string> = new Set("address addr endpoint host server uri url".split(" "));
const services: ReadonlySet<string> = new Set("api base http https rest server service".split(" "));

/** What the service of another company issued to a program that it calls back here: `AUTH0_BASE_URL` is the program's address. */
const ofCaller = /(?:^| )(?:client|consumer|oauth|app) (?:id )?(?:secret|key)$|^\w+ secret$/;

/** Words with which names begin that say nothing of whose they are. */
const anybodys: ReadonlySet<string> = new Set(
  "api app auth base client default dev local my next node public react server service site test the vite web".split(
    " ",
  ),
);

/** Characters on either side of a secret in which the address of its service is looked for. */
const window = 1500;

/**
 * Holds if the service of a secret, by the first word of its name, runs on the machine itself as far as is written near:
 * `QSTASH_URL=http://127.0.0.1:8080` beside `QSTASH_TOKEN`. What such a service accepts opens nothing elsewhere.
 */
export function isOfOwnMachine(text: string, name: string, start: number, end: number): boolean {
  const words = wordsOf(name);
  const owner = words[0] ?? "";
  if (owner.length < 2 || anybodys.has(owner) || words.length < 2 || ofCaller.test(words.join(" "))) return false;
  const around = `${text.slice(Math.max(0, start - window), start)}\n${text.slice(end, end + window)}`;
  let isNear = false;
  for (const [, other = "", scheme, rest = ""] of around.matchAll(addressed)) {
    if (!isAddressOf(owner, wordsOf(other), words)) continue;
    if (rest.length === longestAddress || !ownMachine.test(hostIn((scheme || "http://") + rest) ?? "")) return false;
    isNear = true;
  }
  return isNear;
}

/** Holds for the name of a service's address: its own, with words between that say so or that the secret has, too. */
function isAddressOf(owner: string, words: readonly string[], secret: readonly string[]): boolean {
  if (words[0] !== owner || !addresses.has(words.at(-1)!)) return false;
  return words.slice(1, -1).every((word) => services.has(word) || secret.includes(word));
}
