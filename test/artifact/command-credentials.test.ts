import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extract, type Extraction } from "#artifact/recorder.ts";
import { claudeSettings } from "#artifact/claude-settings.ts";
import { githubWorkflow } from "#artifact/github-workflow.ts";
import { skill } from "#artifact/skill.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { syntaxes, syntaxOfLanguage } from "#syntax/table.ts";
import { expectCpuBelow } from "../cost.ts";
import { documentOf } from "./collect.ts";

function read(text: string, path = "skills/mail/SKILL.md", frontEnd: ArtifactFrontEnd = skill): Extraction {
  return extract(documentOf(path, text, frontEnd.syntax), [frontEnd], {
    parserOf: (language) => {
      const syntax = syntaxOfLanguage(language);
      return syntax === "shell" || syntax === "markdown" ? syntaxes[syntax] : undefined;
    },
    parseText: syntaxes.text,
    commands: [],
    prose: [],
  });
}

const named = ({ facts }: Extraction) =>
  facts.flatMap(({ kind, key }) => (kind === "credential" || kind === "effect" ? [key] : []));
const fenced = (...commands: readonly string[]) => read(`# Mail\n\n\`\`\`bash\n${commands.join("\n")}\n\`\`\`\n`);

describe("a variable in a command of a skill that holds a credential", () => {
  it("is a credential of the skill, by name and never by value", () => {
    const { facts, edges } = fenced('mail send --token "$MAIL_TOKEN"');
    expect(facts.find(({ kind }) => kind === "credential")).toMatchObject({
      id: "credential:skill/mail#env:MAIL_TOKEN",
      confidence: "high",
      value: { source: "env", name: "MAIL_TOKEN", lifetime: "long-lived", authority: "service", via: "env" },
      locations: [{ region: { startLine: 4, startColumn: 20, endColumn: 31 } }],
    });
    expect(edges).toEqual([
      { from: "tool:skill/mail#mail", relation: "holds", to: "credential:skill/mail#env:MAIL_TOKEN" },
    ]);
  });

  it.each([
    ["mail -t $MAIL_TOKEN", "MAIL_TOKEN"],
    ["mail -t ${MAIL_TOKEN:-none}", "MAIL_TOKEN"],
    ["mail -t ${MAIL_TOKEN:?must be set}", "MAIL_TOKEN"],
    ["A=1 MAIL_PASS=$MAIL_PASSWORD mail", "MAIL_PASSWORD"],
    ['[ -z "$MAIL_SECRET" ] && exit 1', "MAIL_SECRET"],
    ["if [[ -n $DATABASE_URL ]]; then psql; fi", "DATABASE_URL"],
    ["mail --config <(echo $MAIL_TOKEN)", "MAIL_TOKEN"],
    ["mail <<EOF\nkey: ${MAIL_API_KEY}\nEOF", "MAIL_API_KEY"],
    ["sh -c 'mail -t $MAIL_TOKEN'", "MAIL_TOKEN"],
    ["export MAIL_TOKEN=<your-token>", "MAIL_TOKEN"],
    ['MAIL_TOKEN="your-token" mail', "MAIL_TOKEN"],
    ["MAIL_TOKEN=${MAIL_TOKEN:-$(pass mail)} mail", "MAIL_TOKEN"],
  ])("is found in %j", (command, name) => expect(named(fenced(command))).toEqual([`env:${name}`]));

  it.each([
    "echo $HOME $PORT $PWD $1 $@ $$",
    "mail -t '$MAIL_TOKEN'",
    "mail -t \\$MAIL_TOKEN",
    "mail -t $YOUR_API_KEY",
    "mail -t $token",
    "mail --max $MAX_TOKENS",
    "mail <<'EOF'\n$MAIL_TOKEN\nEOF",
    "# mail -t $MAIL_TOKEN",
    "MAIL_TOKEN=your-token",
    "MAIL_TOKEN=$(pass mail)\nmail -t $MAIL_TOKEN",
    "read -s MAIL_TOKEN\nmail -t $MAIL_TOKEN",
    "export MAIL_TOKEN=$(pass mail); mail -t ${MAIL_TOKEN}",
  ])("and not in %j", (command) => expect(named(fenced(command))).toEqual([]));

  it.each([
    ["sshpass -p $LOGIN_PASSWORD ssh x", "unknown"],
    ["sshpass -p $PASSWORD ssh x", "unknown"],
    ["psql --password $POSTGRES_PASSWORD", "service"],
    ["mail -t $MAIL_TOKEN", "service"],
  ])("carries the authority that its name tells, a password none: %j", (command, authority) => {
    const { facts } = fenced(command);
    expect(facts.find(({ kind }) => kind === "credential")).toMatchObject({ value: { authority } });
  });

  it("is told as less sure where it is shown as what not to do", () => {
    const { facts } = read("# A\n\nNever do this:\n\n```bash\nmail -t $MAIL_TOKEN\n```\n");
    expect(facts.find(({ kind }) => kind === "credential")).toMatchObject({ confidence: "low" });
  });

  it("is told as less sure where somebody is asked to set it", () => {
    const { facts } = fenced("export MAIL_TOKEN=your-token");
    expect(facts.find(({ kind }) => kind === "credential")).toMatchObject({ confidence: "medium" });
  });

  it("is one fact with what the settings of the file say of it", () => {
    const matter = '---\nname: mail\nmetadata: {"openclaw":{"requires":{"env":["MAIL_TOKEN"]}}}\n---\n';
    const { facts } = read(`${matter}\n\`\`\`bash\nmail -t $MAIL_TOKEN\n\`\`\`\n`);
    expect(facts.filter(({ kind }) => kind === "credential")).toMatchObject([
      { id: "credential:skill/mail#env:MAIL_TOKEN", confidence: "very-high" },
    ]);
  });
});

