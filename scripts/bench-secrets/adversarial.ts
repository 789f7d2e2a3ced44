import type { SecretData } from "#model/detector.ts";

/** A hostile file: what it is made of, the path that says how it is read, and one megabyte of it. */
interface AdversarialInput {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const size = 1_000_000;

function filled(part: string): string {
  return part.repeat(Math.ceil(size / Buffer.byteLength(part))).slice(0, size);
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

/**
 * Hostile inputs of one megabyte: the parts above, every keyword of the detectors repeated, followed by what most tokens
 * may hold, and all keywords in a row, as they are and with a line each.
 */
export function adversarialInputs({ detectors }: SecretData): readonly AdversarialInput[] {
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
  ];
  return all.map(([name, path, part]) => ({ name, path, text: filled(part) }));
}
