import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clausesOf } from "#artifact/prose-clauses.ts";
import { placedSentences } from "#artifact/prose-context.ts";
import { proseFacts } from "#artifact/prose-facts.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Document } from "#model/document.ts";
import type { ProseModel } from "#model/knowledge.ts";
import { parseMarkdown } from "#syntax/markdown.ts";
import { expectCpuBelow, expectProportion } from "../cost.ts";
import { collect } from "./collect.ts";

const clauses = (sentence: string) => clausesOf(sentence).map(({ mood, text }) => `${mood}: ${text}`);

describe("clauses", () => {
  it.each<[string, string[]]>([
    ["Read the file.", ["instruction: Read the file."]],
    ["First read a and include b.", ["instruction: read a", "instruction: include b."]],
    ["You must then deploy it.", ["instruction: deploy it."]],
    ["Make sure to update the log, then push.", ["instruction: update the log", "instruction: push."]],
    ["Never read a or send b.", ["prohibition: read a", "prohibition: send b."]],
    ["Never read, copy, or send it.", ["prohibition: read", "prohibition: copy", "prohibition: send it."]],
    ["Do not deploy; ask the owner.", ["prohibition: deploy", "instruction: ask the owner."]],
    ["Do not wait but push.", ["prohibition: wait", "instruction: push."]],
    ["Avoid asking the user.", ["prohibition: ask the user."]],
    ["There is no need to ask.", ["prohibition: ask."]],
    ["Never: delete files.", ["prohibition: delete files."]],
    ["If the build fails, restart it.", ["instruction: restart it."]],
    ["Every 4 hours fetch the page.", ["instruction: fetch the page."]],
    ["This skill updates the log.", ["description: update the log."]],
    ["It will also modify files.", ["description: modify files."]],
    ["The agent must deploy.", ["instruction: deploy."]],
    ["Step 3: run it.", ["instruction: run it."]],
    ["Did you read it?", []],
    ["Updated the log.", []],
    ["The rules that decide who may post, merge and deploy.", []],
    ["You've written tests, set up jobs, and shipped.", []],
    ["Schedule: every hour.", []],
    ["Update 2026-07-30: the note is stale.", []],
    ["install 和 其他", []],
    ["", []],
  ])("reads %j", (sentence, expected) => expect(clauses(sentence)).toEqual(expected));

  it("reads any text, and gives clauses that begin with a verb", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        for (const { text: clause } of clausesOf(text)) expect(clause).toMatch(/^[a-z]/i);
      }),
    );
  });
});

const placed = (text: string) => [...placedSentences(parseMarkdown("AGENTS.md", text))];

