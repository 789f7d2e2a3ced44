import { parametersOf, parts } from "#flow/declarations.ts";
import { parameterKey } from "#flow/gate-names.ts";
import { both, either, nothing, type Passed, samePassed, substitute } from "#flow/gate-passed.ts";
import type { GateAnalysis, Site } from "#flow/gate-run.ts";
import { absent, joined, mapVerdict, partOf, sameVerdict, unknown, type Verdict } from "#flow/gate-value.ts";
import type { Node, NodeKind } from "#model/document.ts";

/**
 * A function is entered this often as more of its callers become known; from the other on more strictly. In the end
 * nothing is known of what has been passed before it, so that at most too much is found.
 */
const mostVisits = 30;
const strictFrom = 6;

/** What gives a name to the function that is its value. */
const binding: ReadonlySet<NodeKind> = new Set<NodeKind>(["define", "assign", "field"]);

/** Holds for a member that only its own class calls. */
function isPrivate(member: Node, name: Node | undefined): boolean {
  const isMarked = parts(member, "modifier").some(({ value }) => value === "private");
  return isMarked || /^[#_](?!_)/.test(String(name?.value));
}

/** What has said yes before the functions of a document are called, as far as all of their callers are known. */
export class Callers {
  readonly #analysis: GateAnalysis;
  readonly #entries = new Map<Node, Passed>();
  readonly #given = new Map<string, Verdict>();
  readonly #visits = new Map<Node, number>();
  /** The places from which functions are called, by the function in which they stand. */
  readonly #sites = new Map<Node, { readonly callee: Node; readonly site: Site }[]>();

  constructor(analysis: GateAnalysis) {
    this.#analysis = analysis;
    const { root } = analysis.program.document;
    for (const [callee, sites] of analysis.sites) {
      for (const site of sites.values()) {
        if (site.owner === callee) continue;
        const known = this.#sites.get(site.owner);
        if (known) known.push({ callee, site });
        else this.#sites.set(site.owner, [{ callee, site }]);
      }
    }
    const waiting = new Set<Node>([root]);
    this.#entries.set(root, nothing);
    for (const callee of analysis.program.definitions.functions)
      if (this.#isOpen(callee)) this.#enter(callee, nothing, undefined, waiting);
    this.#settle(waiting);
  }

  /** What has said yes where the function around it, and its callers, have brought it. */
  resolved(owner: Node, passed: Passed): Passed {
    return both(this.#entries.get(owner), this.#substituted(passed));
  }

  /** Holds if anybody may call a function: what is exported, a method, what nothing in the file names. */
  #isOpen(callee: Node): boolean {
    const { names, exported, parents } = this.#analysis.program;
    if (!this.#analysis.sites.has(callee) || parts(callee, "decorator").length > 0) return true;
    const around = parents.get(callee);
    const holder = around && binding.has(around.kind) ? around : undefined;
    const name = parts(callee, "name")[0] ?? (holder && parts(holder, "target")[0]);
    const entity = name && names.entities.get(name);
    if (entity && exported.has(entity) && !names.linked?.has(entity)) return true;
    return (callee.role === "member" || holder?.kind === "field") && !isPrivate(holder ?? callee, name);
  }

  #settle(waiting: Set<Node>): void {
    const { definitions, fuel } = this.#analysis.program;
    for (const owner of waiting) {
      waiting.delete(owner);
      fuel.spend(1);
      const entry = this.#entries.get(owner);
      for (const { callee, site } of this.#sites.get(owner) ?? []) {
        fuel.spend(1 + (site.passed?.length ?? 0) + (site.given?.length ?? 0));
        this.#enter(callee, both(entry, this.#substituted(site.passed)), site, waiting);
      }
      // What is said of what a function was given is said in the functions within it, too.
      for (const inner of definitions.within(owner)) if (this.#entries.get(inner) !== undefined) waiting.add(inner);
    }
  }

  #enter(callee: Node, passed: Passed, site: Site | undefined, waiting: Set<Node>): void {
    if (passed === undefined) return;
    const visits = this.#visits.get(callee) ?? 0;
    const known = this.#entries.get(callee);
    const after = visits >= mostVisits ? nothing : either(known, passed, visits >= strictFrom);
    const isChanged = this.#give(callee, site, visits >= mostVisits);
    if (!isChanged && known !== undefined && samePassed(known, after)) return;
    this.#entries.set(callee, after);
    this.#visits.set(callee, visits + 1);
    waiting.add(callee);
  }

  /** What the parameters are given, over all callers; tells whether that says less than before. */
  #give(callee: Node, site: Site | undefined, isOver: boolean): boolean {
    let isChanged = false;
    const parameters = parametersOf(callee);
    for (const index of parameters.keys()) {
      const key = parameterKey({ owner: callee, index }, this.#analysis);
      const own = site?.given && !isOver ? this.#told(site.given[index] ?? absent) : unknown;
      const known = this.#given.get(key);
      const after = known ? joined(known, own) : own;
      if (sameVerdict(known, after)) continue;
      this.#given.set(key, after);
      isChanged = true;
    }
    return isChanged;
  }

  #told(verdict: Verdict): Verdict {
    if (verdict.input !== undefined) return this.#input(verdict.input) ?? unknown;
    return mapVerdict(verdict, (passed) => this.#substituted(passed));
  }

  #input(key: string): Verdict | undefined {
    const [whole = "", name] = key.split("/", 2);
    const given = this.#given.get(whole);
    return given && (name === undefined ? given : partOf(given, name));
  }

  #substituted(passed: Passed): Passed {
    return substitute(passed, (atom) => {
      const given = this.#input(atom.slice(0, -1));
      return { is: given && (atom.endsWith("+") ? given.holds : given.fails) };
    });
  }
}
