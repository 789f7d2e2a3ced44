import { describe, expect, it } from "vitest";
import { compareText } from "#model/location.ts";
import { linkedOf, type Tree } from "../access/tools-of.ts";

/** What agents of a tree have, and what their tools start: `Triage registers lookup`. */
async function partsOf(tree: Tree): Promise<string[]> {
  const { edges, facts } = await linkedOf(tree);
  const agents = new Set(
    facts.flatMap((fact) => (fact.kind === "principal" && fact.value.type === "agent" ? [fact.id] : [])),
  );
  const own = edges.filter(({ from, to }) => agents.has(from) || (/^(?:tool|trigger):/.test(from) && agents.has(to)));
  const texts = own.map(({ from, relation, to }) => `${keyOf(from)} ${relation} ${keyOf(to)}`);
  return [...new Set(texts)].sort(compareText);
}

function keyOf(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

const tool = (name: string) => `tool({ name: "${name}", parameters: {}, execute: async () => "" })`;

describe("an agent of a script has", () => {
  const cases: Record<string, { tree: Tree; has: string[] }> = {
    "the tools and the agents that it is given, over files": {
      tree: {
        "tools.ts": `import { tool } from "@openai/agents";\nexport const lookup = ${tool("lookup")};\nexport const refund = ${tool("refund")};`,
        "billing.ts": `import { Agent } from "@openai/agents";\nimport * as tools from "./tools.js";\nexport const billing = new Agent({ name: "Billing", tools: [tools.refund] });`,
        "triage.ts": `import { Agent, handoff } from "@openai/agents";\nimport { billing } from "./billing.js";\nimport { lookup } from "./tools.js";\nnew Agent({ name: "Triage", tools: [lookup], handoffs: [handoff(billing)] });`,
      },
      has: ["Billing registers refund", "Triage delegates-to Billing", "Triage registers lookup"],
    },
    "what is spread, computed and chosen": {
      tree: {
        "a.ts": `import { Agent, tool } from "@openai/agents";
const shared = [${tool("one")}];
const make = (name: string) => tool({ name, parameters: {}, execute: run });
const more = [make("two"), make("three")];
new Agent({ name: "A", tools: [...shared, ...more, ...(process.env.WIDE ? [${tool("four")}] : [])] });
new Agent({ name: "B", tools: [make("three")] });`,
      },
      has: ["A registers four", "A registers one", "A registers three", "A registers two", "B registers three"],
    },
    "what a function is given that makes it": {
      tree: {
        "a.ts": `import { Agent } from "@openai/agents";\nexport function make(name: string, tools) { return new Agent({ name, tools }); }`,
        "b.ts": `import { tool } from "@openai/agents";\nimport { make } from "./a.js";\nconst one = make("One", [${tool("first")}]);\nconst two = make("Two", [${tool("second")}]);`,
      },
      has: ["One registers first", "Two registers second"],
    },
    "agents as tools": {
      tree: {
        "a.ts": `import { Agent } from "@openai/agents";
const spanish = new Agent({ name: "Spanish" });
new Agent({ name: "Lead", tools: [spanish.asTool({ toolName: "to_spanish" })] });`,
      },
      has: ["Lead registers to_spanish", "to_spanish delegates-to Spanish"],
    },
    "what another package makes, by its name": {
      tree: {
        "a.ts": `import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { SearchKit, TavilySearch, Wrapped } from "@langchain/tavily";
export const agent = createReactAgent({ llm, tools: [new TavilySearch({ maxResults: 3 }), SearchKit.open(), new Wrapped({ name: "crawl" })] });`,
      },
      has: ["a.ts:agent registers SearchKit", "a.ts:agent registers TavilySearch", "a.ts:agent registers crawl"],
    },
    "what nobody sees": {
      tree: {
        "a.ts": `import { Agent } from "@openai/agents";\nnew Agent({ name: "A", tools: await load(process.argv), handoffs: [pick()] });`,
      },
      has: ["A reaches dynamic-agents", "A reaches dynamic-tools"],
    },
    "what starts it, and starts others in a tool": {
      tree: {
        "a.ts": `import { Agent, run, tool } from "@openai/agents";
import { App } from "@slack/bolt";
const writer = new Agent({ name: "Writer" });
const write = tool({ name: "write", parameters: {}, execute: async ({ text }) => run(writer, text) });
const lead = new Agent({ name: "Lead", tools: [write] });
const app = new App({ token });
app.message(async ({ message }) => { await run(lead, message.text); });`,
      },
      has: ["Lead registers write", "chat:slack message triggers Lead", "write delegates-to Writer"],
    },
    "tools under names": {
      tree: {
        "tools.ts": `import { createTool } from "@mastra/core/tools";\nexport const weather = createTool({ id: "get-weather", execute: async () => 1 });`,
        "a.ts": `import { Agent } from "@mastra/core/agent";\nimport { weather } from "./tools";
const clothes = new Agent({ name: "Clothes", tools: {} });
export const plan = new Agent({ name: "Plan", tools: { weather }, agents: { clothes } });`,
        "b.ts": `import { ToolLoopAgent, tool } from "ai";\nexport const loop = new ToolLoopAgent({ model, tools: { sum: tool({ execute: add }) } });`,
      },
      has: ["Plan delegates-to Clothes", "Plan registers get-weather", "b.ts:loop registers sum"],
    },
    "the tools of a server of its own": {
      tree: {
        "a.ts": `import { createSdkMcpServer, query, tool } from "@anthropic-ai/claude-agent-sdk";
const server = createSdkMcpServer({ name: "desk", tools: [tool("open", "Opens.", {}, async () => ({ content: [] }))] });
export const work = (prompt: string) =>
  query({ prompt, options: { mcpServers: { desk: server }, agents: { reviewer: { description: "", prompt: "Review." } } } });`,
      },
      has: ["a.ts:work delegates-to reviewer", "a.ts:work registers open"],
    },
  };
  it.each(Object.entries(cases))("%s", async (_name, { tree, has }) => {
    expect(await partsOf(tree)).toEqual(has);
  });
});

it("tells agents of one name apart by what they are told and have", async () => {
  const { facts } = await linkedOf({
    "a.ts": `import { Agent } from "@openai/agents";\nimport { webSearchTool } from "@openai/agents";
export const one = new Agent({ name: "Assistant", tools: [webSearchTool()] });`,
    "b.ts": `import { Agent } from "@openai/agents";\nexport const two = new Agent({ name: "Assistant" });`,
    "c.ts": `import { Agent } from "@openai/agents";\nexport const three = new Agent({ name: "Assistant", instructions: "Help." });`,
  });
  const agents = facts.filter(({ anchor, kind }) => anchor === "agent/Assistant" && kind === "principal");
  expect(new Set(agents.map(({ id }) => id)).size).toBe(3);
});

it("tells a tool of the server that is made with it, and of nobody else", async () => {
  const { facts } = await linkedOf({
    "tools.ts": `import { tool } from "@anthropic-ai/claude-agent-sdk";
export const open = tool("open", "Opens.", {}, async () => ({ content: [] }));
export const shut = tool("shut", "Shuts.", {}, async () => ({ content: [] }));`,
    "server.ts": `import { createSdkMcpServer } from "@anthropic-ai/claude-agent-sdk";
import { open } from "./tools.js";
export const server = createSdkMcpServer({ name: "desk", tools: [open] });`,
  });
  const tools = facts.filter(({ kind }) => kind === "tool").map(({ id }) => id);
  expect(tools.sort(compareText)).toEqual(["tool:server/desk#open", "tool:source/tools.ts#shut"]);
});

describe("an agent of Python has", () => {
  const cases: Record<string, { tree: Tree; has: string[] }> = {
    "the tools and the agents that it is given, over files": {
      tree: {
        "shop/tools.py": `from agents import function_tool\n@function_tool\ndef lookup(id: str): ...\n@function_tool(name_override="drop")\nasync def purge(): ...\n`,
        "shop/desk.py": `from agents import Agent, handoff
from .tools import lookup, purge
billing = Agent(name="Billing", tools=[purge])
triage = Agent[Context](name="Triage", tools=[lookup], handoffs=[billing, handoff(agent=billing)])
`,
      },
      has: ["Billing registers drop", "Triage delegates-to Billing", "Triage registers lookup"],
    },
    "what is handed over later": {
      tree: {
        "a.py": `from agents import Agent\nfaq = Agent(name="FAQ")\ntriage = Agent(name="Triage", handoffs=[faq])\nfaq.handoffs.append(triage)\n`,
      },
      has: ["FAQ delegates-to Triage", "Triage delegates-to FAQ"],
    },
    "what is registered with it": {
      tree: {
        "a.py": `from pydantic_ai import Agent, FunctionToolset
kit = FunctionToolset()
@kit.tool
def roll(): ...
agent = Agent("openai:gpt-5", name="Dice", toolsets=[kit])
@agent.tool
def balance(ctx): ...
@agent.tool_plain(retries=2)
def name() -> str: ...
`,
      },
      has: ["Dice registers balance", "Dice registers name", "Dice registers roll"],
    },
    "what it names": {
      tree: {
        "a.py": `from autogen_agentchat.agents import AssistantAgent
def refund(id: str): ...
one = AssistantAgent("travel", model_client=c, handoffs=["refunds", "user"])
two = AssistantAgent("refunds", model_client=c, tools=[refund], handoffs=["travel"])
`,
      },
      has: ["refunds delegates-to travel", "refunds registers refund", "travel delegates-to refunds"],
    },
    "the agents of its team, which methods make": {
      tree: {
        "crew.py": `from crewai import Agent, Crew
from crewai.project import CrewBase, agent, crew
from crewai_tools import SerperDevTool
from tools import Count
@CrewBase
class Research:
    @agent
    def finder(self) -> Agent:
        return Agent(config=self.agents_config["finder"], tools=[SerperDevTool(), Count()])
    @crew
    def crew(self) -> Crew:
        return Crew(agents=[self.finder()], tasks=[])
`,
        "tools.py": `from crewai.tools import BaseTool\nclass Count(BaseTool):\n    name: str = "Counter"\n    def _run(self): ...\n`,
      },
      has: [
        "crew.py:Research.crew delegates-to crew.py:Research.finder",
        "crew.py:Research.finder registers Counter",
        "crew.py:Research.finder registers SerperDevTool",
      ],
    },
    "what its class gathers": {
      tree: {
        "crew.py": `from crewai import Agent, Crew
from crewai.project import CrewBase, agent, crew
@CrewBase
class Research:
    @agent
    def finder(self) -> Agent:
        return Agent(role="Finder")
    @agent
    def writer(self) -> Agent:
        return Agent(role="Writer")
    def helper(self) -> Agent:
        return Agent(role="Helper")
    @crew
    def team(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks)
`,
      },
      has: ["crew.py:Research.team delegates-to Finder", "crew.py:Research.team delegates-to Writer"],
    },
    "functions as they are": {
      tree: {
        "a.py": `from google.adk.agents import Agent, LlmAgent
from google.adk.tools import google_search
from google.adk.tools.agent_tool import AgentTool
def now(): ...
search = LlmAgent(name="search", tools=[google_search])
root_agent = Agent(name="root", tools=[now, AgentTool(agent=search)], sub_agents=[Agent(name="bye")])
`,
      },
      has: [
        "root delegates-to bye",
        "root registers now",
        "root registers search",
        "search delegates-to search",
        "search registers google_search",
      ],
    },
    "the tools of a list": {
      tree: {
        "a.py": `from langgraph.prebuilt import create_react_agent
from langchain_core.tools import tool
@tool
def book(x: str) -> str:
    """Books."""
tools = [book]
flights = create_react_agent(model, tools)
`,
      },
      has: ["a.py:flights registers book"],
    },
  };
  it.each(Object.entries(cases))("%s", async (_name, { tree, has }) => {
    expect(await partsOf(tree)).toEqual(has);
  });
});

it("an agent that is called is not made again", async () => {
  const { facts } = await linkedOf({
    "a.py": `from strands import Agent, tool
@tool
def book(x: str) -> str:
    """Books."""
clerk = Agent(name="clerk", tools=[book])
answer = clerk("Book a room.")
print(clerk("And another."))
`,
    "b.py": `from langchain.agents import AgentExecutor
class Desk:
    def __init__(self, agent):
        self.executor = AgentExecutor.from_agent_and_tools(agent=agent, tools=[])
    def ask(self, text):
        return self.executor(text)
`,
  });
  const agents = facts.filter(({ kind, value }) => kind === "principal" && "type" in value && value.type === "agent");
  expect(agents.map(({ key }) => key).sort(compareText)).toEqual(["b.py:executor", "clerk"]);
});