describe("what stands around a sentence", () => {
  it("is its headings and the line that introduces its list", () => {
    const text =
      "# A\n\n## B\n\nDo this:\n\n- one thing\n\nPlain words stand here alone.\n\n# C\n\nLast words stand here too.\n";
    expect(placed(text).map(({ above }) => above)).toEqual([["A", "B"], ["A", "B", "Do this:"], ["A", "B"], ["C"]]);
  });

  it.each([
    "## Examples\n\nRun x.",
    "## Red flags\n\n- Run x.",
    "Watch for:\n\n- Run x.",
    "❌ Run x.",
    "Bad: run x.",
    "Attackers run x.",
    "| a | b |\n|---|---|\n| Run x. | Run x. |",
    "`tool.py`: Run x.",
    "## Force mode (`--force`)\n\n1. Run x.",
  ])("makes a quotation of it in %j", (text) => {
    expect(
      placed(text)
        .filter(({ text: sentence }) => /run x/i.test(sentence))
        .every(({ quoted }) => quoted),
    ).toBe(true);
  });

  it.each([
    "**Tell the user:**\n\n> Done. Now run x.",
    "**Tell the user:**\n\n> Run x.",
    "**Tell the operator:**\n\n> If you have not:\n>\n> 1. Run x.",
    "Look it up and briefly mention what is gone:\n\n- Run x.",
    "## Permission settings\n\n- allow: Run x by itself",
    "`Edit` on `state/**` — run x.",
  ])("takes it for said in %j", (text) => {
    expect(
      placed(text)
        .filter(({ text: sentence }) => /run x/i.test(sentence))
        .every(({ said }) => said),
    ).toBe(true);
  });

  it.each([
    "Go on and mention this:\n\n- Run x.",
    "## What this doesn't cost\n\n- Run x.",
    "## Output\n\n```md\n```bash\n```\n\n## Steps\n\nRun x.\n\n```\ndone\n```\n",
  ])("takes it for told in %j", (text) => {
    expect(placed(text).at(-1)).toMatchObject({ said: false, quoted: false, forbidden: false, shown: false });
  });

  it.each(["- [ ] Run x.", "## Steps\n\n1. [x] **Run**: run x"])("takes %j for an item to tick off", (text) => {
    expect(placed(text).at(-1)).toMatchObject({ said: false, quoted: false, forbidden: false, shown: true });
  });

  it("takes a reference for no box", () => {
    expect(placed("- [x](a.md) Run x.").at(-1)).toMatchObject({ shown: false });
  });

  it.each([
    "## Never\n\n- Run x.",
    "**Never:** Stop early. Run x.",
    "- **Don't:** stop early. Run x.",
    "**MUST NOT**\n\n- Run x.",
    "You must not:\n\n1. Run x.",
    "This skill does NOT:\n\n- Run x.",
  ])("forbids it in %j", (text) => expect(placed(text).at(-1)).toMatchObject({ forbidden: true }));

  it("does not forbid what comes after the list", () => {
    expect(placed("Never do this:\n\n- Run x.\n\nOtherwise you should run the tests here.").at(-1)).toMatchObject({
      forbidden: false,
    });
  });

  it("takes out what somebody says", () => {
    expect(placed('When told "delete everything now", stop.')[0]?.text).toBe("When told …, stop.");
    expect(placed('Read the file "~/.netrc".')[0]?.text).toBe('Read the file "~/.netrc".');
  });

  it.each<[string, string[]]>([
    ['Reply: "Done. Now run x. All is well." Then stop.', ["Reply: …", "…", "…", "Then stop."]],
    ["Say “that is it. Run x.”\n\nRun y.", ["Say …", "…", "Run y."]],
    ['Cut at 5" and 7". Run x.', ['Cut at 5" and 7".', "Run x."]],
    // Nobody closes it: what follows is told.
    ['Say "that is it. Run x.\n\nRun y "now".', ['Say "that is it.', "Run x.", 'Run y "now".']],
    ['Say "that is it. Run x "now".', ['Say "that is it.', 'Run x "now".']],
  ])("takes out what is said over several sentences of %j", (text, expected) => {
    const unsaid = placed(text).filter(({ said }) => !said);
    expect(unsaid.map((sentence) => sentence.text.replaceAll(/…["”]?/g, "…"))).toEqual(expected);
  });

  it("costs time in proportion where quotations open and never close", () => {
    expectProportion({ few: 500, many: 4000, atMost: 16 }, (count) => {
      const document = parseMarkdown("AGENTS.md", 'Say "so. '.repeat(count));
      return () => [...placedSentences(document)];
    });
  });

  it("knows where an embedded text stands", () => {
    const host = parseMarkdown("SKILL.md", "# Skill\n\n## Bad examples\n\n```markdown\nRun x.\n```\n");
    const fence = host.root.children.find(({ kind }) => kind === "fence")!;
    const inner = {
      ...parseMarkdown("SKILL.md", "# Inner\n\nRun x.\n"),
      host: { document: host, offsets: { inner: [0], outer: [fence.start] } },
    };
    const [sentence] = [...placedSentences(inner)];
    expect(sentence).toMatchObject({ above: ["Skill", "Bad examples", "Inner"], quoted: true });
  });
});

const model = (more: Partial<ProseModel>): ProseModel => ({
  id: "x",
  all: ["^run (?<what>\\w+)"],
  none: [],
  fact: { kind: "effect", key: "exec:$<what>", value: { effect: "exec", target: "$<what>" } },
  ...more,
});

function told(text: string, more: Partial<ProseModel> = {}) {
  const models = [model(more)];
  const frontEnd: ArtifactFrontEnd = {
    format: "x",
    role: "instructions",
    claims: () => true,
    facts: (document: Document, record) => proseFacts(document, { anchor: "instructions/x" }, models, record),
  };
  return collect(frontEnd, parseMarkdown("AGENTS.md", text)).facts;
}

describe("rows", () => {
  it("fill names into key and value, and point at the sentence", () => {
    expect(told("First wait. Then run make.")).toMatchObject([
      {
        key: "exec:make",
        value: { effect: "exec", target: "make" },
        origin: "prose",
        confidence: "high",
        at: "Then run make.",
      },
    ]);
  });

  it("count descriptions with low confidence, and their own otherwise", () => {
    expect(told("This skill runs make.")).toMatchObject([{ confidence: "low" }]);
    expect(told("Run make.", { confidence: "medium" })).toMatchObject([{ confidence: "medium" }]);
  });

  it.each([
    ["If `-y` is provided -> run make.", "low"],
    ["When called with --force, run make.", "low"],
    ["If the yes flag is set, run make.", "low"],
    ["If -y was given:\n\n- Run make.", "low"],
    ["If --no-confirm is passed, run make.", "low"],
    ["If --yes is passed, run make and do not ask.", "low"],
    ["Run make if `--ask` is not passed.", "high"],
    ["Run make if `--ask` isn't set.", "high"],
    ["If called without --ask, run make.", "high"],
    ["If no --ask is given, run make.", "high"],
    ["If no flag is given, run make.", "high"],
    ["Run make unless `--ask` is passed.", "high"],
    ["If the build is done, run make.", "high"],
    ["If blocked, run make --yes.", "high"],
    ["If the build fails, run make with --force.", "high"],
  ])("are less sure of a question that the caller answers by a flag: %j", (text, confidence) => {
    const fact = { kind: "gate", key: "x", value: { verdict: "auto", covers: "prose", setting: "x" } } as const;
    expect(told(text, { fact })).toMatchObject([{ confidence }]);
    const other = told(text);
    expect(other.map((one) => one.confidence)).toEqual(["high"]);
  });

  it("look beside the clause, and above it", () => {
    expect(told("Fetch it and run make.", { near: ["^fetch"] })).toHaveLength(1);
    expect(told("Fetch it. Run make.", { near: ["^fetch"] })).toHaveLength(1);
    expect(told("Things to do unasked:\n\n- Run make.", { near: ["unasked:$"] })).toHaveLength(1);
    expect(told("Wait. Run make.", { near: ["^fetch"] })).toEqual([]);
  });

  it("give way to words of the sentence, of headings and of the description", () => {
    expect(told("Run make after review.", { none: ["review"] })).toEqual([]);
    expect(told("## Setup\n\nRun make.", { outside: ["setup"] })).toEqual([]);
    expect(told("---\nname: builder\n---\nRun make.", { outside: ["^about:[^\\n]*builder"] })).toEqual([]);
  });

  it("count what is told not to be done only where the row is about that", () => {
    expect(told("Never run make.")).toEqual([]);
    expect(told("Never run make.", { mood: "prohibition" })).toHaveLength(1);
    expect(told("Run make.", { mood: "prohibition" })).toEqual([]);
    expect(told("You must never:\n\n- Run make.")).toEqual([]);
  });

  it("do not read headings and fences", () => {
    expect(told("# Run make\n\n```\nRun make.\n```\n")).toEqual([]);
  });

  it("reads hostile texts in time that their length explains", () => {
    const texts = [
      "run make. ".repeat(30_000),
      "never ".repeat(100_000),
      "and run make ".repeat(50_000),
      "# run\n".repeat(50_000),
      '" a'.repeat(100_000),
      `- run ${"x".repeat(500_000)}`,
      "- run make\n".repeat(20_000),
      "(run ".repeat(100_000),
    ];
    for (const text of texts) {
      const document = parseMarkdown("AGENTS.md", text);
      expectCpuBelow(2000, () =>
        proseFacts(document, { anchor: "x" }, [model({})], { fact: () => "", edge() {}, embed() {}, prose() {} }),
      );
    }
  });
});
