import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAnalyse } from "#analyse.ts";
import { compileRule } from "#compile-rule.ts";
import { interpolate } from "#match/message.ts";
import { noNeeds } from "#match/needs.ts";
import type { Document } from "#model/document.ts";
import type { SearchRule, TaintRule } from "#model/rule.ts";
import { createOutliner } from "#outline-file.ts";
import { redactedBinding } from "#quote.ts";
import { readRuleFile, readRules } from "#rule/load.ts";
import { writeSemgrep } from "#rule/write-rule.ts";
import { createStatedFacts } from "#stated-facts.ts";
import { shownNeeds } from "./match/shown-needs.ts";
import { syntaxes } from "#syntax/table.ts";
import { knowledge, scanTree } from "./tree.ts";

const { apis } = knowledge();
const facts = createStatedFacts(apis, createOutliner(apis));

/** A rule of which only what it looks for is written. */
function ruleText(body: string, language = "typescript"): string {
  const indented = body.replace(/^/gm, "    ");
  return `rules:\n  - id: x\n    languages: [${language}]\n    severity: ERROR\n    message: m\n${indented}\n`;
}

function compiled(body: string, language?: string) {
  const [rule] = readRules("r.yaml", ruleText(body, language), "user");
  return compileRule(rule as SearchRule | TaintRule, facts);
}

/** The lines, from 1, at which a rule finds something in a program. */
function linesOf(body: string, code: string, language: "typescript" | "python" = "typescript"): number[] {
  const document = syntaxes[language]("a.x", code);
  const { matches } = compiled(body, language).matches(document);
  return matches.map(({ span }) => code.slice(0, span.start).split("\n").length);
}

/** What is wrong with a rule, and what is suggested. */
function mistakeOf(body: string, language?: string): string {
  const { mistakes } = readRuleFile("r.yaml", ruleText(body, language), "user", (rule) =>
    compileRule(rule, facts).validate(),
  );
  return mistakes.map(({ message, where, suggestion }) => `${where} ${message} ${suggestion}`).join("\n");
}

describe("a fact stands where a pattern may", () => {
  const sign = "fact: { kind: token, operation: sign }";

  test.each([
    ["an alias of an import", 'import { sign as make } from "jsonwebtoken";\nmake({ sub }, key);'],
    ["a namespace", 'import * as jwt from "jsonwebtoken";\njwt.sign({ sub }, key);'],
    ["a destructured require", 'const { sign } = require("jsonwebtoken");\nsign({ sub }, key);'],
    ["a factory of the file", 'const lib = () => require("jsonwebtoken");\nlib().sign({ sub }, key);'],
    ["what a variable holds", 'const issue = require("jsonwebtoken").sign;\nissue({ sub }, key);'],
  ])("however it is spelt: %s", (_, code) => {
    expect(linesOf(sign, code)).toEqual([2]);
  });

  test("in Python, too", () => {
    const code = "from jwt import encode as issue\nissue({}, key, algorithm='HS256')\nencode({})\n";
    expect(linesOf(sign, code, "python")).toEqual([2]);
  });

  test("and a call that only looks like it states nothing", () => {
    expect(linesOf(sign, 'import { sign } from "crypto";\nsign("sha256", data, key);')).toEqual([]);
  });

  const code = `import jwt from "jsonwebtoken";
export function issue() {
  return jwt.sign({ sub }, key, { expiresIn: "1h" });
}
audit(jwt.sign({ sub }, key));`;

  test.each([
    ["under pattern-either", "pattern-either:\n  - pattern: nothing(...)\n  - fact: { kind: token }", [3, 5]],
    ["beside a pattern", "patterns:\n  - fact: { kind: token }\n  - pattern: $F(..., { ... })", [3]],
    ["inside", "patterns:\n  - pattern: key\n  - pattern-inside: { fact: { kind: token } }", [3, 5]],
    ["around", "patterns:\n  - fact: { kind: token }\n  - pattern-inside: audit(...)", [5]],
    ["taken away", "patterns:\n  - pattern: $F(...)\n  - pattern-not: { fact: { kind: token } }", [5]],
    ["not inside", "patterns:\n  - pattern: key\n  - pattern-not-inside: { fact: { kind: token, expiry: 1h } }", [5]],
    ["in the new notation", "match:\n  all:\n    - fact: { kind: token }\n    - inside: audit(...)", [5]],
    [
      "of what is bound",
      "patterns:\n  - pattern: audit($T)\n  - metavariable-pattern:\n      metavariable: $T\n      fact: { kind: token }",
      [5],
    ],
  ])("%s", (_, body, lines) => {
    expect([...new Set(linesOf(body, code))]).toEqual(lines);
  });
});

