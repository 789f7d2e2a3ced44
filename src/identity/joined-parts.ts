import type { Gathered, Made, Part, Whole } from "#identity/parts.ts";
import { type Edge, type Fact, factId, type FactId } from "#model/fact.ts";

/** What a module says of agents and what they are made with. */
interface Stated {
  readonly wholes: readonly Whole[];
  readonly made: readonly Made[];
  readonly gathered: readonly Gathered[];
}

/** What is known of the parts of a program's agents. */
export interface JoinedParts {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
}

/** What a part is looked for among. */
type Sort = "tools" | "servers" | "agents";

const sorts: readonly Sort[] = ["tools", "servers", "agents"];

/**
 * Joins agents with their tools and with the agents that they may hand over to, wherever in the tree each of them is
 * made. A tool that only another package knows is stated by its name; what nobody sees is an `opaque` place.
 */
export function joinedParts(modules: readonly Stated[]): JoinedParts {
  const wholes = modules.flatMap((module) => module.wholes);
  const replaced = replacedTools(modules);
  const joiner = new Joiner(modules.flatMap(({ made }) => made).filter(({ fact }) => !replaced.has(fact.id)));
  for (const one of modules.flatMap(({ gathered }) => gathered)) joiner.gather(one);
  for (const whole of wholes) joiner.addTo(whole);
  for (const whole of wholes) joiner.add(whole);
  return { facts: [...joiner.facts.values()], edges: [...joiner.edges.values()] };
}

/** Tools that are told of the servers that are made with them, and of nobody else. */
export function replacedTools(modules: readonly Pick<Stated, "made">[]): ReadonlySet<FactId> {
  const made = modules.flatMap((module) => module.made).filter(({ fact }) => fact.kind === "tool");
  const ofServers = new Set(
    made.flatMap(({ fact, places, isOneOf }) =>
      isOneOf && fact.anchor.startsWith("server/") ? places.map((place) => `${place} ${fact.key}`) : [],
    ),
  );
  const isOfServer = ({ fact, places }: Made) => places.some((place) => ofServers.has(`${place} ${fact.key}`));
  const alone = made.filter((one) => !one.fact.anchor.startsWith("server/"));
  const left = new Set(alone.filter((one) => !isOfServer(one)).map(({ fact }) => fact.id));
  return new Set(alone.map(({ fact }) => fact.id).filter((id) => !left.has(id)));
}

class Joiner {
  readonly facts = new Map<FactId, Fact>();
  readonly edges = new Map<string, Edge>();
  readonly #byPlace = new Map<string, Made[]>();
  readonly #ofCall = new Map<string, Fact[]>();
  readonly #agents = new Map<string, Fact[]>();
  readonly #gathered = new Map<string, Part[]>();

