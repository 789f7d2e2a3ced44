import type { Detector, SecretProvider, StructureCheck } from "#model/detector.ts";
import { reachOf } from "#secrets/reach.ts";
import { readSource, type SourceNode } from "#rule/source.ts";

const identities = ["user", "service", "agent", "human-session", "unknown"] as const;
const lifetimes = ["ephemeral", "long-lived", "unknown"] as const;
const checks = [
  "crc32-base62",
  "crc32-hex",
  "crc32-hex-le",
  "aws-account",
  "jwt",
  "pem",
  "base64-json",
  "base64-text",
  "snowflake",
  "macaroon",
] as const satisfies readonly StructureCheck[];

const detectorKeys = [
  "id",
  "what",
  "identity",
  "lifetime",
  "hours",
  "hosts",
  "keywords",
  "names",
  "anchor",
  "pattern",
  "reach",
  "check",
  "test",
  "near",
  "pair",
  "publishable",
  "random",
  "confidence",
  "samples",
  "counterSamples",
];

/** A detector with what its tests make of it: templates of values that it must see, and of values that it must not. */
export interface DetectorRow {
  readonly detector: Detector;
  readonly samples: readonly string[];
  readonly counterSamples: readonly string[];
}

/** What one file of `rules/secrets/` says. */
export interface ProviderFile {
  readonly provider: SecretProvider;
  readonly rows: readonly DetectorRow[];
  /** Values that its documentation shows, or parts of them. */
  readonly published: readonly string[];
}

/** Reads `rules/secrets/<provider>.yaml`. Throws a `UserError` that names the place of the first mistake. */
export function readProvider(path: string, text: string): ProviderFile {
  const file = readSource(path, text).only(["provider", "title", "hosts", "detectors", "published", "evidence"]);
  const provider: SecretProvider = {
    id: readId(file.need("provider")),
    title: file.need("title").text(),
    hosts: file.get("hosts")?.texts() ?? [],
  };
  if (file.need("evidence").texts().length === 0)
    throw file.need("evidence").error("name where the format is documented");
  const rows = file
    .need("detectors")
    .items()
    .map((node) => readRow(node, provider));
  return { provider, rows, published: readPublished(file.get("published")) };
}

/** Shorter parts may stand in what somebody drew. */
const shortestPublished = 8;

function readPublished(node: SourceNode | undefined): readonly string[] {
  for (const part of node?.items() ?? []) {
    if (part.text().length < shortestPublished) throw part.error("a part this short says nothing");
  }
  return node?.texts() ?? [];
}

function readRow(node: SourceNode, provider: SecretProvider): DetectorRow {
  node.only(detectorKeys);
  const pattern = readPattern(node.need("pattern"));
  const detector: Detector = {
    id: readId(node.need("id")),
    provider: provider.id,
    what: node.need("what").text(),
    ...readKeywords(node),
    pattern,
    reach: node.get("reach")?.number() ?? reachOf(pattern),
    anchor: node.get("anchor")?.word(["keyword", "window"]) ?? "keyword",
    identity: node.need("identity").word(identities),
    lifetime: node.need("lifetime").word(lifetimes),
    hosts: node.get("hosts")?.texts() ?? provider.hosts,
    publishable: readFlag(node.get("publishable")),
    random: readFlag(node.get("random")),
    confidence: node.get("confidence")?.word(["high", "medium", "low"]) ?? "high",
    ...readOptional(node),
  };
  return {
    detector,
    samples: node.need("samples").texts(),
    counterSamples: node.get("counterSamples")?.texts() ?? [],
  };
}

function readOptional(node: SourceNode): Pick<Detector, "hours" | "check" | "test" | "near" | "pair"> {
  const check = node.get("check")?.word(checks);
  const [test, near] = [node.get("test"), node.get("near")].map((part) => part && readPattern(part));
  const pair = node.get("pair")?.only(["id", "lines"]);
  const hours = node.get("hours")?.number();
  return {
    ...(hours === undefined ? {} : { hours }),
    ...(check === undefined ? {} : { check }),
    ...(test === undefined ? {} : { test }),
    ...(near === undefined ? {} : { near }),
    ...(pair ? { pair: { id: readId(pair.need("id")), lines: pair.need("lines").number() } } : {}),
  };
}

function readId(node: SourceNode): string {
  const id = node.text();
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw node.error(`'${id}' is no id: lower-case words joined by '-'`);
  return id;
}

function readKeywords(node: SourceNode): Pick<Detector, "keywords" | "names"> {
  const names = node.get("names");
  if (names) {
    if (node.get("keywords")) throw names.error("a detector has either keywords or names");
    for (const name of names.items()) {
      if (!/^[a-z0-9]+(?: [a-z0-9]+)*$/.test(name.text())) throw name.error("lower-case words between single spaces");
    }
    return { keywords: [], names: names.texts() };
  }
  const keywords = node.need("keywords").items();
  if (keywords.length === 0) throw node.error("a detector without a keyword would be tried everywhere");
  for (const keyword of keywords) {
    if (!/^[\x20-\x7e]{2,}$/.test(keyword.text())) throw keyword.error("a keyword is two and more ASCII characters");
  }
  return { keywords: keywords.map((keyword) => keyword.text()) };
}

/** An expression whose work is bounded at every place: no repetition is open. */
function readPattern(node: SourceNode): string {
  const source = node.text();
  try {
    void new RegExp(source);
  } catch (error) {
    throw node.error(`this is no regular expression: ${(error as Error).message}`);
  }
  if (reachOf(source) === Infinity) throw node.error("a repetition has no end: write {0,40} for * and {1,40} for +");
  return source;
}

function readFlag(node: SourceNode | undefined): boolean {
  if (!node) return false;
  if (typeof node.scalar !== "boolean") throw node.error("true or false is expected here");
  return node.scalar;
}
