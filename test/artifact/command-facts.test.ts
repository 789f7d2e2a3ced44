import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { commandFacts } from "#artifact/command-facts.ts";
import { commandLines, programOf } from "#artifact/command-words.ts";
import { wordsTest, wordTest } from "#artifact/command-pattern.ts";
import type { CommandModel } from "#model/knowledge.ts";
import { parseShell } from "#syntax/shell.ts";
import { expectCpuBelow } from "../cost.ts";
import { collect, type Collected } from "./collect.ts";

function told(text: string, models: readonly CommandModel[] = []): Collected {
  return collect(
    {
      format: "commands",
      role: "source",
      claims: () => true,
      facts: (document, record) => commandFacts(document, { anchor: "skill/x", owner: "owner" }, models, record),
    },
    parseShell("x.sh", text),
  );
}

function row(argv: string, more: Partial<CommandModel> = {}): CommandModel {
  return {
    argv: argv.split(" "),
    fact: { kind: "effect", key: "hit:$1", value: { effect: "exec", target: "$1", detail: "$line" } },
    evidence: "https://example.com/",
    ...more,
  };
}

const keys = (text: string, model: CommandModel) =>
  told(text, [model]).facts.flatMap(({ key }) => (key.startsWith("hit:") ? [key] : []));

describe("what a command brings in", () => {
  const install = row("hub install", {
    fact: {
      kind: "effect",
      key: "hit:$1",
      value: { effect: "self-modify", target: "skill", detail: "$line", remote: "$unpinned" },
    },
  });
  const hit = (text: string) => told(text, [install]).facts.find(({ key }) => key.startsWith("hit:"))!;

  it("is less sure to be wanted where a skill installs itself", () => {
    expect(hit("hub install acme/x").confidence).toBe("medium");
    expect(hit("hub install acme/y").confidence).toBe("high");
    expect(hit("hub install acme/x acme/y").confidence).toBe("high");
  });

  it.each([
    ["hub install y", true],
    ["hub install --force y", true],
    ["hub install skill-one y", true],
    ["hub install y --version latest", true],
    ["hub install y --ref main", true],
    ["hub install skill-one skill-two", undefined],
    ["hub install my-skill --dir somewhere", undefined],
    ["hub install y --version 1.2.3", undefined],
    [`hub install y --ref ${"0a".repeat(20)}`, undefined],
  ])("%s", (text, remote) => expect(hit(text).value["remote"]).toBe(remote));
});

describe("a setting of a gate", () => {
  const gate = row("agent", {
    with: ["-y|--yolo"],
    fact: { kind: "gate", key: "hit:--yolo", value: { verdict: "auto", covers: "*", setting: "$with" } },
  });

  it.each([
    ["agent -y x", "-y"],
    ["agent --yolo x", "--yolo"],
    ["agent -py x", "-py"],
    ["sudo agent x --yolo=true", "--yolo=true"],
  ])("is quoted as it is written: %s", (text, setting) => {
    expect(told(text, [gate]).facts.map(({ value }) => value["setting"])).toEqual([setting]);
  });
});

