import type { IdentityGraph } from "#graph/link.ts";
import { isSameProgram } from "#graph/same-program.ts";
import { isFromKnownMarketplace } from "#graph/marketplaces.ts";
import { isFromOwnSource } from "#graph/own-sources.ts";
import type { EffectValue, Fact, GrantValue, IdentityValue } from "#model/fact.ts";
import type { RepoPath } from "#model/location.ts";

/** A relation that rules ask for by name, since patterns over single values cannot say it. */
export interface NamedRelation {
  /** How many facts it is about. */
  readonly arity: number;
  readonly holds: (facts: readonly Fact[], graph: IdentityGraph) => boolean;
}

/** The relations of graph rules: each is about facts of one tree. */
export const relations: ReadonlyMap<string, NamedRelation> = new Map<string, NamedRelation>([
  // What changes who may do what, or runs and deploys whatever it is given.
  ["privileged", { arity: 1, holds: ([fact]) => (privilegeOf(fact!) ?? 0) >= privileges.admin }],
  ["more-privileged", { arity: 2, holds: ([one, other]) => compared(one!, other!) > 0 }],
  ["as-privileged", { arity: 2, holds: ([one, other]) => compared(one!, other!) >= 0 }],
  // One list holds all that the other does, and more.
  ["wider", { arity: 2, holds: ([one, other]) => isWider(listOf(one!), listOf(other!)) }],
  ["unowned", { arity: 1, holds: ([fact], { isUnowned }) => isUnowned !== undefined && isAll(fact!, isUnowned) }],
  ["same-file", { arity: 2, holds: ([one, other]) => standTogether(one!, other!) }],
  ["beside", { arity: 2, holds: ([one, other]) => standBeside(one!, other!) }],
  ["same-program", { arity: 2, holds: ([one, other]) => isSameProgram(one!, other!) }],
  ["from-known-marketplace", { arity: 1, holds: ([fact], graph) => isFromKnownMarketplace(fact!, graph) }],
  ["from-own-source", { arity: 1, holds: ([fact], { own }) => own !== undefined && isFromOwnSource(fact!, own) }],
  ["beyond-budget", { arity: 2, holds: ([fact, agent]) => isBeyond(fact!, agent!) }],
]);

function isAll({ locations }: Fact, holds: (path: RepoPath) => boolean): boolean {
  return locations.length > 0 && locations.every(({ path }) => holds(path));
}

function standTogether(one: Fact, other: Fact): boolean {
  const files = new Set(one.locations.map(({ path }) => path));
  return other.locations.some(({ path }) => files.has(path));
}

/** Lines between two facts that stand beside each other: fewer than a heading between two blocks takes. */
const mostLinesBetween = 4;

function standBeside(one: Fact, other: Fact): boolean {
  return one.locations.some(({ path, region }) =>
    other.locations.some(
      (place) => place.path === path && Math.abs(place.region.startLine - region.startLine) <= mostLinesBetween,
    ),
  );
}

/** The order of authority: read, write, administration, and authority over authority. */
const privileges = { read: 1, write: 2, admin: 3, grant: 4 } as const;

const effects: Readonly<Partial<Record<EffectValue["effect"], number>>> = {
  "file-read": privileges.read,
  "file-write": privileges.write,
  database: privileges.write,
  exec: privileges.admin,
  deploy: privileges.admin,
  publish: privileges.admin,
  "self-modify": privileges.grant,
};

const identities: Readonly<Record<IdentityValue["operation"], number>> = {
  "sign-in": privileges.read,
  revoke: privileges.admin,
  create: privileges.grant,
  link: privileges.grant,
  impersonate: privileges.grant,
  provision: privileges.grant,
};

/** How much a fact lets somebody do; undefined where nothing says so. */
function privilegeOf(fact: Fact): number | undefined {
  if (fact.kind === "effect") return effects[fact.value.effect];
  if (fact.kind === "identity") return identities[fact.value.operation];
  if (fact.kind !== "grant") return undefined;
  const { level = "unknown" } = fact.value;
  return level === "unknown" ? undefined : privileges[level];
}

/** Below nothing and above nothing is what nobody knows. */
function compared(one: Fact, other: Fact): number {
  const [left, right] = [privilegeOf(one), privilegeOf(other)];
  return left === undefined || right === undefined ? Number.NaN : left - right;
}

/** The list that a fact is about: what is granted, who may, for what. */
function listOf(fact: Fact): readonly string[] | undefined {
  if (fact.kind === "grant") return fact.value.actions;
  if (fact.kind === "trigger") return fact.value.senders;
  if (fact.kind === "tool") return fact.value.annotations;
  return fact.kind === "token" ? fact.value.scope : undefined;
}

function isWider(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (!one || !other) return false;
  const held = new Set(one);
  return held.size > new Set(other).size && other.every((item) => held.has(item));
}

/** What a product has on the machine that it runs on: authority of another kind than a system elsewhere. */
const ownMachine: ReadonlySet<string> = new Set([
  "filesystem",
  "host",
  "mcp",
  "network",
  "session",
  "shell",
  "tool",
  "web",
]);

/** Holds if a fact reaches a system, has an effect or is of a privilege that the declaration of an agent leaves out. */
function isBeyond(fact: Fact, agent: Fact): boolean {
  const budget = agent.kind === "principal" ? agent.value.budget : undefined;
  if (!budget) return false;
  const system = systemOf(fact);
  if (system !== undefined && budget.systems && !budget.systems.includes(system)) return true;
  if (fact.kind === "effect" && budget.effects && !budget.effects.includes(fact.value.effect)) return true;
  const most = budget.privilege === undefined ? undefined : privileges[budget.privilege];
  return most !== undefined && (privilegeOf(fact) ?? 0) > most;
}

function systemOf(fact: Fact): string | undefined {
  if (fact.kind === "credential") return fact.value.issuer;
  const system = fact.kind === "grant" || fact.kind === "identity" ? systemName(fact.value) : undefined;
  return system === undefined || ownMachine.has(system) ? undefined : system;
}

function systemName({ system }: GrantValue | IdentityValue): string {
  // Who may take a role on is a question about the same system.
  return system.replace(/-trust$/, "");
}
