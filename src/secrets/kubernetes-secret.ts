import type { Surprise } from "#secrets/bigrams.ts";
import { decodeBase64 } from "#secrets/checks/encoded.ts";
import type { ContextFinding } from "#secrets/context-finding.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import { kindOfValue } from "#secrets/value-kind.ts";

/** Characters of a manifest on either side of its kind that are looked at, and pairs of it. */
const longestManifest = 20_000;
const mostPairs = 200;

/** A key and its value in one line, with a comment behind it maybe: Base64, or as it is. */
const encodedPair =
  /^[ \t]{0,40}"?([\w.-]{1,100})"?:[ \t]{1,20}"?([A-Za-z0-9+/]{4,8000}={0,2})"?,?(?:[ \t]{1,20}#.{0,500})?[ \t]{0,20}\r?$/;
const plainPair =
  /^[ \t]{0,40}"?([\w.-]{1,100})"?:[ \t]{1,20}["']?([^\s"']{4,500})["']?,?(?:[ \t]{1,20}#.{0,500})?[ \t]{0,20}\r?$/;

/** Where the values begin: encoded under `data`, as they are under `stringData`. */
const values = /^[ \t]{0,40}"?(data|stringData)"?:[ \t]{0,20}\{?[ \t]{0,20}\r?$/;

/** The values of one manifest, and where it ends. */
export interface ManifestValues {
  readonly findings: readonly ContextFinding[];
  readonly end: number;
}

/**
 * The values of the Kubernetes Secret that says its kind at `at`: those under `data` are Base64, which hides nothing,
 * those under `stringData` stand as they are.
 */
export function kubernetesValues(text: string, at: number, surprise: Surprise): ManifestValues {
  const { from, to } = manifestAround(text, at);
  const findings: ContextFinding[] = [];
  let indentation = -1;
  let isEncoded = false;
  for (let line = from; line < to && findings.length < mostPairs;) {
    const end = lineEnd(text, line, to);
    const content = text.slice(line, end);
    const own = content.length - content.trimStart().length;
    const head = values.exec(content)?.[1];
    if (head !== undefined) {
      indentation = own;
      isEncoded = head === "data";
    } else if (/^\s*#/.test(content)) {
      // A comment stands anywhere.
    } else if (indentation >= 0 && content.trim() !== "" && own <= indentation) indentation = -1;
    else if (indentation >= 0) {
      const found = valueOf(content, line, { isEncoded, surprise });
      if (found) findings.push(found);
    }
    line = end + 1;
  }
  return { findings, end: to };
}

function manifestAround(text: string, at: number): { from: number; to: number } {
  const first = Math.max(0, at - longestManifest);
  const before = text.slice(first, at).lastIndexOf("\n---");
  const after = text.slice(at, at + longestManifest);
  const next = after.indexOf("\n---");
  return { from: before < 0 ? first : first + before + 1, to: at + (next < 0 ? after.length : next) };
}

function lineEnd(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && text.charCodeAt(end) !== 10) end++;
  return end;
}

function valueOf(
  content: string,
  line: number,
  { isEncoded, surprise }: { readonly isEncoded: boolean; readonly surprise: Surprise },
): ContextFinding | undefined {
  const [, name = "", value = ""] = (isEncoded ? encodedPair : plainPair).exec(content) ?? [];
  const plain = value === "" || !isEncoded ? value : decodeBase64(value);
  if (plain === undefined || !/^[\x09-\x7e]+$/.test(plain)) return undefined;
  const kind = kindOfValue(plain.trim(), surprise);
  // What is not drawn at random is one only by its name: a region or a user is written beside it.
  if (kind === "none" || (kind !== "random" && !isSecretName(name))) return undefined;
  const start = line + content.indexOf(value, content.indexOf(":"));
  return {
    start,
    end: start + value.length,
    kind: "secret",
    what: "value of a Kubernetes Secret",
    name,
    tier: kind === "random" ? "medium" : "low",
    guessable: true,
    hosts: [],
  };
}
