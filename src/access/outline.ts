import { append } from "#model/append.ts";
import { calleeOf, lastName, makersOf, originalNames } from "#access/called-names.ts";
import { calledBy } from "#access/function-nodes.ts";
import { writeExports } from "#access/outline-exports.ts";
import { OutlineBuilder } from "#access/outline-builder.ts";
import { definitionsIn } from "#access/outline-definitions.ts";
import { dialogCalls } from "#access/dialog-calls.ts";
import { interceptingCalls } from "#access/interceptors.ts";
import { lastGiven } from "#access/last-given.ts";
import { ExpressionWriter } from "#access/outline-expressions.ts";
import { mutationsIn } from "#access/outline-mutations.ts";
import { writeMentions } from "#access/outline-mentions.ts";
import { type Reads, readsIn } from "#access/outline-reads.ts";
import type { Placed, Surroundings } from "#access/surroundings.ts";
import { type Survey, surveyOf } from "#access/survey.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type { Document, Node } from "#model/document.ts";
import type { LineStarts } from "#model/location.ts";
import type { CallSite, ModuleOutline } from "#model/module-outline.ts";

/** Which calls may say something about identity: by the last name of what is called. */
export type Matters = (name: string) => boolean;

interface OutlineRequest {
  readonly names: Names;
  readonly lines: LineStarts;
  readonly matters: Matters;
  /** Absent where no member matters. */
  readonly reads?: Reads | undefined;
}

/** An outline with the nodes that its parts stand for. */
export interface OutlineWithNodes {
  readonly outline: ModuleOutline;
  /** By the number of the call. */
  readonly sites: readonly SiteNodes[];
  /** By the number of the function. */
  readonly functions: readonly Node[];
}

/** The nodes of a call. */
export interface SiteNodes {
  /** The call, or what is read; of a decorator what is decorated, of a base the class that is derived from it. */
  readonly node: Node;
  /** What the arguments of the call stand in. */
  readonly call?: Node;
}

/** What a module says of its values, as far as its exports and the calls that matter need it. */
export function outlineOf(document: Document, request: OutlineRequest): ModuleOutline {
  return outlineWithNodes(document, request).outline;
}

/** The same with the nodes that its parts stand for. */
export function outlineWithNodes(
  document: Document,
  { names, lines, matters, reads }: OutlineRequest,
): OutlineWithNodes {
  const survey = surveyOf(document.root, names, reads !== undefined);
  const builder: OutlineBuilder = new OutlineBuilder(
    { document, names, survey, lines, last: lastGiven(document.root, names, survey) },
    definitionsIn(
      () => builder,
      () => writer,
    ),
  );
  const writer: ExpressionWriter = new ExpressionWriter(builder);
  for (const [entity, other] of enclosedNames(survey, names)) builder.aliases.set(entity, other);
  const exported = writeExports(builder, writer);
  const calls = new Calls(builder, writer);
  // What declares comes first: it tells the most.
  calls.addDecorators(matters);
  calls.addDerived(matters);
  const asked = survey.calls.filter(({ node }) => originalNames(calleeOf(node), names, survey).some(matters));
  calls.add(asked, true);
  const callees = [...asked, ...survey.decorators].map(({ node }) => part(node, "expression") ?? calleeOf(node));
  calls.add(interceptingCalls(survey.calls, callees, names));
  calls.add(dialogCalls(survey.calls));
  if (reads) calls.addReads(reads);
  builder.settle();
  const mutations = mutationsIn(builder, writer, (at) => calls.addCallersOf(at));
  writeMentions(builder, writer);
  const outline: ModuleOutline = {
    language: document.syntax === "python" ? "python" : "script",
    expressions: builder.expressions,
    variables: builder.variables,
    functions: builder.functions,
    classes: builder.classes,
    calls: calls.sites,
    mutations,
    ...exported,
    ...(survey.modules.size > 0 && { modules: [...survey.modules] }),
    importsAllOf: survey.wildcards,
  };
  return { outline, sites: calls.nodes, functions: builder.functionNodes() };
}

/** The calls and reads of an outline: those that matter, and those that call what they stand in. */
class Calls {
  readonly sites: CallSite[] = [];
  /** The nodes of each. */
  readonly nodes: SiteNodes[] = [];
  readonly #builder: OutlineBuilder;
  readonly #writer: ExpressionWriter;
  readonly #written = new Set<Node>();
  /** The calls of the document by what they name, those that name nothing by the functions they are given. */
  readonly #byName = new Map<string, Placed[]>();
  readonly #byArgument = new Map<Node, Placed[]>();
  readonly #opened = new Set<Node>();
  #names: ReadonlyMap<Node, ReadonlySet<string>> | undefined;

