import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/**
 * Ratios measured in one run: every figure is a multiple of the time that bare node takes to start and end on this
 * machine at this moment. Medians; interleaved, so that noise falls on all of them.
 */
const binary = resolve("bin/countersign.js");
const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));

function seconds(argv: readonly string[]): number {
  const start = performance.now();
  const run = spawnSync(process.execPath, argv, { stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
  if (run.status === null || run.status === 2 || run.status === 3) throw new Error(run.stderr);
  return (performance.now() - start) / 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1]!;
}

/** A skill of the usual size: front matter, prose, two fenced blocks; every one different. */
function skill(number: number): string {
  const steps = Array.from(
    { length: 40 },
    (_, step) => `${step + 1}. Read the row ${number * 40 + step}, compare it with the ledger and note what differs.`,
  );
  return [
    "---",
    `name: ledger-${number}`,
    `description: Compares ledger ${number} with the bank's list and reports what differs.`,
    "allowed-tools: Read Bash(ledger show:*)",
    "---",
    "",
    `# Ledger ${number}`,
    "",
    "Use this when the month is closed. The list comes from the bank; the ledger is ours.",
    "",
    "```bash",
    `ledger show --book ${number} --month "$MONTH" | sort > /tmp/ledger-${number}.txt`,
    "```",
    "",
    ...steps,
    "",
    "```json",
    `{ "book": ${number}, "tolerance": 0.01 }`,
    "```",
    "",
    ...Array.from(
      { length: 30 },
      (_, line) =>
        `Paragraph ${line} says how to treat bookings of kind ${(number + line) % 17}. They are rare, but they happen.\n`,
    ),
  ].join("\n");
}

function skillsTree(count: number): string {
  const root = join(folder, `skills-${count}`);
  for (let number = 0; number < count; number++) {
    const path = join(root, "skills", `ledger-${number}`, "SKILL.md");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, skill(number));
  }
  return root;
}

/** Makes the tree a repository in which one file differs from the only commit. */
function withOneEdit(root: string): string {
  const git = (...words: readonly string[]) => {
    const run = spawnSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org", ...words]);
    if (run.status !== 0) throw new Error(String(run.stderr));
  };
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "gc.auto=0", "commit", "--quiet", "--message", "first");
  appendFileSync(join(root, "skills", "ledger-0", "SKILL.md"), "\nAlso read the notes.\n");
  return root;
}

const one = join(skillsTree(1), "skills", "ledger-0", "SKILL.md");
const commands: readonly (readonly [string, readonly string[], number])[] = [
  ["bare node", ["-e", ""], 15],
  ["--version", [binary, "--version"], 15],
  ["one skill", [binary, "scan", one], 15],
  ["fixtures/support-desk", [binary, "scan", "fixtures/support-desk"], 9],
  ...[1000, 2000, 3000, 10_000].map(
    (count) => [`${count} skills`, [binary, "scan", skillsTree(count)], count > 3000 ? 1 : 3] as const,
  ),
  ["diff of one of 10000 skills", [binary, "diff", "HEAD", "--", withOneEdit(join(folder, "skills-10000"))], 1],
];

const times = new Map<string, number[]>(commands.map(([name]) => [name, []]));
for (let round = 0; round < 15; round++) {
  for (const [name, argv, rounds] of commands) if (round < rounds) times.get(name)!.push(seconds(argv));
}
const base = median(times.get("bare node")!);
console.log("| what | × bare node |\n|---|---|");
for (const [name] of commands)
  console.log(`| ${name} | ${(median(times.get(name)!) / base).toFixed(name.includes("skills") ? 0 : 2)} |`);
console.log(`\nbare node: ${(base * 1000).toFixed(0)} ms`);
rmSync(folder, { recursive: true, force: true });
