/** Keys under which a description of an interface shows what a value may look like. */
const sampleKey = /^(?:x-)?(?:[a-z]{1,20}-)?(?:examples?|samples?|default)$/i;

/** Keys that only the root of such a description has. */
const rootKeys: ReadonlySet<string> = new Set(["openapi", "swagger", "asyncapi"]);

/** What the root of a JSON schema says that it is. */
const schemaAddress = /^https?:\/\/json-schema\.org\//;

const described = /\.(?:json|jsonc|json5|ya?ml)$/i;

const mention = /openapi|swagger|asyncapi|json-schema\.org/;

/**
 * Which of these places, sorted, hold a sample in the description of an interface (OpenAPI, Swagger, AsyncAPI, JSON
 * schema, as JSON or YAML): what a server might answer, a value that a field might have. One pass over the text.
 */
export function samplesInDocument(text: string, path: string, places: readonly number[]): ReadonlySet<number> {
  if (!described.test(path) || !mention.test(text)) return new Set();
  const reading = /^[\s\u00ef\u00bb\u00bf]*[{[]/.test(text.slice(0, 1000))
    ? readJson(text, places)
    : readYaml(text, places);
  return reading.isDescription ? new Set(reading.samples) : new Set();
}

interface Reading {
  isDescription: boolean;
  readonly samples: number[];
}

function isRoot(key: string, value: string): boolean {
  return (rootKeys.has(key) && /^["']?\d/.test(value)) || (key === "$schema" && schemaAddress.test(value));
}

/** The containers around a place are a stack: whether each is within a sample, and the key that was read in it last. */
function readJson(text: string, places: readonly number[]): Reading {
  const reading: Reading = { isDescription: false, samples: [] };
  const within: boolean[] = [false];
  const keys: string[] = [""];
  let next = 0;
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    const end = character === '"' ? endOfString(text, at) : at + 1;
    const isSample = within.at(-1)! || sampleKey.test(keys.at(-1)!);
    if (character === '"') {
      for (; next < places.length && places[next]! < end; next++) if (isSample) reading.samples.push(places[next]!);
      const string = text.slice(at + 1, Math.min(end - 1, at + 1 + longestKey));
      if (isKey(text, end)) keys[keys.length - 1] = string;
      else reading.isDescription ||= keys.length === 2 && isRoot(keys[1]!, string);
    } else if (character === "{" || character === "[") {
      within.push(isSample);
      keys.push("");
    } else if ((character === "}" || character === "]") && keys.length > 1) {
      within.pop();
      keys.pop();
    }
    at = end;
  }
  return reading;
}

/** Longer keys are none that say anything here. */
const longestKey = 100;

/** Behind the quote that closes a string, or the end of the line where none does. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** Spaces that may stand between a key and its colon. */
const mostSpaces = 20;

function isKey(text: string, end: number): boolean {
  let at = end;
  while (at - end < mostSpaces && /\s/.test(text[at] ?? "")) at++;
  return text[at] === ":";
}

const yamlLine =
  /([ ]*)((?:- {1,8}){0,8})(?:(["']?)([\w$][\w$.-]{0,80})\3[ \t]{0,8}:(?=\s|$)[ \t]{0,8}["']?)?([^\n]*)(?:\n|$)/gy;

/** A key of a collection in one line: `{ name: a, example: b }`. */
const flowSample =
  /[{,][ \t]{0,8}["']?(?:x-)?(?:[a-z]{1,20}-)?(?:examples?|samples?|default)["']?[ \t]{0,8}:[^}\n]{0,200}$/i;

/** A key of YAML below which lines stand. */
interface YamlKey {
  readonly indentation: number;
  readonly isSample: boolean;
}

/** Lines are within what is indented less and stands above. */
function readYaml(text: string, places: readonly number[]): Reading {
  const reading: Reading = { isDescription: false, samples: [] };
  const above: YamlKey[] = [];
  let next = 0;
  for (let at = 0; at < text.length; at = yamlLine.lastIndex) {
    yamlLine.lastIndex = at;
    const [, spaces = "", dashes = "", , key, rest = ""] = yamlLine.exec(text)!;
    if (key !== undefined || rest.trim() !== "") descend(above, spaces.length, dashes.length, key);
    reading.isDescription ||= key !== undefined && spaces === "" && dashes === "" && isRoot(key, rest);
    for (; next < places.length && places[next]! < yamlLine.lastIndex; next++) {
      const before = text.slice(Math.max(at, places[next]! - 300), places[next]);
      if (isWithinSample(above) || flowSample.test(before)) reading.samples.push(places[next]!);
    }
  }
  return reading;
}

/** Leaves what a line is not within, and goes into its key. */
function descend(above: YamlKey[], spaces: number, dashes: number, key: string | undefined): void {
  // An item of a list may stand as far left as the key that the list belongs to.
  const outer = dashes === 0 ? spaces : spaces + 1;
  while (above.length > 0 && above.at(-1)!.indentation >= outer) above.pop();
  if (key === undefined) return;
  above.push({ indentation: spaces + dashes, isSample: isWithinSample(above) || sampleKey.test(key) });
}

function isWithinSample(above: readonly YamlKey[]): boolean {
  return above.at(-1)?.isSample ?? false;
}