describe("what is asked of a fact", () => {
  const code = `import { sign } from "jsonwebtoken";
sign({ sub }, key, { algorithm: "HS256", expiresIn: "1h" });
sign({ sub }, key);
sign({ sub }, key, options);
sign({ sub }, key, { expiresIn: lifetime });`;

  test.each([
    ["a word", "expiry: 1h", [2]],
    ["one of several", "expiry: [2h, 1h]", [2]],
    ["an expression", "expiry: '/^[0-9]+H$/i'", [2]],
    ["that it is there, known or not", "expiry: $T", [2, 4, 5]],
    ["that nothing is given", "expiry: null", [3]],
    ["its key", "key: sign:jsonwebtoken", [2, 3, 4, 5]],
    ["whose interface it is", "system: [jose, jsonwebtoken]", [2, 3, 4, 5]],
    ["several things", "expiry: $T, algorithm: null", [5]],
  ])("%s", (_, asked, lines) => {
    expect(linesOf(`fact: { kind: token, ${asked} }`, code)).toEqual(lines);
  });

  test("a call that something decides about", () => {
    const maybe = 'import { sign } from "jsonwebtoken";\nif (x) sign({}, key);\nsign({}, key);';
    expect(linesOf("fact: { kind: token, conditional: true }", maybe)).toEqual([2]);
    expect(linesOf("fact: { kind: token, conditional: false }", maybe)).toEqual([3]);
  });

  test("metavariables name what is written, values what is known, and keys what the world calls it", () => {
    const rule = compiled("fact: { kind: token, key: $KEY, expiry: $T }");
    const text = 'import { sign } from "jsonwebtoken";\nconst life = "1h";\nsign({}, key, { expiresIn: life });';
    const [found] = rule.matches(syntaxes.typescript("a.ts", text)).matches;
    expect(interpolate("$KEY for $T, value($T)", found!.bindings)).toBe("sign:jsonwebtoken for life, 1h");
  });

  test("what a message tells of a fact hides the secrets beside it, and nothing else", () => {
    const text = ruleText("fact: { kind: token, operation: sign, key: $KEY }").replace(
      "message: m",
      "message: By '$KEY'.",
    );
    const analyse = createAnalyse(knowledge(), readRules("r.yaml", text, "user"));
    const cookie =
      'import session from "express-session";\napp.use(session({ secret: "keyboard cat", cookie: {} }));\n';
    const { matches } = analyse("a.ts", Buffer.from(cookie));
    expect(matches.map(({ message }) => message)).toEqual(["By 'sign:session cookie'."]);
    const program = 'f({ password: "keyboard cat", b: 1 });\n';
    const binding = { span: { start: 0, end: program.length }, text: "sign:keyboard cat cookie" };
    expect(redactedBinding(syntaxes.typescript("a.ts", program), binding).text).toBe("sign:[redacted] cookie");
  });

  test("one metavariable of two facts is one thing", () => {
    const body = `patterns:
  - fact: { kind: grant, subject: $WHO, system: aws }
  - semgrep-internal-pattern-anywhere:
      fact: { kind: identity, operation: create, subject: $WHO }`;
    const program = `import boto3
iam = boto3.client("iam")
iam.create_role(RoleName="helper", AssumeRolePolicyDocument=t)
iam.attach_role_policy(RoleName="helper", PolicyArn=p)
iam.attach_role_policy(RoleName="other", PolicyArn=p)
`;
    expect(linesOf(body, program, "python")).toEqual([4]);
  });

  test("a call that is only guessed makes a finding less sure", () => {
    const [rule] = readRules("r.yaml", ruleText("fact: { kind: tool, key: search }"), "user");
    const analyse = createAnalyse(knowledge(), [rule!]);
    const confidenceOf = (code_: string) => analyse("a.ts", Buffer.from(code_)).matches.map((one) => one.confidence);
    const register = 'server.registerTool("search", { description: "d", inputSchema: {} }, async () => ({}));';
    const known = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nconst server = new McpServer({});`;
    expect(confidenceOf(`${known}\n${register}`)).toEqual(["high"]);
    expect(confidenceOf(`export function add(server) { ${register} }`)).toEqual(["medium"]);
  });
});

describe("in taint rules", () => {
  const grants = `options: { taint_intrafile: true }
pattern-sinks:
  - patterns:
      - fact: { kind: grant, actions: $ROLE }
      - focus-metavariable: $ROLE`;
  const head =
    'import { IAMClient, AttachRolePolicyCommand } from "@aws-sdk/client-iam";\nconst c = new IAMClient({});\n';

  test("a trigger as a source is what its handler is given, and a sink is narrowed to a field", () => {
    const code = `${head}import { App } from "@slack/bolt";
const app = new App({});
app.message(async ({ message }) => {
  await c.send(new AttachRolePolicyCommand({ RoleName: "x", PolicyArn: message.text }));
  await c.send(new AttachRolePolicyCommand({ RoleName: message.text, PolicyArn: "fixed" }));
});`;
    const body = `mode: taint\npattern-sources:\n  - fact: { kind: trigger, sender: open }\n${grants}`;
    expect(linesOf(body, code)).toEqual([6]);
  });

  test("a tool of Python is what it is given, but the context; a handler may be named", () => {
    const code = `import boto3
from fastmcp import FastMCP
mcp = FastMCP("x")
iam = boto3.client("iam")
def attach(arn):
    iam.attach_role_policy(RoleName="a", PolicyArn=arn)
@mcp.tool()
def grant(role: str, ctx):
    attach(role)
    iam.attach_role_policy(RoleName="a", PolicyArn=ctx.role)
`;
    const body = `mode: taint\npattern-sources:\n  - fact: { kind: tool }\n${grants}`;
    expect(linesOf(body, code, "python")).toEqual([6]);
  });

  test("a fact takes taint away, or says yes as a gate", () => {
    const code = `import jwt from "jsonwebtoken";
run(req.body);
run(jwt.verify(req.body, key));
run(jwt.decode(req.body));`;
    const body = `mode: taint
pattern-sources:
  - pattern: req.body
pattern-sinks:
  - pattern: run(...)
pattern-sanitizers:
  - fact: { kind: token, operation: verify }`;
    expect(linesOf(body, code)).toEqual([2, 4]);
    const gated = `import jwt from "jsonwebtoken";
export function one(req) { run(req.body); }
export function other(req) { if (!jwt.verify(token, key)) return; run(req.body); }`;
    expect(linesOf(`${body}\n    gate: true`, gated)).toEqual([2]);
  });
});

describe("a mistake is told when the rule is read", () => {
  test.each([
    ["another kind", "fact: { kind: tokens }", /'tokens' is not one of .*Did you mean 'token'/],
    ["no kind", "fact: { operation: sign }", /'kind' is missing/],
    ["no map", "fact: token", /a map is expected here/],
    ["another field", "fact: { kind: token, expires: 1h }", /'expires' is not known.*Did you mean 'expiry'/],
    ["the notation of rules over trees", "fact: { kind: token, key: =~/a/ }", /Did you mean '\/a\/'/],
    ["an expression that is none", "fact: { kind: token, key: /(/ }", /no regular expression/],
    ["no choice", "fact: { kind: token, key: [] }", /the list is empty/],
    ["a metavariable among choices", "fact: { kind: token, key: [$X, b] }", /stands alone/],
    [
      "what no call states",
      "fact: { kind: credential, source: static }",
      /x.*no call.*'source'.*Known are: command, env, exchange, file, literal, metadata, vault/,
    ],
    [
      "what no call states together",
      "fact: { kind: token, system: jose, algorithm: RS512, operation: store }",
      /all of this at once/,
    ],
    ["a value that no call states", "fact: { kind: principal, type: group }", /states a 'principal' with this 'type'/],
    [
      "a metavariable that nothing binds",
      "patterns:\n  - fact: { kind: token }\n  - focus-metavariable: $T",
      /bound by no pattern/,
    ],
    ["two operators", "fact: { kind: token }\npattern: a", /stands beside/],
  ])("%s", (_, body, expected) => {
    expect(mistakeOf(body)).toMatch(expected);
  });

  test("a language in which no calls are known", () => {
    expect(mistakeOf("fact: { kind: token }", "json")).toMatch(/'fact' is not known of 'json'/);
  });
});

describe("what the page of rules shows", () => {
  const page = readFileSync("RULES.md", "utf8");
  const rule = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
    .map(([, text]) => text!)
    .find((text) => /fact:/.test(text));

  test("finds what it says, and is not exported", () => {
    const [read] = readRules("r.yaml", rule!, "user");
    expect(read!.metadata.class).toBe("model-aware");
    expect(writeSemgrep([read!], []).leftOut).toEqual([expect.stringMatching(/ask for facts.*token-for-ever/)]);
    const code = 'import { sign } from "jsonwebtoken";\nsign({ sub }, key);\nsign({ sub }, key, { expiresIn });\n';
    const summary = createAnalyse(knowledge(), [read!])("a.ts", Buffer.from(code));
    expect(summary.matches.map(({ location, message }) => `${location.region.startLine} ${message}`)).toEqual([
      "2 A token is signed that does not end (sign:jsonwebtoken).",
    ]);
  });

  test("names every kind of fact that calls state", () => {
    for (const kind of new Set(apis.map(({ fact }) => fact.kind))) expect(page).toContain(`\`${kind}\``);
  });

  test("a kind that no call states", () => {
    const [read] = readRules("r.yaml", ruleText("fact: { kind: token }"), "user");
    const without = { ...facts, rows: facts.rows.filter(({ fact }) => fact.kind !== "token") };
    expect(() => compileRule(read as SearchRule, without).validate()).toThrow(/no call that is known states a 'token'/);
  });
});