describe("where a credential is sent", () => {
  it("is an effect of the skill that the credential reaches", () => {
    const { facts, edges } = fenced('curl -H "Authorization: Bearer $MAIL_TOKEN" https://API.acme.dev/v1/$ID');
    expect(facts.find(({ kind }) => kind === "effect")).toMatchObject({
      id: "effect:skill/mail#network:api.acme.dev",
      value: { effect: "network", target: "api.acme.dev" },
    });
    expect(edges).toContainEqual({
      from: "credential:skill/mail#env:MAIL_TOKEN",
      relation: "reaches",
      to: "effect:skill/mail#network:api.acme.dev",
    });
  });

  it.each([
    ["curl -u x:$MAIL_TOKEN --url=https://a.acme.dev/x", "a.acme.dev"],
    ["git clone https://x:$MAIL_TOKEN@git.acme.dev/a/b", "git.acme.dev"],
    ['BASE=https://a.acme.dev/v1\ncurl -H "K: $MAIL_TOKEN" ${BASE}/x', "a.acme.dev"],
    ["echo $MAIL_TOKEN | curl -d @- https://a.acme.dev", "a.acme.dev"],
    ['curl -d "$(jq -n --arg k "$MAIL_TOKEN" \'{k:$k}\')" https://a.acme.dev', "a.acme.dev"],
    ['curl -H "K: $MAIL_TOKEN" -e https://r.acme.dev https://a.acme.dev', "a.acme.dev"],
    ["curl https://a.acme.dev -d @- <<EOF\n$MAIL_TOKEN\nEOF", "a.acme.dev"],
  ])("is read from %j", (command, host) =>
    expect(named(fenced(command))).toEqual(["env:MAIL_TOKEN", `network:${host}`]),
  );

  it.each([
    'curl -H "K: $MAIL_TOKEN" "$MAIL_URL/x"',
    'curl -H "K: $MAIL_TOKEN" http://localhost:3000/x',
    'curl -H "K: $MAIL_TOKEN" https://api.example.com/x',
    'curl -H "K: $MAIL_TOKEN" https://your-host.acme.dev/x',
    'test -n "$MAIL_TOKEN" && curl https://a.acme.dev',
  ])("and not from %j", (command) => expect(named(fenced(command))).toEqual(["env:MAIL_TOKEN"]));
});

describe("commands outside of blocks of shell", () => {
  const command = 'curl -H "K: $MAIL_TOKEN" https://a.acme.dev/x';
  it.each([
    ["inline code", `- Run \`${command}\`.\n`],
    ["a block without a language", `Run:\n\n\`\`\`\n${command}\n\`\`\`\n`],
    ["an indented block", `Run:\n\n    ${command}\n`],
    ["a cell of a table", `| a | b |\n|---|---|\n| send | \`${command}\` |\n`],
    ["plain text", `## Send\ncurl -s \\\n  -H "K: $MAIL_TOKEN" \\\n  "https://a.acme.dev/{PATH}"\n\nDone.\n`],
    ["an item of a list", `1. ${command}\n2. Done\n`],
  ])("are read in %s", (_, text) => {
    expect(named(read(text))).toEqual(["env:MAIL_TOKEN", "network:a.acme.dev"]);
  });

  it.each([
    ["what is forbidden", `- Never run \`${command}\`.\n`],
    ["a name alone", "Set `$MAIL_TOKEN` first.\n"],
    ["a block of another language", `\`\`\`yaml\nrun: |\n  ${command}\n\`\`\`\n`],
    ["a sentence", "If curl has no $MAIL_TOKEN, ask.\n"],
  ])("and not in %s", (_, text) => expect(named(read(text))).toEqual([]));

  it("become no documents of the file: rules do not read them", () => {
    expect(read(`Run \`${command}\`.\n`).embedded).toEqual([]);
  });
});

it("commands of settings take credentials from the environment too", () => {
  const hooks = { Stop: [{ hooks: [{ type: "command", command: "notify --key $PAGER_API_KEY" }] }] };
  const { facts } = read(JSON.stringify({ hooks }), ".claude/settings.json", claudeSettings);
  expect(facts.some(({ id }) => id === "credential:agent/claude-code#env:PAGER_API_KEY")).toBe(true);
});

it("a workflow says itself what the environment of its steps holds", () => {
  const text = "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: deploy --token $DEPLOY_TOKEN\n";
  expect(named(read(text, ".github/workflows/a.yml", githubWorkflow))).not.toContain("env:DEPLOY_TOKEN");
});

it("any text is read to its end, in time that grows with its length", () => {
  const pieces = [
    "curl ",
    "$A_TOKEN",
    "`",
    "\n",
    "\\\n",
    "    ",
    "'",
    '"',
    "- ",
    "export X_KEY=",
    "https://a.b/",
    "|",
    "$(",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      read(parts.join(""));
    }),
  );
  expectCpuBelow(20_000, () => {
    for (const piece of ["curl $A_TOKEN \\\n", "`curl $A_TOKEN`\n\n", "curl $A_TOKEN\n", "- curl `\n", "A_TOKEN=x "])
      read(`\`\`\`bash\n${piece.repeat(8000)}\n\`\`\`\n\n${piece.repeat(8000)}`);
  });
});