  constructor(made: readonly Made[]) {
    for (const one of made) {
      for (const place of one.places) push(this.#byPlace, place, one);
      if (one.isOneOf) push(this.#ofCall, one.at, one.fact);
      if (one.fact.kind === "principal") push(this.#agents, one.fact.key, one.fact);
    }
  }

  /** What a class gathers is what its methods give it. */
  gather({ around, part }: Gathered): void {
    push(this.#gathered, around, part);
  }

  /** A tool belongs to the agent that it is registered with, or else to what that is made with: a set of tools. */
  addTo({ fact, at, of }: Whole): void {
    for (const { places } of of) {
      const owners = this.#statedAt(places, at).filter(({ kind }) => kind === "principal");
      for (const owner of owners) this.#edge(owner, fact);
      if (owners.length === 0)
        for (const place of places) push(this.#byPlace, place, { fact, places, at, isOneOf: false });
    }
  }

  /** An agent has what the call states that makes it, and what it is given there. */
  add(whole: Whole): void {
    const { fact, at } = whole;
    if (fact.kind === "principal") for (const own of this.#ofCall.get(at) ?? []) this.#edge(fact, own);
    for (const sort of sorts) for (const part of whole[sort]) this.#addPart(whole, part, sort);
  }

  #addPart(whole: Whole, part: Part, sort: Sort): void {
    // A function that uses an agent to make a list of tools does not hand the agent over.
    const isMeant = ({ kind }: Fact) => sort === "agents" || !part.isList || kind !== "principal";
    const stated = this.#partsOf(whole, part, sort)
      .flatMap((one) => this.#statedOf(one, whole.at))
      .filter(isMeant);
    const named = part.text === undefined ? undefined : this.#agentNamed(part.text, whole.fact);
    const found = stated.length > 0 ? stated : named && sort === "agents" ? [named] : this.#unstated(whole, part, sort);
    for (const one of found) this.#edge(whole.fact, one);
  }

  /** A list that nobody sees, of an object whose class gathers agents, is what it gathers. */
  #partsOf({ around }: Whole, part: Part, sort: Sort): readonly Part[] {
    const gathered = around !== undefined && part.isList && sort === "agents" ? this.#gathered.get(around) : undefined;
    return gathered ?? [part];
  }

  /** What is stated of where a part is made, by the same call if that states it, too; or of what it is made with. */
  #statedOf({ places, inner, keys }: Part, at: string): readonly Fact[] {
    const own = this.#statedAt(places, at);
    const named = own.filter(({ key }) => keys.includes(key));
    if (named.length > 0) return named;
    return own.length > 0 ? own : inner.flatMap((part) => this.#statedOf(part, at));
  }

  #statedAt(places: readonly string[], at: string): readonly Fact[] {
    const all = places.flatMap((place) => this.#byPlace.get(place) ?? []);
    const near = all.filter((one) => one.at === at);
    // What several calls say of one thing, the one that makes it says best.
    const proper = all.filter(({ isOneOf }) => !isOneOf);
    return (near.length > 0 ? near : proper.length > 0 ? proper : all).map(({ fact }) => fact);
  }

  /** The agent of a name that the same file makes, or else the only one of the tree. */
  #agentNamed(name: string, { locations }: Fact): Fact | undefined {
    const all = this.#agents.get(name) ?? [];
    const near = all.filter((one) => one.locations[0]?.path === locations[0]?.path);
    const [only, ...others] = near.length > 0 ? near : all;
    return others.every(({ id }) => id === only?.id) ? only : undefined;
  }

  #unstated({ fact, holder }: Whole, { name, text }: Part, sort: Sort): readonly Fact[] {
    if (sort === "agents" && (text !== undefined || name !== undefined)) return [];
    const called =
      sort === "servers"
        ? undefined
        : (name ?? (text !== undefined && /^[\w.:-]{1,64}$/.test(text) ? text : undefined));
    const stated = called === undefined ? unseen(fact, sort) : outside(called, fact, holder);
    this.facts.set(stated.id, stated);
    return [stated];
  }

  #edge({ id: from, kind }: Fact, to: Fact): void {
    if (from === to.id) return;
    const relation =
      to.kind === "opaque"
        ? "reaches"
        : to.kind === "principal"
          ? "delegates-to"
          : kind === "tool"
            ? "reaches"
            : "registers";
    this.edges.set(`${from}\n${relation}\n${to.id}`, { from, relation, to: to.id });
  }
}

/** A tool that is made elsewhere. */
function outside(name: string, agent: Fact, anchor: string): Fact {
  return {
    id: factId("tool", anchor, name),
    kind: "tool",
    anchor,
    key: name,
    value: { name, form: "function", registration: "static" },
    locations: agent.locations.slice(0, 1),
    confidence: "medium",
    origin: "code",
  };
}

/** What nobody sees of what an agent has. */
function unseen({ anchor, locations }: Fact, sort: Sort): Fact {
  const key = sort === "agents" ? "dynamic-agents" : "dynamic-tools";
  return {
    id: factId("opaque", anchor, key),
    kind: "opaque",
    anchor,
    key,
    value: { reason: key },
    locations: locations.slice(0, 1),
    confidence: "medium",
    origin: "code",
  };
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}
