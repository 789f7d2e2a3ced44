import { credentialFact } from "#artifact/openclaw-credentials.ts";
import { gateFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import { settingsOf, type Setting } from "#artifact/openclaw-walk.ts";
import type { Node } from "#model/document.ts";
import { isTrue, stringsOf } from "#model/tree.ts";

/** Settings that say in their own name that they take a safeguard away, besides `dangerously…`. */
const dangerousNames = new Set([
  "allowInsecureAuth",
  "allowInsecurePath",
  "allowInsecureSsl",
  "allowUnsafeExternalContent",
  "allowExternalEmbedUrls",
]);

/** What a dangerous switch is about, by words of its path; the first row that holds counts. */
const coverage: readonly (readonly [RegExp, string])[] = [
  [/docker|sandbox|container/i, "sandbox"],
  [/PrivateNetwork|EmbedUrls|ssrf/i, "network"],
  [/UnsafeExternalContent|InsecurePath/i, "guardrails"],
  [/Plugin|Skill|Install/i, "plugins"],
];

/**
 * Records what may stand anywhere in OpenClaw's settings: credentials, and switches that take a safeguard away.
 * `except` are parts, by their first two keys, that are told of other principals.
 */
export function sweep(scope: OpenclawScope, root: Node, except: readonly (readonly [string, string])[] = []): void {
  for (const setting of settingsOf(root)) {
    const { path } = setting;
    if (except.some(([first, second]) => path[0] === first && path[1] === second)) continue;
    credentialFact(scope, setting, path);
    flagFact(scope, setting, path);
  }
}

function flagFact(scope: OpenclawScope, { key, value }: Setting, path: readonly string[]): void {
  if (!isTrue(value) || !(key.startsWith("dangerously") || dangerousNames.has(key))) return;
  const name = path.join(".");
  const covers = coverage.find(([words]) => words.test(name))?.[1] ?? "auth";
  gateFact(scope, value, { path: name, verdict: "auto", covers });
}

/** Records every place at which the settings continue in another file. */
export function includeFacts({ record, anchor, agent }: OpenclawScope, root: Node): void {
  for (const { key, value } of settingsOf(root)) {
    if (key !== "$include") continue;
    for (const { text, node } of stringsOf(value))
      record.fact({
        kind: "opaque",
        anchor,
        key: `include:${text}`,
        owner: agent,
        at: node,
        value: { reason: "The settings continue in another file." },
      });
  }
}
