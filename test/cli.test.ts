import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectEndsWithin } from "./cost.ts";
import { countersign, makeTree } from "./tree.ts";

const open = '{"permissions":{"defaultMode":"bypassPermissions"}}';

/** Everything of C0 and C1 but the newline, and what changes the direction or hides. */
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\u{e0000}-\u{e007f}]/u;

describe("exit codes", () => {
  test("0 where there is nothing to stop for", () => {
    const root = makeTree({ "README.md": "# Nothing\n" });
    expect(countersign(["scan", root]).code).toBe(0);
  });

  test("1 where findings are at or over the threshold, 0 where the threshold is higher", () => {
    const root = makeTree({ ".claude/settings.json": open });
    expect(countersign(["scan", root]).code).toBe(1);
    expect(countersign(["scan", root, "--fail-on", "critical"]).code).toBe(0);
    expect(countersign(["scan", root, "--fail-on", "never"]).code).toBe(0);
  });

  describe("of rules over what the profile leaves out", () => {
    const rule = (id: string, severity: string, more = "") =>
      `  - { id: ${id}, languages: [json], severity: ${severity}, message: Found., pattern: '"${id}": $X'${more} }\n`;
    const rules = `rules:\n${rule("grave", "ERROR", ", metadata: { confidence: MEDIUM }")}${rule("small", "LOW")}${rule("tiny", "INFO")}`;
    const files = { "a.json": '{"grave": 1, "small": 2, "tiny": 3}', "own/r.yaml": rules };
    const scan = (flags: readonly string[], config = "") => {
      const root = makeTree({ ...files, "countersign.yaml": `rules: [own]\n${config}` });
      const { code, out } = countersign(["scan", root, ...flags, "--format", "json"]);
      const { findings, summary } = JSON.parse(out);
      return [code, findings.map(({ ruleId }: { ruleId: string }) => ruleId).join(" "), summary.notShown];
    };

    test.each<[string, string, string, number, string, number]>([
      ["nothing is asked for", "", "", 0, "", 3],
      ["the run is to fail for them", "--fail-on low", "", 1, "small", 2],
      ["the configuration lets it fail for them", "", "failOn: low", 1, "small", 2],
      ["a severity is asked for", "--severity info", "", 0, "small tiny", 1],
      ["a confidence is asked for", "--confidence low", "", 1, "grave", 2],
      ["a severity cuts, and the configuration would widen", "--severity high", "failOn: low", 0, "", 1],
      ["a profile shows all", "--profile audit --fail-on never", "", 0, "grave small tiny", 0],
    ])("where %s", (...[, flags, config, ...expected]) => {
      expect(scan(flags.split(" ").filter(Boolean), config)).toEqual(expected);
    });

    test("the last line tells how many there are, and what hides what shall fail is refused", () => {
      const root = makeTree({ ...files, "countersign.yaml": "rules: [own]\n" });
      expect(countersign(["scan", root]).out.trimEnd().split("\n").at(-1)).toBe(
        "✔ no findings in 3 files; 3 more with --profile audit",
      );
      const run = countersign(["scan", root, "--severity", "high", "--fail-on", "medium"]);
      expect(run.err).toMatch(
        /--severity high leaves out what --fail-on medium is to fail for\nhelp: Leave --severity/,
      );
      expect(run.code).toBe(2);
    });
  });

  test("4 where a file with a role cannot be read, unless that is allowed", () => {
    const root = makeTree({ ".mcp.json": '{"mcpServers": {' });
    expect(countersign(["scan", root]).code).toBe(4);
    expect(countersign(["scan", root, "--allow-partial"]).code).toBe(0);
    expect(countersign(["inventory", root]).code).toBe(4);
  });
});

test("the bundles are ASCII, as which they are read", () => {
  for (const part of ["program", "script"]) {
    expect(readFileSync(`dist/${part}.cjs`).findIndex((byte) => byte > 127)).toBe(-1);
  }
});