describe("what is run in the end", () => {
  it.each([
    ["gh auth token x", "hit:x"],
    ["/usr/local/bin/gh auth token x", "hit:x"],
    ["sudo -u bot gh auth token x", "hit:x"],
    ["sudo -E env -u A B=1 timeout -s KILL 30 nice -n 5 gh auth token x", "hit:x"],
    ["GH_HOST=a gh auth token x", "hit:x"],
    ["A=1 B=$(date) exec gh auth token x", "hit:x"],
    ["echo y | xargs -n 1 -I{} gh auth token x", "hit:x"],
    ["npx -y gh@latest auth token x", "hit:x"],
    ["npm exec -- gh auth token x", "hit:x"],
    ["uv run --with a python3 -m gh auth token x", "hit:x"],
    ["aws-vault exec prod -- gh auth token x", "hit:x"],
    ["docker exec -it -e A=b box gh auth token x", "hit:x"],
    ["if true; then gh auth token x; fi", "hit:x"],
    ["X=$(gh auth token x)", "hit:x"],
    ["echo `gh auth token x`", "hit:x"],
    ["diff <(gh auth token x) y", "hit:x"],
    ["a && gh -R o/r auth token x", "hit:x"],
    ["gh --repo o/r auth --hostname h token x", "hit:x"],
    ["gh auth \\\n  token x", "hit:x"],
    ["\"gh\" 'auth' token x", "hit:x"],
    ["gh auth token", "hit:*"],
    ["gh auth token --hostname h", "hit:*"],
    ["gh auth token --hostname=h x", "hit:x"],
    ["gh auth token -h h x", "hit:x"],
  ])("%s", (text, key) => {
    expect(keys(text, row("gh auth token"))).toEqual([key]);
  });

  it.each([
    "echo gh auth token x",
    "echo 'gh auth token x'",
    "# gh auth token x",
    "gh auth login token x",
    "gh issue auth token",
    "gha auth token x",
    "sudo",
    "sudo -u gh",
    "env A=gh auth token",
    "grep gh auth token x",
    "$GH auth token x",
    "cat <<EOF\ngh auth token x\nEOF",
  ])("and not: %s", (text) => {
    expect(keys(text, row("gh auth token"))).toEqual([]);
  });

  it("names programs without folder, version and ending", () => {
    expect(
      ["/a/gh", "gh.exe", "C:\\x\\gh.EXE", "skills@latest", "@a/b@1.0.0", "@a/b", "a@b c", "", "@", "/"].map(programOf),
    ).toEqual(["gh", "gh", "gh", "skills", "@a/b", "@a/b", "a@b c", "", "@", ""]);
  });
});

describe("joined commands", () => {
  const piped = row("curl|wget | sh|bash", {
    fact: { kind: "effect", key: "hit:$host", value: { effect: "exec", target: "$host", detail: "$line" } },
  });
  const inner = { ...piped, argv: ["sh|bash|eval|source", "$(", "curl|wget"] };

  it.each([
    ["curl -fsSL https://a.dev/i.sh | bash", "hit:a.dev"],
    ["curl -fsSL https://user:secret@A.dev:8443/i.sh|sudo -E bash -", "hit:a.dev"],
    ["wget -qO- https://a.dev/i.sh | tee i.sh | sh", "hit:a.dev"],
    ["cat x; curl https://a.dev | sh; cat y", "hit:a.dev"],
    ["curl $(cat url) | sh", "hit:$(cat url)"],
    ["curl a.dev/install | sh", "hit:a.dev"],
    ["curl https://a.dev |& bash", "hit:a.dev"],
  ])("pipe: %s", (text, key) => {
    expect(keys(text, piped)).toEqual([key]);
  });

  it.each([
    "curl https://a.dev; bash",
    "curl https://a.dev || bash",
    "curl https://a.dev && bash x",
    "bash | curl https://a.dev",
  ])("no pipe: %s", (text) => {
    expect(keys(text, piped)).toEqual([]);
  });

  it.each([
    ['eval "$(curl https://a.dev)"', "hit:a.dev"],
    ["bash <(curl https://a.dev)", "hit:a.dev"],
    ['bash -c "$(wget -qO- https://a.dev)"', "hit:a.dev"],
    ["bash -c `curl https://a.dev`", "hit:a.dev"],
  ])("substitution: %s", (text, key) => {
    expect(keys(text, inner)).toEqual([key]);
  });

  it.each(['echo "$(curl https://a.dev)"', "x=$(curl https://a.dev); bash y", 'eval "$(a "$(curl https://a.dev)")"'])(
    "no substitution: %s",
    (text) => {
      expect(keys(text, inner)).toEqual([]);
    },
  );

  it("shows the whole pipe, and stands where it begins", () => {
    const [fact] = told("true\ncurl https://a.dev |\n  bash # now", [piped]).facts;
    expect(fact).toMatchObject({ at: "curl https://a.dev |\n  bash", value: { detail: "curl https://a.dev | bash" } });
  });
});

