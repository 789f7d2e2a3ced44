import type { IdentityGraph } from "#graph/link.ts";
import { indexGraph } from "#graph/graph-index.ts";
import type { Fact, FactId, FactOf } from "#model/fact.ts";

/** What a gate can cover, in the words of `covers`, and the facts that it stands before. `*` stands before all. */
const reach: ReadonlyMap<string, (fact: Fact) => boolean> = new Map<string, (fact: Fact) => boolean>([
  ["exec", (fact) => isEffect(fact, ["exec"]) || isGrant(fact, ["shell"])],
  ["edit", (fact) => isEffect(fact, ["file-write"]) || (isGrant(fact, ["filesystem"]) && fact.value.level !== "read")],
  [
    "sandbox",
    (fact) =>
      isEffect(fact, ["exec", "file-read", "file-write", "network"]) || isGrant(fact, ["shell", "filesystem", "web"]),
  ],
  ["network", (fact) => isEffect(fact, ["network"]) || isGrant(fact, ["web", "network"])],
  ["deploy", (fact) => isEffect(fact, ["deploy"])],
  ["auth", (fact) => fact.kind === "trigger" || fact.kind === "principal"],
  ["mcp", (fact) => (fact.kind === "principal" && fact.value.product === "mcp") || isGrant(fact, ["mcp"])],
  ["skills", (fact) => fact.kind === "tool" && fact.value.form === "skill"],
  ["plugins", (fact) => fact.kind === "tool" && fact.value.form === "plugin"],
]);

function isEffect(fact: Fact, effects: readonly string[]): fact is FactOf<"effect"> {
  return fact.kind === "effect" && effects.includes(fact.value.effect);
}

function isGrant(fact: Fact, systems: readonly string[]): fact is FactOf<"grant"> {
  return fact.kind === "grant" && systems.includes(fact.value.system);
}

/**
 * The gates before each fact: those that guard it or whoever holds, reaches, registers or uses it, and that speak of
 * what it is. What is granted in advance is not asked about any more: the question about everything does not stand
 * before it.
 */
export function gatesBefore(graph: IdentityGraph): (id: FactId) => readonly FactOf<"gate">[] {
  // Who comes to a fact from elsewhere in the tree, too, has gates of its own: they do not stand before it for all.
  const { factsById, edgesFrom, edgesTo: everyEdgeTo, statedTo: edgesTo } = indexGraph(graph);
  const fact = (id: FactId) => factsById.get(id)?.[0];
  return (id) => {
    const wanted = fact(id);
    if (!wanted || wanted.kind === "gate") return [];
    // Hooks run with the rights of whoever starts the product: what restrains the model does not stand before them.
    const owners = isHook(wanted, edgesTo, fact)
      ? [id]
      : [id, ...ownersOf(id, edgesTo), ...starts(wanted, edgesFrom), ...parentsOf(wanted, everyEdgeTo)];
    const all = [...new Set(owners)].flatMap((owner) => edgesTo.get(owner) ?? []);
    const gates = all.flatMap(({ from, relation, to }) => {
      const gate = relation === "guards" ? fact(from) : undefined;
      return gate?.kind === "gate" && ((to === id && isAskedInCode(gate, wanted)) || standsBefore(gate, wanted))
        ? [gate]
        : [];
    });
    return [...new Map(gates.map((gate) => [gate.id, gate])).values()].sort((one, other) =>
      one.id < other.id ? -1 : 1,
    );
  };
}

function isHook({ id, kind }: Fact, edgesTo: EdgesBy, fact: (id: FactId) => Fact | undefined): boolean {
  if (kind !== "effect") return false;
  return (edgesTo.get(id) ?? []).slice(0, mostHolders).some(({ from, relation }) => {
    const trigger = relation === "triggers" ? fact(from) : undefined;
    return trigger?.kind === "trigger" && trigger.value.type === "agent-message";
  });
}

type EdgesBy = ReturnType<typeof indexGraph>["edgesTo"];

/** Who holds, reaches, registers or uses a fact, directly or through one grant or tool. */
function ownersOf(id: FactId, edgesTo: EdgesBy): FactId[] {
  const near = holdersOf(id, edgesTo);
  return [...near, ...near.flatMap((owner) => (owner.startsWith("principal:") ? [] : holdersOf(owner, edgesTo)))];
}

const holding: ReadonlySet<string> = new Set(["holds", "reaches", "registers", "uses"]);

/** Holders of one fact that are looked at; a fact with more is everybody's. */
const mostHolders = 50;

function holdersOf(id: FactId, edgesTo: EdgesBy): FactId[] {
  const edges = (edgesTo.get(id) ?? []).slice(0, mostHolders);
  return edges.flatMap(({ from, relation }) => (holding.has(relation) ? [from] : []));
}

/** The agents that start an agent: what they must ask for, they ask for before that. */
function parentsOf(fact: Fact, edgesTo: EdgesBy): FactId[] {
  if (fact.kind !== "principal" || fact.value.type !== "agent") return [];
  return (edgesTo.get(fact.id) ?? [])
    .slice(0, mostHolders)
    .flatMap(({ from, relation }) => (relation === "delegates-to" ? [from] : []));
}

/** What a trigger starts. */
function starts({ kind, id }: Fact, edgesFrom: EdgesBy): FactId[] {
  if (kind !== "trigger") return [];
  return (edgesFrom.get(id) ?? [])
    .slice(0, mostHolders)
    .flatMap(({ relation, to }) => (relation === "triggers" ? [to] : []));
}

/** A program asks for what it does next, whatever the question says. */
function isAskedInCode({ origin }: FactOf<"gate">, { kind }: Fact): boolean {
  return origin === "code" && kind !== "principal";
}

/** What is granted or switched on in advance is not asked about when it is used. */
function isGivenBefore(fact: Fact): boolean {
  if (fact.kind === "principal") return fact.value.product === "plugin" || fact.value.product === "marketplace";
  return fact.kind === "grant" || fact.kind === "effect";
}

function standsBefore({ value: { covers, verdict } }: FactOf<"gate">, fact: Fact): boolean {
  if (covers === "*") return !(verdict === "human" && isGivenBefore(fact));
  const [word = "", name] = covers.split(/:(.*)/s);
  if (reach.get(word)?.(fact) !== true) return false;
  return name === undefined || name === "*" || fact.key === name || fact.anchor.endsWith(`/${name}`);
}