  constructor(builder: OutlineBuilder, writer: ExpressionWriter) {
    this.#builder = builder;
    this.#writer = writer;
    const { names, survey } = builder.source;
    for (const placed of survey.calls) {
      const callee = calleeOf(placed.node);
      for (const name of new Set([lastName(callee), ...makersOf(callee, names, survey)]))
        push(this.#byName, name, placed);
      for (const argument of parts(placed.node, "argument"))
        if (argument.kind === "function") push(this.#byArgument, argument, placed);
    }
  }

  /** Adds calls, and those that say what is given to the functions around them. */
  add(calls: readonly Placed[], isAsked = false): void {
    const asked = new Set(isAsked ? calls : []);
    const waiting = [...calls];
    for (let placed = waiting.pop(); placed; placed = waiting.pop()) {
      if (this.#written.has(placed.node)) continue;
      this.#written.add(placed.node);
      const call = this.#writer.write(placed.node);
      const site = { call, ...this.#builder.context(placed.at), ...(asked.has(placed) && { matters: true as const }) };
      this.#put(site, { node: placed.node, call: placed.node });
      append(waiting, this.#callersOf(placed.at));
    }
  }

  /** What is decorated is what the decorator is called with. */
  addDecorators(matters: Matters): void {
    const { names, survey } = this.#builder.source;
    for (const { node, at, decorated } of survey.decorators) {
      const expression = part(node, "expression");
      if (!expression || !originalNames(expression, names, survey).some(matters)) continue;
      const callee = this.#writer.write(expression);
      const argument = { value: this.#writer.write(decorated) };
      const region = this.#builder.region(decorated);
      const call = this.#builder.add({ kind: "call", callee, arguments: [argument], named: [], isNew: false, region });
      const nodes = { node: decorated, ...(expression.kind === "call" && { call: expression }) };
      this.#put({ call, ...this.#builder.context(at), matters: true, decorates: true }, nodes);
    }
  }

  /** What a class is derived from is what is called with it; in one file, derived classes of such a class count, too. */
  addDerived(matters: Matters): void {
    const { names, survey } = this.#builder.source;
    const derived = new Set<string>();
    const counts = (base: Node) => derived.has(lastName(base)) || originalNames(base, names, survey).some(matters);
    for (let before = -1; before < derived.size;) {
      before = derived.size;
      for (const node of survey.classes)
        if (parts(node, "base").some(counts)) derived.add(String(part(node, "name")?.value));
    }
    for (const node of survey.classes)
      for (const base of parts(node, "base")) if (counts(base)) this.#addDerived(node, base);
  }

  #addDerived(node: Node, base: Node): void {
    const callee = this.#writer.write(base);
    const argument = { value: this.#builder.add({ kind: "class", class: this.#builder.class(node) }) };
    const region = this.#builder.region(node);
    const call = this.#builder.add({ kind: "call", callee, arguments: [argument], named: [], isNew: false, region });
    this.#put({ call, loops: [], conditional: false, matters: true, derives: true }, { node });
  }

  /** What is read is there without a call; which one it is, callers may say. */
  addReads(reads: Reads): void {
    for (const { node, at, value, isComputed } of readsIn(this.#builder, this.#writer, reads)) {
      this.#put({ call: value, ...this.#builder.context(at), matters: true }, { node });
      if (isComputed) this.addCallersOf(at);
    }
  }

  #put(site: CallSite, nodes: SiteNodes): void {
    this.sites.push(site);
    this.nodes.push(nodes);
  }

  addCallersOf(at: Surroundings): void {
    this.add(this.#callersOf(at));
  }

  /** The calls of the functions around a place, which say what their parameters are. */
  #callersOf({ function: owner, class: holder }: Surroundings): Placed[] {
    const found: Placed[] = [];
    let at = owner;
    while (at && !this.#opened.has(at)) {
      this.#opened.add(at);
      const around = this.#builder.source.survey.functions.get(at);
      // What a method is called of says what its object is.
      if (parts(at, "parameter").length > 0 || around?.class) append(found, this.#callsOf(at));
      at = around?.function;
    }
    if (holder && !this.#opened.has(holder)) {
      this.#opened.add(holder);
      found.push(
        ...(this.#byName.get(String(part(holder, "name")?.value)) ?? []).filter(
          ({ node }) => node.kind === "new" || node.kind === "call",
        ),
      );
    }
    return found;
  }

  #callsOf(node: Node): Placed[] {
    this.#names ??= calledBy(this.#builder.source);
    const named = [...(this.#names.get(node) ?? [])].flatMap((name) => this.#byName.get(name) ?? []);
    return [...named, ...(this.#byArgument.get(node) ?? [])];
  }
}

/** `(function (E) { … })(E || (E = {}))`: within, `E` is what it is outside. */
function enclosedNames({ calls }: Survey, { entities }: Names): [Entity, Entity][] {
  return calls.flatMap(({ node }): [Entity, Entity][] => {
    const callee = part(node, "callee");
    const [argument] = parts(node, "argument");
    if (callee?.kind !== "function" || argument?.kind !== "binary") return [];
    const left = part(argument, "left");
    const [parameter] = parts(callee, "parameter");
    const target = parameter && part(parameter, "target");
    const inner = target && entities.get(target);
    const outer = left?.kind === "name" ? entities.get(left) : undefined;
    return inner && outer ? [[inner, outer]] : [];
  });
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}