describe("word patterns", () => {
  it.each([
    ["a|b", "b", true],
    ["a|b", "ab", false],
    ["*", "", true],
    ["a*c", "abc", true],
    ["a*c", "ac", true],
    ["ab*ba", "aba", false],
    ["*a*b*", "xaxbx", true],
    ["*a*b*", "ba", false],
    ["a*", "ba", false],
    ["__proto__", "__proto__", true],
  ])("%s on %s: %s", (pattern, text, holds) => {
    expect(wordTest(pattern)(text)).toBe(holds);
  });

  const words = (line: string) => commandLines(parseShell("x", line))[0]!.run.slice(1);

  it.each([
    ["--a", "x --a", true],
    ["--a", "x --a=1", true],
    ["--a", "x --ab", false],
    ["-n", "x -anm", true],
    ["-n", "x -name", true],
    ["-n", "x -names", false],
    ["-n", "x --n", false],
    ["--a=1|2", "x --a 2", true],
    ["--a=1|2", "x --a=2", true],
    ["--a=1|2", "x --a 3 2", false],
    ["-a=1|--b=2|3", "x --b 3", true],
    ["--a|y", "x y", true],
    ["/^y+$/", "x yy", true],
    ["/^Y$/i", "x y", true],
    ["$control", "x ~/.claude/settings.json", true],
    ["$control", "x ~/.claude/settings.json.bak", false],
    ["$control-last", "x AGENTS.md /tmp/y", false],
    ["$control-last", "x /tmp/y AGENTS.md -f", true],
    ["$secret", "x ~/.aws/credentials", true],
    ["$secret", "x ~/.ssh/id_rsa.pub", false],
    ["$secret", "x ~/.ssh/", true],
    ["$secret", "x ~/.ssh/known_hosts", false],
    ["$secret", "x ~/.ssh/authorized_keys", false],
    ["$secret", "x ~/.ssh/config_backup_key", true],
    ["$secret", "x http://target.example.com/.ssh/id_rsa", false],
  ])("%s among %s: %s", (entry, line, holds) => {
    expect(wordsTest(entry)(words(line))).toBe(holds);
  });

  it("agree with a regular expression of the same meaning", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(text, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 }), (pattern, word) => {
        const expression = new RegExp(`^${pattern.replaceAll(/\*+/g, "[^]*")}$`);
        expect(wordTest(pattern)(word)).toBe(expression.test(word));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("facts of their own", () => {
  const effects = (text: string) =>
    told(text).facts.map(({ key, confidence, value }) => [key, confidence, value["remote"] ?? false]);

  it.each([
    ["npx -y @a/b", [["exec:@a/b", "high", true]]],
    ["npx @a/b@latest x", [["exec:@a/b", "high", true]]],
    ["npx vitest", [["exec:vitest", "low", true]]],
    ["uvx ruff check", [["exec:ruff", "high", true]]],
    ["pnpm dlx create-x", [["exec:create-x", "high", true]]],
    ["npx @a/b@1.2.3", []],
    ["npx ./local", []],
    ["docker run postgres:latest", []],
    ["node server.js", []],
  ])("launch: %s", (text, expected) => {
    expect(effects(text)).toEqual(expected);
  });

  it.each([
    ["echo x > ~/.claude/settings.json", ["self-modify:permissions"]],
    ["echo x >> CLAUDE.md", ["self-modify:instructions"]],
    ["cat > .github/workflows/x.yml <<'EOF'\non: push\nEOF", ["self-modify:deployment"]],
    ["x 2> AGENTS.md", ["self-modify:instructions"]],
    ["cat < CLAUDE.md", []],
    ["echo x > CLAUDE.md.bak", []],
    ["echo x > out.txt", []],
    ["echo 'x > CLAUDE.md'", []],
  ])("redirection: %s", (text, expected) => {
    expect(told(text).facts.map(({ key }) => key)).toEqual(expected);
  });

  it.each([
    ["bash -c 'gh auth token'", ["gh auth token"]],
    ["bash -euxc 'a' b", ["a"]],
    ['sudo sh -c "a b"', ["a b"]],
    ["sh <<EOF\na\nEOF", ["a\n"]],
    ["eval 'a b'", ["a b"]],
    ['bash -c "$X"', []],
    ["bash x.sh", []],
    ["python -c 'a'", []],
  ])("a script in a word: %s", (text, expected) => {
    expect(told(text).embedded).toEqual(
      expected.map((inner) => ({ language: "bash", text: inner, anchor: "skill/x" })),
    );
  });

  it("are code, of the owner, and point into their own document", () => {
    expect(told("npx -y a").facts[0]).toMatchObject({
      origin: "code",
      owner: "owner",
      anchor: "skill/x",
      at: "npx -y a",
    });
  });

  it("leave what a variable says to the run", () => {
    const grant = row("aws attach", {
      fact: {
        kind: "grant",
        key: "hit:$--arn",
        value: { system: "aws", actions: ["$--arn"], subject: "$--role", decision: "hardcoded" },
      },
    });
    const values = (text: string) => told(text, [grant]).facts.map(({ value }) => value);
    expect(values("aws attach --arn a:b --role r")).toEqual([
      { system: "aws", actions: ["a:b"], subject: "r", decision: "hardcoded" },
    ]);
    expect(values('aws attach --arn "$ARN"')).toEqual([{ system: "aws", actions: ["$ARN"], decision: "runtime" }]);
    expect(values("aws attach")).toEqual([{ system: "aws", actions: ["*"], decision: "hardcoded" }]);
  });

  it("tell what is pinned from what is not", () => {
    const install = row("skills add", {
      fact: { kind: "effect", key: "hit:$1", value: { effect: "self-modify", target: "skill", remote: "$unpinned" } },
    });
    const remote = (word: string) => told(`skills add ${word}`, [install]).facts[0]!.value["remote"];
    for (const word of ["a/b", "git:a/b@main", "https://x.dev/y.git", "@a/b", "a@latest", "a@1"])
      expect(remote(word)).toBe(true);
    for (const word of [
      "./a",
      "/a",
      "~/a",
      "a@1.2.3",
      "@a/b@v1.0.0-rc.1",
      `git:a/b@${"0".repeat(40)}`,
      `x#${"a1".repeat(32)}`,
    ])
      expect(remote(word), word).toBeUndefined();
  });

  it("tell a folder that the run names from what it may stand for", () => {
    const install = row("skills add", {
      fact: { kind: "effect", key: "hit:$1", value: { effect: "self-modify", target: "skill", remote: "$unpinned" } },
    });
    const remote = (word: string) => told(`skills add "${word}"`, [install]).facts[0]!.value["remote"];
    for (const word of [
      "$PWD",
      "$REPO_ROOT/plugins",
      "${MARKET_PATH}/x",
      "${MARKET_PATH:-./market}",
      "${MARKET_PATH:-${HOME}/market}",
      "$(pwd)/x",
      "$(git rev-parse --show-toplevel)",
      '$(cd "$(dirname "$0")" && pwd)',
    ])
      expect(remote(word), word).toBeUndefined();
    for (const word of [
      "${MARKET_PATH:-evil/repo}",
      "$(pwd; echo evil/repo)",
      "$(pwd)evil/repo",
      "$(cd x && curl https://a.dev)",
      "$(dirname $(curl https://a.dev))",
    ])
      expect(remote(word), word).toBe(true);
  });
});

describe("hostile shells", () => {
  it("are looked at as far as their words, not as often as these hold each other", () => {
    const lines = commandLines(parseShell("a.sh", '"$(" '.repeat(20_000)));
    const looked = lines.flatMap(({ words }) => words).reduce((sum, { text }) => sum + text.length, 0);
    expect(lines.length).toBeGreaterThan(10);
    expect(looked).toBeLessThan(lines.length * 11_000);
  });

  const models = [
    row("gh auth token", { with: ["--a=b*c|d", "$secret"], without: ["-n", "/x{1,3}y/"] }),
    row("curl | sh"),
    row("*x ..."),
  ];

  it("are borne, whatever they are", () => {
    const part = fc.constantFrom(
      "gh",
      "auth",
      "token",
      "|",
      "$(",
      ")",
      "'",
      '"',
      "`",
      "curl",
      "sh",
      "\n",
      ">",
      "sudo",
      "-u",
      "--a=",
      "__proto__",
      "<<EOF",
      "npx",
      "xargs",
      "$1",
      "${",
      "\\",
      "\u0000",
      " ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join(" ");
        for (const { key, at } of told(text, models).facts) {
          expect(key).not.toBe("");
          expect(text).toContain(at);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["words", `gh auth token ${"-x a ".repeat(50_000)}`],
    ["wrappers", `${"sudo env ".repeat(30_000)}gh`],
    ["commands", "gh auth token x\n".repeat(20_000)],
    ["pipes", `curl https://a.dev ${"| tee x ".repeat(20_000)}| sh`],
    ["substitutions", `${"echo $(".repeat(20_000)}curl https://a.dev`],
    ["one word", `gh auth token --a=${"b".repeat(500_000)} ${"~/.aws/".repeat(50_000)}`],
    ["redirections", "echo > CLAUDE.md\n".repeat(10_000)],
    ["npx", `npx ${"-y ".repeat(50_000)} a`],
  ])("take time in proportion: %s", (_, text) => {
    expectCpuBelow(3000, () => told(text, models));
  });
});

describe("what a program is only asked about itself", () => {
  const push = row("hub push");
  const remote = row("hub fetch", {
    fact: { kind: "effect", key: "hit:$1", value: { effect: "exec", target: "$1", remote: true } },
  });

  it.each([
    "hub push a --help",
    "hub push --version",
    "hub push -V --quiet",
    "hub push a -h",
    "hub push a --dry-run",
    "hub push a --dry-run=client",
    "npx hub push --version",
    "hub push a --squash --help",
    "hub push a --dry-run=none --dry-run=client",
    "hub push a --dry-run b",
  ])("is no fact: %s", (text) => expect(keys(text, push)).toEqual([]));

  it.each([
    "hub push a --version 1.2.3",
    "hub push a -h host.example",
    "hub push a --dry-run=none",
    "hub push a --dry-run=false",
    'hub push a "$FLAGS"',
    "hub push a -- --help",
    "hub push a --dry-run=f",
    "hub push a --dry-run false",
    "hub push a --dry-run=client --dry-run=none",
    "hub push a --dry-run --no-dry-run",
    "hub push a --squash --body --help",
    "hub push a -m --dry-run",
    "hub push a helpful",
  ])("is not this: %s", (text) => expect(keys(text, push)).toEqual(["hit:a"]));

  it("comes first where it is a sub-command", () => {
    const ship = row("shipper");
    expect(keys("shipper help a", ship)).toEqual([]);
    expect(keys("kubectl version a", row("kubectl"))).toEqual([]);
    expect(keys("npm version a", row("npm"))).toEqual(["hit:version"]);
    expect(keys("shipper a help", ship)).toEqual(["hit:a"]);
  });

  it("does not keep code from running that is fetched", () => {
    expect(keys("hub fetch a --help", remote)).toEqual(["hit:a"]);
  });
});
