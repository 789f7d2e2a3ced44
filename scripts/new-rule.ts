import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [target = ""] = process.argv.slice(2);
const [pack, id] = target.split("/");
if (!pack || !id || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(target)) {
  console.error("usage: npm run new-rule <pack>/<id>");
  process.exit(2);
}
const island = fileURLToPath(new URL(`../rules/${target}`, import.meta.url));
if (existsSync(island)) {
  console.error(`rules/${target} exists`);
  process.exit(2);
}

const rule = `rules:
  - id: ${id}
    mode: graph
    severity: MEDIUM
    message: >-
      '$AGENT' is the agent that this rule speaks of.
    metadata:
      title: A noun phrase
      help: Say what to do in one sentence.
      security-severity: 5.5
      confidence: medium
      cwe: [CWE-284]
      standards: [OWASP-ASI ASI03]
    match:
      - fact: { kind: principal, anchor: $AGENT, value: { type: agent } }
`;
const page = `# ${id}

What it reports, in one paragraph.

## Why it matters

## What to do

## When it is wrong
`;

for (const kind of ["bad", "good"]) {
  for (const name of ["one", "two", "three"]) mkdirSync(`${island}/${kind}/${name}`, { recursive: true });
}
writeFileSync(`${island}/rule.yaml`, rule);
writeFileSync(`${island}/README.md`, page);
console.log(`rules/${target} is ready: write the rule, its page and its cases.`);
