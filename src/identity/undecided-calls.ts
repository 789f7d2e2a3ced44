import type { ListedTool, ToolCaller } from "#identity/called-tools.ts";
import { type Edge, type Fact, factId } from "#model/fact.ts";
import type { Location } from "#model/location.ts";

/** A tool that is only listed, and a function that runs for it. */
export interface CalledTool {
  readonly tool: ListedTool;
  readonly caller: ToolCaller;
  /** Holds if nothing else is listed that the function would run for. */
  readonly isAlone: boolean;
  /** Holds if the name of the tool decided what the function does. */
  readonly isDecided: boolean;
}

/**
 * The places at which a server calls its tools in a way that nobody sees: nothing runs for a tool that is listed, or what
 * runs does not ask for its name. Then the tool may reach anything that is done there.
 */
export function undecidedCalls(
  called: readonly CalledTool[],
  listed: readonly ListedTool[],
): { readonly facts: readonly Fact[]; readonly edges: readonly Edge[] } {
  const known = new Set(called.map(({ tool }) => tool.fact));
  const open = [
    ...called
      .filter(({ isAlone, isDecided }) => !isAlone && !isDecided)
      .map(({ tool, caller }) => ({ tool, at: caller.location })),
    ...listed.filter(({ fact }) => !known.has(fact)).map((tool) => ({ tool, at: tool.location })),
  ];
  const facts = new Map<string, Fact>();
  const edges: Edge[] = [];
  for (const { tool, at } of open) {
    const fact = unseenCall(tool.anchor, at);
    if (!facts.has(fact.id)) facts.set(fact.id, fact);
    edges.push({ from: tool.fact, relation: "reaches", to: fact.id });
  }
  return { facts: [...facts.values()], edges };
}

function unseenCall(anchor: string, location: Location): Fact {
  const key = `dynamic-calls ${location.path}`;
  return {
    id: factId("opaque", anchor, key),
    kind: "opaque",
    anchor,
    key,
    value: { reason: "dynamic-calls" },
    locations: [location],
    confidence: "medium",
    origin: "code",
  };
}
