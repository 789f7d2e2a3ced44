import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bigramColumn, bigramColumns, surpriseOf } from "#secrets/bigrams.ts";

/**
 * Trains the table that tells names and words from values drawn at random, and says how well it does so on files it has
 * not seen. It learns from the identifiers and words of this project and of the packages under `node_modules` whose
 * licence is permissive. `npx tsx scripts/train-bigrams.ts` writes `rules/models/bigrams.txt`.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const permissive = /^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|Unlicense)$/;

/** Bytes that one package may teach, so that none has the say. */
const mostOfPackage = 1_500_000;

/** Names and words, and the forms in which they stand as values: `my-secret-key`, `users.list`, `Content-Type`. */
const words = /(?<![\w.+/-])[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*(?![\w+/=-])/g;

const counts = new Float64Array(bigramColumns * bigramColumns);
const heldOut: string[] = [];

for (const [index, folder] of packages().entries()) learn(folder, index % 10 === 9);
for (const folder of ["src", "scripts"]) learn(join(root, folder), false);
const table = quantised();
writeFileSync(join(root, "rules/models/bigrams.txt"), table.replace(/.{1,120}/g, "$&\n"));
report(table);

function packages(): string[] {
  const found: string[] = [];
  const modules = join(root, "node_modules");
  for (const name of readdirSync(modules).sort()) {
    if (name.startsWith(".")) continue;
    const names = name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name];
    for (const folder of names.sort().map((each) => join(modules, each))) {
      const file = join(folder, "package.json");
      if (!existsSync(file)) continue;
      const { license } = JSON.parse(readFileSync(file, "utf8")) as { license?: unknown };
      if (typeof license === "string" && permissive.test(license)) found.push(folder);
    }
  }
  return found;
}

function learn(folder: string, isHeldOut: boolean): void {
  let read = 0;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  for (const name of files) {
    if (!/\.(?:[cm]?[jt]sx?|md)$/.test(name) || /(?:^|\/)node_modules\/|\.min\./.test(name)) continue;
    if (read > mostOfPackage) return;
    const text = readFileSync(join(folder, name), "utf8").slice(0, mostOfPackage);
    read += text.length;
    const seen = new Set<string>();
    for (const line of text.split("\n")) {
      if (line.length > 400) continue;
      for (const word of line.match(words) ?? []) if (word.length >= 3 && word.length <= 60) seen.add(word);
    }
    for (const word of seen)
      if (isHeldOut) heldOut.push(word);
      else count(word);
  }
}

function count(word: string): void {
  let row = 0;
  for (const character of word) {
    const column = bigramColumn(character.codePointAt(0)!);
    counts[row * bigramColumns + column]! += 1;
    row = column;
  }
}

/** Add one, so that nothing is impossible; -log2 p in sixteenths of a bit, at most 255. */
function quantised(): string {
  const bytes = Buffer.alloc(counts.length);
  for (let row = 0; row < bigramColumns; row++) {
    const cells = counts.subarray(row * bigramColumns, (row + 1) * bigramColumns);
    const total = cells.reduce((sum, cell) => sum + cell, bigramColumns);
    cells.forEach((cell, column) => {
      bytes[row * bigramColumns + column] = Math.min(255, Math.round(-Math.log2((cell + 1) / total) * 16));
    });
  }
  return bytes.toString("base64");
}

/** The share of held-out words over each threshold, and of values drawn at random under it. */
function report(bigrams: string): void {
  const surprise = surpriseOf(bigrams);
  const names = [...new Set(heldOut)].filter((word) => word.length >= 12);
  console.log(`${names.length} held-out names of 12 and more characters`);
  const alphabets = {
    hex: "0123456789abcdef",
    lower: "abcdefghijklmnopqrstuvwxyz0123456789",
    letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    all: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  };
  for (let threshold = 4; threshold <= 6.5; threshold += 0.25) {
    const over = names.filter((word) => surprise(word) > threshold).length / names.length;
    const cells = Object.entries(alphabets).flatMap(([name, alphabet]) =>
      [16, 32].map((length) => `${name}${length} ${percent(missed(alphabet, length, threshold, surprise))}`),
    );
    console.log(`${threshold.toFixed(2)}: names over ${percent(over)}; random under: ${cells.join(", ")}`);
  }
}

function missed(alphabet: string, length: number, threshold: number, surprise: (value: string) => number): number {
  const tries = 4000;
  let under = 0;
  for (let index = 0; index < tries; index++) {
    // Repeatable, unlike a generator of the platform.
    const bytes = createHash("sha512").update(`${alphabet} ${length} ${index}`).digest();
    let value = "";
    while (value.length < length) value += alphabet[bytes[value.length]! % alphabet.length];
    if (surprise(value) <= threshold) under++;
  }
  return under / tries;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
