/**
 * Agents of Copilot: `.github/agents/*.md`, `*.agent.md`, `*.chatmode.md`. Sources: GitHub custom agents
 * configuration, VS Code custom agents; as of 2026-11: without `tools` an agent has every tool; `*` and `server/*`
 * name all of them; a handoff with `send: true` starts the next agent without a click.
 */
import { toolsOf } from "#artifact/claude-agent.ts";
import { hookFacts } from "#artifact/claude-hooks.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { stem } from "#artifact/names.ts";
import { permissionEntries } from "#artifact/permission-list.ts";
import { mcpGrant, permissionGrant, recordGrant } from "#artifact/permission-pattern.ts";
import { frontMatterOf, recordFences } from "#artifact/prose-document.ts";
import { recordEffect, recordGate, type Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { PrincipalValue } from "#model/fact.ts";
import { at, isTrue, itemsOf, stringsOf, textOf } from "#model/tree.ts";

/** Custom agents of Copilot, in editors and in the cloud. */
export const copilotAgent: ArtifactFrontEnd = {
  format: "copilot-agent",
  role: "agent-definition",
  syntax: "markdown",
  claims: (path) => /(^|\/)\.github\/agents\/[^/]+\.md$|\.agent\.md$|\.chatmode\.md$/.test(path),
  facts(document, record) {
    const matter = frontMatterOf(document);
    if (!matter) return;
    const name = textOf(at(matter, "name")) || stem(document.path);
    const anchor = `agent/${name}`;
    const model = stringsOf(at(matter, "model"))[0]?.text;
    const tools = at(matter, "tools");
    const value: PrincipalValue = {
      type: "agent",
      product: "copilot",
      tools: isPersonsAgent(matter) && toolsOf(tools) === "inherit" ? "all" : toolsOf(tools),
      ...(model ? { model } : {}),
    };
    const owner = record.fact({ kind: "principal", anchor, key: name, at: at(matter, "name") ?? matter, value });
    const subject: Subject = { document, anchor, owner, record };
    toolFacts(subject, tools);
    serverFacts(document, at(matter, "mcp-servers"), { agent: owner, anchor }, record);
    hookFacts(document, at(matter, "hooks"), subject, record);
    handoffFacts(subject, at(matter, "handoffs"));
    recordFences(document, subject, record);
    record.prose(document, subject);
  },
};

/** No agent calls it: it is there when a person picks it. */
function isPersonsAgent(matter: Node): boolean {
  return isTrue(at(matter, "disable-model-invocation"));
}

function toolFacts(subject: Subject, tools: Node | undefined): void {
  for (const { text, node } of permissionEntries(tools)) {
    const slash = text.indexOf("/");
    const grant = slash > 0 ? mcpGrant(text.slice(0, slash), text.slice(slash + 1)) : permissionGrant(text);
    if (grant) recordGrant(grant, node, subject, subject.record);
  }
}

function handoffFacts(subject: Subject, handoffs: Node | undefined): void {
  for (const handoff of itemsOf(handoffs)) {
    const agent = at(handoff, "agent");
    const target = textOf(agent);
    if (!agent || !target) continue;
    recordEffect(subject, agent, { effect: "spawn-agent", target });
    const send = at(handoff, "send");
    const setting = `handoffs ${target} send`;
    if (isTrue(send)) recordGate(subject, send!, { verdict: "auto", covers: `agents:${target}`, setting });
  }
}