test("a report is not written through a link", () => {
  const [root, elsewhere] = [makeTree({ "AGENTS.md": "# x\n" }), makeTree({ "kept.txt": "kept" })];
  for (const target of ["kept.txt", "new.txt"]) {
    const link = join(root, `to-${target}`);
    symlinkSync(join(elsewhere, target), link);
    const run = countersign(["scan", root, "--format", `sarif=${link}`]);
    expect(run.err).toMatch(/is a symbolic link, and nothing is written through one/);
    expect(run.code).toBe(2);
  }
  expect(readFileSync(join(elsewhere, "kept.txt"), "utf8")).toBe("kept");
  expect(existsSync(join(elsewhere, "new.txt"))).toBe(false);
  // Those are the system's own.
  expect(countersign(["scan", root, "--format", "json=/dev/null"]).code).toBe(0);
});

describe("wrong use is one message and exit code 2", () => {
  const root = makeTree({ ".claude/settings.json": open });
  const config = (text: string) => makeTree({ "countersign.yaml": text });

  test.each<[string, () => string[], RegExp]>([
    ["an unknown flag", () => ["scan", root, "--fast"], /unknown option '--fast'/],
    ["an unknown verb", () => ["scna"], /no verb|unknown command/],
    ["a missing path", () => ["scan", join(root, "nowhere")], /does not exist/],
    ["an unknown format", () => ["scan", root, "--format", "sarfi"], /Did you mean 'sarif'/],
    ["two formats on one output", () => ["scan", root, "--format", "json", "--format", "sarif"], /standard output/],
    ["a day that is none", () => ["scan", root, "--now", "2026-02-31"], /2027-01-31/],
    ["an unknown rule", () => ["scan", root, "--only", "mcp-auto-aprove"], /Did you mean 'mcp-auto-approve'/],
    ["a part of a rule's name", () => ["scan", root, "--skip", "jwt-alg-none"], /Did you mean 'jwt-alg-none-allowed'/],
    ["a part of a rule's name to explain", () => ["explain", "jwt-alg"], /Did you mean 'jwt-alg-none-allowed'/],
    ["an unknown severity", () => ["scan", root, "--fail-on", "grave"], /critical/],
    [
      "a configuration with an unknown key",
      () => ["scan", config("exlude: [a]\n")],
      /countersign\.yaml:1:\d+.*exlude[\s\S]*Did you mean 'exclude'/,
    ],
    ["a configuration that is no YAML", () => ["scan", config("a: [\n")], /countersign\.yaml:\d+:\d+/],
    [
      "a configuration with an ignore without a reason",
      () => ["scan", config("ignore:\n  - { rule: mcp-auto-approve }\n")],
      /reason/,
    ],
    ["a configuration that leaves the tree", () => ["scan", config('rules: ["../../etc"]\n')], /leaves the tree/],
    ["a configuration that is not there", () => ["scan", root, "--config", join(root, "no.yaml")], /cannot read/],
    ["an empty path", () => ["scan", ""], /a path is empty/],
    ["a format with an empty file name", () => ["scan", root, "--format", "sarif="], /names no file/],
    ["a day for the inventory", () => ["inventory", root, "--now", "2026-01-01"], /unknown option '--now'/],
    ["a rule file that is not there", () => ["scan", root, "--rules", join(root, "no.yaml")], /do not exist/],
    ["paths beside --user", () => ["scan", root, "--user"], /takes no paths/],
    ["an unknown rule to explain", () => ["explain", "mcp-auto-aprove"], /Did you mean/],
    ["a fact that is not there", () => ["why", "nobody", "nothing", root], /no fact is called/],
  ])("%s", (_, argv, message) => {
    const run = countersign(argv());
    expect(run.err).toMatch(message);
    expect(run.out).toBe("");
    expect(run.code).toBe(2);
    expect(run.err).not.toMatch(/\n\s+at /);
  });
});

