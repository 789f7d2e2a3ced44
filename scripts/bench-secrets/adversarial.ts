import type { SecretData } from "#model/detector.ts";
import { expandSample } from "../../test/secrets/sample-generator.ts";

/** A hostile file: the path that says how it is read, and what it is filled with. */
interface AdversarialInput {
  readonly name: string;
  readonly path: string;
  readonly part: string;
}

/** Beginnings of secrets and of what surrounds them, again and again, so that every position may be the start of one. */
const parts: readonly (readonly [path: string, part: string])[] = [
  ["a.sh", "curl -H "],
  ["a.sh", 'curl -H "Authorization: Bearer '],
  ["a.sh", "curl -u a:"],
  ["a.sh", "export A_KEY="],
  [".env", "A_SECRET_KEY="],
  [".env", "API_KEY=a\n"],
  [".env", "a_token_secret_key_password"],
  [".env", "="],
  [".env", "KEY=${KEY=${"],
  [".env", "password:password="],
  ["a.py", 'api_key = "'],
  ["a.py", "token='token="],
  ["a.py", "api_key=(("],
  ["a.ts", "apiKey: `${"],
  ["a.ts", "secret\\n"],
  ["a.ts", 'token="a",'],
  ["a.json", '{"token":'],
  ["a.json", '"api_key": "a", '],
  ["a.json", "[["],
  [".mcp.json", '{"mcpServers":{"a":{"env":{"A_KEY":"'],
  ["a.yaml", "api_key:\n  "],
  ["a.yaml", "- token: a\n"],
  ["a.md", "```bash\ncurl -H "],
  ["a.md", "`api key "],
  ["a.txt", "-----BEGIN "],
  ["a.txt", ["-----BEGIN PRIVATE", "KEY-----\n"].join(" ")],
  ["a.txt", `${["-----BEGIN RSA PRIVATE", "KEY-----"].join(" ")}MIIE\n`],
  ["a.txt", "eyJhbGciOiJIUzI1NiJ9."],
  ["a.txt", "eyJ"],
  ["a.txt", "eyJ.eyJ."],
  ["a.txt", "postgres://a:"],
  ["a.txt", "https://a:b"],
  ["a.txt", "://a:b@"],
  ["a.txt", "AKIAAKIA"],
  ["a.txt", "AKIAABCDEFGHIJKLMNOP "],
  ["a.txt", "sk-"],
  ["a.txt", "sk-proj-aA1_"],
  ["a.txt", "xoxb-1-1-"],
  ["a.txt", "ghp_aA1"],
  ["a.txt", "AccountKey="],
  ["a.txt", "data:image/png;base64,"],
  ["a.txt", '"type": "service_account", "private_key": "'],
  ["a.txt", "a"],
  ["a.txt", "aA1"],
  ["a.txt", "0123456789abcdef"],
  ["a.txt", " "],
  ["a.txt", "\n"],
  ["a.txt", "\\"],
  ["a.txt", '"'],
  ["a.txt", "é"],
  ["a.txt", "key key: "],
];

/** Different values of one sample that take turns. */
const turns = 40;

/** What each detector is made to see, again and again: one value, one on each line, and different ones. */
function samplesRepeated(samples: ReadonlyMap<string, readonly string[]>): (readonly [string, string, string])[] {
  return [...samples].flatMap(([id, templates]) =>
    templates.flatMap((template, index) => {
      const values = Array.from({ length: turns }, (_, turn) => expandSample(template, `${id} ${turn}`).text);
      const name = `sample ${index + 1} of ${id}`;
      return [
        [name, "a.txt", values[0]!] as const,
        [`${name}, a line each`, ".env", `${values[0]!}\n`] as const,
        [`${name}, different`, "a.yaml", `${values.join("\n")}\n`] as const,
      ];
    }),
  );
}

/**
 * What hostile inputs of one megabyte are filled with: the parts above, every keyword of the detectors repeated, followed by what most tokens
 * may hold, and all keywords in a row, as they are and with a line each; and what each detector is made to see.
 */
export function adversarialInputs(
  { detectors }: SecretData,
  samples: ReadonlyMap<string, readonly string[]>,
): readonly AdversarialInput[] {
  const keywords = [...new Set(detectors.flatMap((detector) => detector.keywords))];
  const letters = "aB3dE6gH9jK2mN5pQ8sT1vW4xY7zaB3dE6gH9jK2";
  const all: readonly (readonly [string, string, string])[] = [
    ...parts.map(([path, part]) => [JSON.stringify(part), path, part] as const),
    ...keywords.map((keyword) => [`keyword ${keyword}`, "a.txt", keyword] as const),
    ...keywords.map((keyword) => [`keyword ${keyword} and letters`, ".env", `${keyword}${letters}`] as const),
    ...keywords.map((keyword) => [`assigned ${keyword}`, "a.py", `${keyword} = "${letters}"\n`] as const),
    ["all keywords in a row", "a.txt", keywords.join("")],
    ["all keywords, a line each", "a.txt", keywords.join("\n")],
    ["all keywords with letters", "a.txt", keywords.map((keyword) => `${keyword}${letters}`).join(" ")],
    ...samplesRepeated(samples),
  ];
  return all.map(([name, path, part]) => ({ name, path, part }));
}
