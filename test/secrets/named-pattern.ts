/** What the name of a secret ends in. */
const kinds =
  "(?:[Kk]eys?|KEYS?|[Tt]oken|TOKEN|[Ss]ecret|SECRET|[Aa]uth|AUTH|[Pp]assword|PASSWORD|PAT|_pat|Pat|[Cc]redentials?|CREDENTIALS?)";

/** Between a name and its value: quotes, a type, a sign of assignment, the key `value` of a list of variables. */
const between = [
  "\\d?[\"'\\])}\\\\]{0,3}\\s{0,3}",
  "(?:(?::\\s?(?:str|string)\\s?|:|\\?)?=>?|:|,|\\|\\||\\?\\?|or\\b)?\\s{0,12}",
  "(?:[\"'\\\\]{0,2}value[\"'\\\\]{0,2}\\s?[:=]\\s{0,3})?",
  "(?:Bearer |Token )?[\"'`\\\\]{0,3}(?:Bearer |Token )?(?<!\\w)",
].join("");

/** More words of a name, or the opening of a call with the name of an argument, up to the word for a secret. */
const rest = `(?:[\\w.-]{0,24}?|[\\w.]{0,24}\\(\\{?\\s{0,12}\\w{0,12}?)${kinds}`;

/**
 * The pattern of a value that says too little by itself, where it is given to a name that begins with certain words:
 * `names` are those words in lower case, several of one name between spaces (`brave search`), which match
 * `BRAVE_SEARCH_API_KEY`, `braveSearchKey`, `brave-search-token` and a call such as `BraveSearch(api_key=…)`. A name
 * that says that it is a secret's (`vapi token`) may be all of it. Group 1 is the value.
 */
export function namedPattern(names: readonly string[], value: string): string {
  const start = "(?:(?<!(?<!\\\\)[A-Za-z\\d])|(?<=[a-z])(?=[A-Z][a-z]))";
  const whole = names.filter((name) => /(?:key|token|secret)$/.test(name)).map(nameOf);
  const begun = [...names.map(nameOf).map((name) => name + rest), ...whole];
  return `${start}(?:${begun.join("|")})${between}(${value})(?![\\w-])`;
}

/** The spellings of the names, one of which every match of their pattern begins with, in lower case. */
export function namedKeywords(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const words = name.split(" ");
    return words.length === 1 ? words : ["_", "-", ""].map((separator) => words.join(separator));
  });
}

/** The words of a name in its spellings; no other word may begin with them, as `coherence` does with `cohere`. */
function nameOf(name: string): string {
  const words = name.split(" ").map((word) => `(?:${word.toUpperCase()}|${caseless(word[0]!)}${word.slice(1)})`);
  return `${words.join("[_-]?")}(?:ai|AI)?(?!(?<=[a-z])(?!key|token|secret)[a-z]|(?<=[A-Z])(?!KEY|TOKEN|SECRET)[A-Z])`;
}

function caseless(letter: string): string {
  return /[a-z]/.test(letter) ? `[${letter.toUpperCase()}${letter}]` : letter;
}