describe("a rule that is not understood is one message with its place; the others run; exit code 2", () => {
  const root = makeTree({ "a.json": '{"password": "x"}' });
  const wrong = "  - id: wrong\n    languages: [json]\n    severity: HIGH\n    message: It is '$X'.\n";
  const right =
    "  - id: right\n    languages: [json]\n    severity: HIGH\n    message: Found.\n    pattern: '\"password\": $X'\n";

  test.each<[string, string, RegExp]>([
    [
      "an unknown operator",
      "patern: a",
      /r\.yaml:6:13: rule 'wrong': .*the key 'patern' is not known\nhelp: Did you mean/,
    ],
    ["a refused operator", "pattern-where-python: a", /r\.yaml:6:27: rule 'wrong': .*never executed\nhelp: Use/],
    ["two operators", "pattern: a\n    pattern-regex: b", /r\.yaml:7:20: rule 'wrong': .*stands beside.*\nhelp: Put/],
    ["a broken expression", 'pattern-regex: "(a"', /r\.yaml:6:20: rule 'wrong': .*unmatched \(, at offset 1\nhelp: /],
    [
      "a broken pattern",
      "pattern: '{\"a\": '",
      /r\.yaml:6:14: rule 'wrong': .*cannot be read: Not valid JSON.*\nhelp: /,
    ],
  ])("%s", (_, operator, message) => {
    const rules = join(makeTree({ "r.yaml": `rules:\n${wrong}    ${operator}\n${right}` }), "r.yaml");
    const run = countersign(["scan", root, "--rules", rules, "--format", "json"]);
    expect(run.err).toMatch(message);
    expect(run.err.match(/^error: /gm)).toHaveLength(1);
    expect(JSON.parse(run.out).findings.map((finding: { ruleId: string }) => finding.ruleId)).toEqual(["right"]);
    expect(run.code).toBe(2);
  });
});

test("`rules` and `explain` know the user's rules, if they are told of them", () => {
  const rule = "- { id: ours, languages: [json], severity: WARNING, message: It is so. Mend it., pattern: '1' }\n";
  const file = join(makeTree({ "r.yaml": rule }), "r.yaml");
  expect(countersign(["rules", "--rules", file]).out).toMatch(/^user\n {2}ours +medium +high +It is so$/m);
  expect(countersign(["explain", "ours", "--rules", file]).out).toBe(
    "# It is so\n\nours: severity medium, confidence high\n\nIt is so. Mend it.\n",
  );
  expect(countersign(["explain", "ours"]).code).toBe(2);
});

describe("an id that is there already", () => {
  const rule = (id: string, key: string) =>
    `- { id: ${id}, languages: [json], severity: HIGH, message: Found., pattern: '"${key}": $X' }\n`;
  const scan = (files: Record<string, string>) => {
    const root = makeTree({ "a.json": '{"one": 1, "two": 2}', ...files });
    const run = countersign(["scan", root, "--rules", "own", "--format", "json"], { cwd: root });
    const findings = JSON.parse(run.out).findings as {
      ruleId: string;
      location: { region: { startColumn: number } };
    }[];
    return { ...run, found: findings.map(({ ruleId }) => ruleId) };
  };

  test("in two files, is kept apart by the files", () => {
    const files = { "own/js/x.yaml": rule("same", "one") + rule("other", "one"), "own/py/x.yaml": rule("same", "two") };
    const run = scan(files);
    expect(run.found).toEqual(["other", "own.js.x.same", "own.py.x.same"]);
    expect(run.err).toMatch(/^note: the id 'same' stands in several files; .*: own\.js\.x\.same, own\.py\.x\.same$/m);
    expect(run.code).toBe(1);
  });

  test("twice in one file, is a mistake with the place of the second", () => {
    const run = scan({ "own/x.yaml": rule("same", "one") + rule("same", "two") });
    expect(run.err).toMatch(/own\/x\.yaml:2:9: two rules are called 'same'\nhelp: Give this one another id\./);
    expect([run.found, run.code]).toEqual([["same"], 2]);
  });

  test("among the built-in rules, says so", () => {
    const run = scan({ "own/x.yaml": rule("mine", "one") + rule("mcp-auto-approve", "two") });
    expect(run.err).toMatch(/own\/x\.yaml:2:9: a built-in rule is called 'mcp-auto-approve' already\nhelp: Give/);
    expect([run.found, run.code]).toEqual([["mine"], 2]);
  });
});

describe("help", () => {
  test("is a verb, too", () => {
    const asked = countersign(["--help"]);
    expect(asked.out).toMatch(/^Usage: countersign/);
    expect(countersign(["help"])).toEqual({ ...asked, code: 0 });
    expect(countersign(["help", "scan"])).toEqual(countersign(["scan", "--help"]));
  });

  test("of an unknown rule names the flag that makes own rules known", () => {
    const { code, err } = countersign(["explain", "xxyyzz"]);
    expect(err).toContain("with `--rules PATH`");
    expect(code).toBe(2);
  });
});

describe("the same input gives the same bytes", () => {
  const root = makeTree({
    ".claude/settings.json": open,
    "skills/a/SKILL.md": "---\nname: a\ndescription: b\nallowed-tools: Bash(*)\n---\n\nRun it.\n",
    ".github/workflows/w.yml":
      "on: issue_comment\npermissions: write-all\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: claude -p hello\n",
  });
  const argv = ["scan", root, "--format", "sarif", "--profile", "audit", "--now", "2026-01-01"];
  const first = countersign(argv);

  test("twice, and from another directory", () => {
    expect(first.out.length).toBeGreaterThan(1000);
    expect(countersign(argv).out).toBe(first.out);
    expect(countersign(["scan", ".", ...argv.slice(2)], { cwd: root }).out).toBe(first.out);
    expect(countersign(["scan", "..", ...argv.slice(2)], { cwd: join(root, "skills") }).out).toBe(first.out);
  });

  test("in another locale and time zone", () => {
    expect(countersign(argv, { env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" } }).out).toBe(
      first.out,
    );
  });

  test("with one thread and with several", () => {
    // Threads take a hundred files at a time: more than three batches, so that they can end in another order.
    const skills = makeTree(
      Object.fromEntries(
        Array.from({ length: 320 }, (_, index) => [
          `skills/s${index}/SKILL.md`,
          `---\nname: s${index}\ndescription: b\nallowed-tools: Bash(*)\n---\n\nRun it.\n`,
        ]),
      ),
    );
    const run = (jobs: string) => countersign(["scan", skills, ...argv.slice(2), "--jobs", jobs]);
    const one = run("1");
    expect(one.out).toContain("skills/s319/SKILL.md");
    expect(run("2").out).toBe(one.out);
    expect(run("4").out).toBe(one.out);
  });
});

describe("fingerprints", () => {
  const skill = "---\nname: a\ndescription: b\nallowed-tools: Bash(*)\n---\n\nRun it.\n";
  const prints = (text: string) =>
    (
      JSON.parse(
        countersign(["scan", makeTree({ "skills/a/SKILL.md": text }), "--format", "json", "--profile", "audit"]).out,
      ) as {
        findings: { fingerprint: string; ruleId: string }[];
      }
    ).findings.map(({ ruleId, fingerprint }) => `${ruleId} ${fingerprint}`);

  test("stay when lines move, line endings change, or the folder of the tree changes", () => {
    const before = prints(skill);
    expect(before.length).toBeGreaterThan(0);
    expect(prints(skill)).toEqual(before);
    expect(prints(skill.replace("name: a\n", "# a note\nname: a\n"))).toEqual(before);
    expect(prints(skill.replaceAll("\n", "\r\n"))).toEqual(before);
  });

  test("change with the construct", () => {
    expect(prints(skill.replace("Bash(*)", "mcp__*"))).not.toEqual(prints(skill));
  });
});

describe("ignores", () => {
  const tree = (comment: string) =>
    makeTree({
      "skills/a/SKILL.md": `---\nname: a\ndescription: b\n${comment}\nallowed-tools: Bash(*)\n---\n\nRun it.\n`,
    });
  const scan = (root: string, ...more: string[]) =>
    JSON.parse(countersign(["scan", root, "--format", "json", "--now", "2026-06-01", ...more]).out) as {
      findings: { ruleId: string; suppressed?: { reason: string } }[];
      problems: { kind: string; message: string }[];
      summary: { suppressed: number };
    };
  const shown = (root: string) =>
    scan(root).findings.filter((finding) => finding.ruleId === "skill-wildcard-tools" && !finding.suppressed).length;

  test("with a reason count, and are counted", () => {
    const root = tree("# countersign-ignore: skill-wildcard-tools -- a sandbox of its own");
    expect(shown(root)).toBe(0);
    expect(scan(root).summary.suppressed).toBe(1);
    expect(
      scan(root, "--show-suppressed").findings.some((finding) => finding.suppressed?.reason === "a sandbox of its own"),
    ).toBe(true);
  });

  test("without a reason do not count and are told", () => {
    const root = tree("# countersign-ignore: skill-wildcard-tools");
    expect(shown(root)).toBe(1);
    expect(scan(root).problems.map((problem) => problem.kind)).toContain("bad-ignore");
  });

  test("end on their day, by --now", () => {
    const root = tree("# countersign-ignore: skill-wildcard-tools -- for now, until 2026-03-01");
    expect(shown(root)).toBe(1);
    expect(
      scan(root)
        .problems.map((problem) => problem.message)
        .join(),
    ).toContain("expired on 2026-03-01");
    expect(
      JSON.parse(countersign(["scan", root, "--format", "json", "--now", "2026-02-01"]).out).summary.suppressed,
    ).toBe(1);
  });

  test("are shown with their reason and their day", () => {
    const root = tree("# countersign-ignore: skill-wildcard-tools -- for now, until 2026-12-31");
    const run = (...more: string[]) => countersign(["scan", root, "--now", "2026-06-01", "--show-suppressed", ...more]);
    expect(run().out).toContain("suppressed: for now (ignored in the file until 2026-12-31)");
    expect(run("--format", "json").out).toMatch(/"reason": "for now",\s+"until": "2026-12-31"/);
  });

  test("that cover nothing are told", () => {
    const root = makeTree({
      "skills/a/SKILL.md":
        "---\nname: a\ndescription: b\n# countersign-ignore: skill-wildcard-tools -- why\nallowed-tools: Read\n---\n\nRead.\n",
    });
    expect(scan(root).problems.map((problem) => problem.kind)).toContain("unused-ignore");
    expect(scan(root, "--only", "mcp-auto-approve").problems.map((problem) => problem.kind)).not.toContain(
      "unused-ignore",
    );
  });

  test("are not judged where no rule runs", () => {
    const root = makeTree({
      ".claude/settings.json": open,
      "AGENTS.md": "# x\n\n<!-- countersign-ignore: a-rule-of-ours -- why -->\n",
      "countersign.yaml": "ignore:\n  - { rule: approval-bypassed-by-config, reason: ours }\n",
    });
    expect(countersign(["inventory", root]).out).not.toContain("ignore");
    const { out } = countersign(["scan", root]);
    expect(out).toMatch(/check: AGENTS\.md:3:\d+\s+No rule is called 'a-rule-of-ours'/);
  });

  test("are compared with all rules that are known, also those that do not run", () => {
    const rule = (id: string, pattern: string) =>
      `  - { id: ${id}, languages: [json], severity: ERROR, message: m, ${pattern} }\n`;
    const root = makeTree({
      "r.yaml": `rules:\n${rule("ours", "pattern: '\"a\": $X'")}${rule("unread", "pattern-sideways: a")}`,
      "countersign.yaml": `rules: [r.yaml]\nseverity: { unread: { to: low, reason: x } }\nignore:\n${["ours", "unread"]
        .map((id) => `  - { rule: ${id}, reason: x }\n`)
        .join("")}`,
      "AGENTS.md": "# x\n\n<!-- countersign-ignore: ours -- why -->\n<!-- countersign-ignore: nobody -- why -->\n",
    });
    const told = (...flags: readonly string[]) =>
      scan(root, ...flags)
        .problems.filter(({ kind }) => kind !== "refused-rule")
        .map(({ message }) => message)
        .sort();
    for (const flags of [
      ["--skip", "ours"],
      ["--only", "mcp-auto-approve"],
    ]) {
      expect(told(...flags)).toEqual(["No rule is called 'nobody'."]);
    }
    // Where no rule runs, nothing is judged.
    expect(told("--only", "unread")).toEqual([]);
    // The one that runs and finds nothing is left over; the one that could not be read is not.
    expect(told()).toEqual([
      "No rule is called 'nobody'.",
      ...Array(2).fill("The ignore of 'ours' covers no finding."),
    ]);
  });

  test.each(["countersign-ignore -- all", "countersign-ignore skill-wildcard-tools -- why", "countersign-ignore"])(
    "that name no rule are told: %s",
    (text) => {
      const root = tree(`# ${text}`);
      expect(shown(root)).toBe(1);
      expect(scan(root).problems).toMatchObject([
        { kind: "bad-ignore", message: expect.stringMatching(/names a rule: countersign-ignore:/) },
      ]);
    },
  );

  test("are not seen where somebody writes about them", () => {
    expect(scan(tree("# see countersign-ignore in the manual, and countersign-ignore-all")).problems).toEqual([]);
  });

  test("of the configuration that cover nothing are told at their place", () => {
    const root = makeTree({ "countersign.yaml": "ignore:\n  - { rule: mcp-auto-approve, reason: ours }\n" });
    expect(scan(root).problems).toMatchObject([
      {
        path: "countersign.yaml",
        region: { startLine: 2, startColumn: 5 },
        message: expect.stringMatching(/^The ignore of/),
      },
    ]);
  });

  test("of the configuration cover a path until their day", () => {
    const text = (expires: string) =>
      `ignore:\n  - { rule: skill-wildcard-tools, path: "skills/**", reason: ours, expires: ${expires} }\n`;
    const root = tree("");
    writeFileSync(join(root, "countersign.yaml"), text("2026-12-31"));
    expect(shown(root)).toBe(0);
    writeFileSync(join(root, "countersign.yaml"), text("2026-05-31"));
    expect(shown(root)).toBe(1);
    expect(countersign(["scan", root, "--no-config", "--format", "json"]).out).not.toContain("expired");
  });
});

describe("hostile trees", () => {
  test("nothing of a hostile repository is executed, and its names reach no terminal", () => {
    const marker = join(makeTree({}), "executed");
    const root = makeTree({
      ".claude/settings.json": open,
      "a\u001b]0;x\u0007.md": "# x\n",
      "b\n::error::forged.md": "# x\n",
      "c\u202etxt.md": "x",
    });
    execFileSync("git", ["init", "-q", root]);
    writeFileSync(join(root, "evil.sh"), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    execFileSync("git", ["-C", root, "config", "core.fsmonitor", join(root, "evil.sh")]);
    execFileSync("git", ["-C", root, "config", "core.hooksPath", root]);
    writeFileSync(join(root, ".gitignore"), "*.log\n.claude/\n");
    writeFileSync(join(root, "x.log"), "");
    for (const format of ["pretty", "agent", "json", "sarif", "github"]) {
      const run = countersign(["scan", root, "--format", format, "--profile", "audit"]);
      expect(run.out + run.err, format).not.toMatch(controls);
      expect([0, 1, 4], format).toContain(run.code);
      expect(run.out.split("\n").some((line) => line.startsWith("::error::forged"))).toBe(false);
    }
    expect(existsSync(marker)).toBe(false);
  });

  test("a tracked artifact that .gitignore hides is read", () => {
    const root = makeTree({ ".claude/settings.json": open, ".gitignore": ".claude/\n" });
    execFileSync("git", ["init", "-q", root]);
    execFileSync("git", ["-C", root, "add", "-f", ".claude/settings.json"]);
    expect(countersign(["scan", root]).code).toBe(1);
  });

  test("an untracked artifact that .gitignore hides is told", () => {
    const root = makeTree({ ".claude/settings.json": open, ".gitignore": ".claude/\n" });
    expect(countersign(["scan", root, "--format", "json"]).out).toContain("ignored-artifact");
  });

  test("links, pipes and locked files are told and never followed", () => {
    const outside = makeTree({ "secret.txt": "outside-content" });
    const root = makeTree({ "a/README.md": "# a\n" });
    symlinkSync(outside, join(root, "out"));
    symlinkSync(root, join(root, "a", "loop"));
    symlinkSync(join(outside, "secret.txt"), join(root, "AGENTS.md"));
    execFileSync("mkfifo", [join(root, "CLAUDE.md")]);
    mkdirSync(join(root, ".claude"));
    writeFileSync(join(root, ".claude", "settings.json"), open);
    if (process.getuid?.() !== 0) chmodSync(join(root, ".claude", "settings.json"), 0);
    const run = countersign(["scan", root, "--format", "json"]);
    const kinds = (JSON.parse(run.out) as { problems: { kind: string }[] }).problems.map((problem) => problem.kind);
    expect(kinds).toContain("symlink");
    expect(kinds).toContain("special-file");
    expect(run.out).not.toContain("outside-content");
    expect([1, 4]).toContain(run.code);
  });

  const deep = 200_000;
  test.each<[string, Record<string, string | Buffer>]>([
    ["JSON arrays", { ".mcp.json": "[".repeat(deep) }],
    ["JSON objects", { ".mcp.json": '{"a":'.repeat(deep) + "1" + "}".repeat(deep) }],
    ["YAML flow", { ".github/workflows/a.yml": `on: ${"[".repeat(deep)}` }],
    ["YAML compact lists", { ".github/workflows/a.yml": "- ".repeat(deep) }],
    ["YAML question marks", { ".github/workflows/a.yml": "? ".repeat(deep) }],
    ["TOML arrays", { ".codex/config.toml": `a = ${"[".repeat(deep)}` }],
    ["TOML dotted keys", { ".codex/config.toml": `${"a.".repeat(deep)}b = 1` }],
    ["Markdown quotes", { "AGENTS.md": ">".repeat(deep) }],
    ["Markdown lists", { "AGENTS.md": "- ".repeat(deep) }],
    ["Markdown links", { "AGENTS.md": "[a](".repeat(deep / 4) }],
    ["Markdown emphasis", { "AGENTS.md": "*a ".repeat(deep / 3) }],
    ["front matter", { "skills/a/SKILL.md": `---\na: ${"[".repeat(deep)}\n---\nx\n` }],
    [
      "shell substitutions",
      { "skills/a/SKILL.md": `---\nname: a\ndescription: b\n---\n\n\`\`\`bash\n${"$( ".repeat(deep / 2)}\n\`\`\`\n` },
    ],
    ["a line of 3 MB", { ".mcp.json": `{"a": "${"x".repeat(3_000_000)}"}` }],
    ["a YAML alias bomb", { ".github/workflows/a.yml": aliasBomb() }],
    [
      "keys of prototypes",
      {
        ".mcp.json":
          '{"__proto__": {"mcpServers": {}}, "constructor": 1, "mcpServers": {"__proto__": {"command": "x"}}, "mcpServers": {"b": {"command": "y"}}}',
      },
    ],
    ["UTF-16", { ".claude/settings.json": Buffer.from(`\ufeff${open}`, "utf16le") }],
    ["a byte order mark", { ".claude/settings.json": `\ufeff${open}` }],
    ["lone surrogates", { ".claude/settings.json": open.replace("bypass", "\\ud800bypass") }],
    ["Latin-1", { "AGENTS.md": Buffer.from("# Caf\xe9 \xff\n", "latin1") }],
    ["NUL bytes", { "AGENTS.md": Buffer.from([0, 1, 2, 0, 0, 0]) }],
    ["an empty file", { ".mcp.json": "" }],
  ])("%s: ends soon, with a report", (_, files) => {
    const root = makeTree(files);
    expectEndsWithin(30_000, () => {
      const run = countersign(["scan", root, "--format", "json", "--profile", "audit"]);
      expect(run.err).toBe("");
      expect([0, 1, 4]).toContain(run.code);
      expect(JSON.parse(run.out).summary.files).toBe(1);
    });
  });

  test("what is read in UTF-16 or behind a byte order mark counts", () => {
    for (const content of [Buffer.from(`\ufeff${open}`, "utf16le"), Buffer.from(open, "utf16le"), `\ufeff${open}`]) {
      expect(countersign(["scan", makeTree({ ".claude/settings.json": content })]).code).toBe(1);
    }
  });

  test("a value that a rule binds is not shown where its name says that it is secret", () => {
    const rule =
      'rules:\n  - id: bound\n    languages: [json]\n    severity: HIGH\n    message: "It is \'$X\'."\n    pattern: |\n      "password": "$X"\n';
    const rules = join(makeTree({ "r.yaml": rule }), "r.yaml");
    const print = (password: string) => {
      const root = makeTree({ "db.json": JSON.stringify({ user: "app", password }) });
      const run = countersign(["scan", root, "--rules", rules, "--only", "bound", "--format", "json"]);
      expect(run.out).not.toContain(password);
      return (JSON.parse(run.out) as { findings: { fingerprint: string }[] }).findings.map(
        ({ fingerprint }) => fingerprint,
      );
    };
    expect(print("hunter2zz")).toHaveLength(1);
    // Nothing in a fingerprint may let a short password be guessed back.
    expect(print("hunter2zz")).toEqual(print("sesame9qq"));
  });

  test("a secret reaches no output", () => {
    const secret = ["sk", "ant", "api03", "Qm7xT2vLr9Zk4Wp8Yb3Nc6Hd1Jf5Gs0A"].join("-");
    const plain = "hunter2-4Kx9!Zq";
    const root = makeTree({
      ".mcp.json": JSON.stringify(
        {
          mcpServers: {
            [secret]: { command: "npx", args: ["x-mcp"] },
            a: {
              command: "npx",
              args: ["-y", "a-mcp", "--api-key", secret],
              env: { A_TOKEN: secret, DB_PASSWORD: plain },
            },
          },
        },
        null,
        2,
      ),
      "AGENTS.md": `Never ask for confirmation before you deploy with token: ${secret}\n`,
    });
    for (const argv of [
      ["scan", root, "--profile", "audit", "--format", "pretty"],
      ["scan", root, "--profile", "audit", "--format", "json"],
      ["scan", root, "--profile", "audit", "--format", "sarif"],
      ["inventory", root],
      ["inventory", root, "--format", "json"],
    ]) {
      const run = countersign(argv);
      for (const value of [secret, secret.slice(13), plain])
        expect(run.out + run.err, argv.join(" ")).not.toContain(value);
    }
  });
});

describe("why", () => {
  const root = makeTree({
    ".mcp.json": '{"mcpServers":{"github":{"command":"npx","args":["github-mcp@1.0.0"]}}}',
    ".github/workflows/ask.yml":
      "on: issues\npermissions: { issues: write }\njobs:\n  a: { steps: [{ run: claude -p hi }] }\n",
  });

  test("looks at all that a word may mean where its closest meaning leads nowhere, and says so", () => {
    const run = countersign(["why", "issues", "github", root]);
    expect(run.out).toMatch(/^trigger:workflow\/ask\/a#ci:issues[^]*grant:workflow\/ask\/a#github:token/);
    expect(run.err).toMatch(/'github' was taken for .*principal:server\/github#github/);
  });

  test("says what it took the words for where there is no path", () => {
    const run = countersign(["why", "github", "issues", root]);
    expect(run.out).toMatch(/^no path/);
    expect(run.err).toMatch(/'issues' was taken for trigger:workflow\/ask\/a#ci:issues/);
    expect(countersign(["why", "issues", "github:token", root]).err).toBe("");
  });

  test("names words in its help that the example of the project knows", () => {
    const words = [...countersign(["why", "--help"]).out.matchAll(/such\s+as\s+(\w+)/g)].map(([, word]) => word!);
    expect(countersign(["why", ...words, "fixtures/support-desk"]).out).toMatch(/^trigger:/);
  });
});

test("the limits end a scan with what it has", () => {
  const root = makeTree(
    Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`d${index}/AGENTS.md`, "# x\n\nRun the tests.\n"])),
  );
  const run = countersign(["scan", root, "--max-file-size", "3", "--format", "json"]);
  expect(run.code).toBe(4);
  expect(JSON.parse(run.out).problems.filter((problem: { kind: string }) => problem.kind === "oversized").length).toBe(
    50,
  );
});

test("--user scans the places of a home folder and nothing else", () => {
  const home = makeTree({
    ".claude/settings.json": open,
    ".cursor/mcp.json": '{"mcpServers":{}}',
    "Documents/.claude/settings.json": open,
    ".ssh/id_rsa": "key",
  });
  const run = countersign(["scan", "--user", "--format", "json"], { env: { HOME: home } });
  const report = JSON.parse(run.out) as { findings: { location: { path: string } }[]; summary: { files: number } };
  expect(run.code).toBe(1);
  expect(new Set(report.findings.map((finding) => finding.location.path))).toEqual(new Set([".claude/settings.json"]));
  expect(report.summary.files).toBe(2);
});

test("a reader that closes the pipe early is no error", () => {
  const root = makeTree({ ".claude/settings.json": open });
  const text = execFileSync(
    "bash",
    ["-c", `node bin/countersign.js scan ${root} --format sarif | head -c 10; echo " $?/\${PIPESTATUS[0]}"`],
    { encoding: "utf8" },
  );
  expect(text).toMatch(/ 0\/[01]\n$/);
});

test("--version and --help", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  expect(countersign(["--version"]).out).toBe(`${version}\n`);
  for (const verb of [[], ["scan"], ["inventory"], ["why"], ["explain"], ["rules"], ["test"]]) {
    const run = countersign([...verb, "--help"]);
    expect(run.code).toBe(0);
    expect(run.out).toContain("Usage: countersign");
    expect(run.out).not.toContain("default: []");
  }
  expect(countersign(["approve", "--help"]).out.replaceAll(/\s+/g, " ")).toContain("git's, not the repository's");
});

function aliasBomb(): string {
  const lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"];
  for (let level = 1; level < 12; level++)
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(",")}]`);
  return `${lines.join("\n")}\n`;
}