describe("work", () => {
  test("a file without the words of a row is not looked at", () => {
    const rule = compiled("fact: { kind: token, operation: sign, system: jose }");
    expect(shownNeeds(rule.needsIn("typescript"))).toContain('"jose');
    const counted = { ...facts, statedIn: () => expect.unreachable("the file holds no such word") };
    const [read] = readRules("r.yaml", ruleText("fact: { kind: token, system: jose }"), "user");
    const document: Document = syntaxes.typescript("a.ts", "sign(token);");
    expect(compileRule(read as SearchRule, counted).matches(document).matches).toEqual([]);
  });

  test("whatever kind is asked for, a file without the words of any of its rows is not looked at", () => {
    const counted = { ...facts, statedIn: () => expect.unreachable("the file holds no such word") };
    for (const { kind, language } of new Map(
      apis.map(({ fact, language: of }) => [`${fact.kind} ${of}`, { kind: fact.kind, language: of }]),
    ).values()) {
      const program = language === "python" ? "python" : "typescript";
      const [read] = readRules("r.yaml", ruleText(`fact: { kind: ${kind} }`, program), "user");
      const rule = compileRule(read as SearchRule, counted);
      expect(rule.needsIn(program), kind).not.toEqual(noNeeds);
      expect(rule.matches(syntaxes[program]("a.x", "count = 1\n")).matches).toEqual([]);
    }
  });

  test("what takes too many steps is not judged, and told once, as the inventory tells it", async () => {
    const [one] = readRules("r.yaml", ruleText("fact: { kind: token }"), "user");
    const rules = [one!, { ...one!, metadata: { ...one!.metadata, id: "y" } }];
    const list = Array.from({ length: 1_500 }, (_, index) => `"${index}h"`).join(", ");
    const calls = "for (const life of list) sign({}, key, { expiresIn: life });\n".repeat(300);
    const code = `import { sign } from "jsonwebtoken";\nconst list = [${list}];\n${calls}`;
    const { findings, problems } = await scanTree({ "src/a.ts": code }, { rules, fullRun: false });
    expect(findings).toEqual([]);
    const told = problems.filter(({ kind }) => kind === "too-complex");
    expect(told.map(({ message }) => message)).toEqual([expect.stringMatching(/took too many steps to follow/)]);
  });
});
