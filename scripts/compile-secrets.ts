import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SecretData } from "#model/detector.ts";
import { compareText } from "#model/location.ts";
import { readProvider } from "#rule/detectors.ts";

/** What `rules/secrets/` and the table of bigrams say, read and checked. Throws at the first mistake. */
export function compileSecrets(folder: string): SecretData {
  const files = providersIn(join(folder, "secrets"));
  const detectors = files.flatMap(({ rows }) => rows.map(({ detector }) => detector));
  const ids = new Set<string>();
  for (const { id } of detectors) {
    if (ids.has(id)) throw new Error(`two detectors are called ${id}`);
    ids.add(id);
  }
  for (const { id, pair } of detectors) {
    if (pair && !ids.has(pair.id)) throw new Error(`${id}: there is no detector '${pair.id}' to be paired with`);
  }
  const bigrams = readFileSync(join(folder, "models", "bigrams.txt"), "utf8").replace(/\s+/g, "");
  const published = files.flatMap((file) => file.published);
  return { providers: files.map(({ provider }) => provider), detectors, published, bigrams };
}

/** Detector id → the templates of values that it must see, for its tests. */
export function secretSamples(folder: string): ReadonlyMap<string, readonly string[]> {
  const rows = providersIn(join(folder, "secrets")).flatMap((file) => file.rows);
  return new Map(rows.map(({ detector, samples }) => [detector.id, samples]));
}

function providersIn(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort(compareText)
    .map((name) => {
      const file = readProvider(`rules/secrets/${name}`, readFileSync(join(folder, name), "utf8"));
      if (name !== `${file.provider.id}.yaml`) throw new Error(`rules/secrets/${name} must be named like its provider`);
      return file;
    });
}
