/**
 * Whether a text looks drawn at random, for `metavariable-analysis: entropy`: Semgrep's two thresholds (over 64 bits in
 * all, and over 0.6 of the eight bits that a byte can hold) on a model of our own: how likely a letter is after
 * another in English words and identifiers, counted in this project's own text.
 */

const leastBits = 64;
const leastDensity = 0.6;

/** Bits of a character that is no letter: one of 62. */
const bitsOfOther = Math.log2(62);

/** Bits of each letter by itself. */
const letters = [
  3.8, 6.2, 4.5, 4.5, 3, 5.4, 5.5, 5.7, 4, 9, 6.6, 4.3, 5.2, 3.9, 3.8, 4.9, 9.3, 3.8, 3.7, 3.6, 5.3, 6.6, 6.2, 7, 6.4,
  9.9,
];

/** Bits of each letter after each letter, rounded, 9 for all that is rarer; a row for the letter before. */
const pairs = [
  "95349759596353959343577769",
  "38782788459289399457499949",
  "49693993594499279483599969",
  "46651669399668469536678979",
  "48436568799553757334967469",
  "29993499299498399465499969",
  "49782755399564589346479999",
  "28992789399889279465699979",
  "57445549999452359533969797",
  "59982799689998279929497999",
  "59961479399674668636599999",
  "39842799397388379845478959",
  "25672999399546339958699989",
  "48433639586676479742669979",
  "66548479696442549355464899",
  "29883986599389349354599979",
  "99999999999599779979095999",
  "37652769395755379644569959",
  "58492794495677459842586969",
  "38582693399678369435687959",
  "55553759699343649343999999",
  "29991999399999599979889999",
  "38873793399683389448797999",
  "48473577499986439671999889",
  "47564677676453439624966997",
  "29991999599697469957597967",
];

/** Holds if the text is long and unlikely enough to be a secret. */
export function isHighEntropy(text: string): boolean {
  const bits = bitsOf(text);
  return bits > leastBits && bits / (8 * text.length) > leastDensity;
}

/** What the text tells, in bits: of every three characters side by side a third each. */
function bitsOf(text: string): number {
  if (text.length > 0 && text === text[0]!.repeat(text.length)) return 1;
  let bits = 0;
  for (let index = 0; index < text.length; index++) {
    const [first, second, third] = [letterAt(text, index), letterAt(text, index + 1), letterAt(text, index + 2)];
    const single = [first, second, third].filter((letter) => letter !== undefined).map(bitsOfOne);
    const apart = single.reduce((sum, own) => sum + own, 0);
    bits += Math.min(apart, together(first, second, third) ?? apart) / single.length;
  }
  return bits;
}

/** The number of a letter from 0 on, -1 for another character, undefined behind the end. */
function letterAt(text: string, index: number): number | undefined {
  if (index >= text.length) return undefined;
  const letter = text.charCodeAt(index) | 32;
  return letter >= 97 && letter <= 122 ? letter - 97 : -1;
}

function bitsOfOne(letter: number): number {
  return letters[letter] ?? bitsOfOther;
}

/** The bits of three letters in a row, undefined unless they are. */
function together(first = -1, second = -1, third = -1): number | undefined {
  if (first < 0 || second < 0 || third < 0) return undefined;
  return bitsOfOne(first) + Number(pairs[first]![second]) + Number(pairs[second]![third]);
}
