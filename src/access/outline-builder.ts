import type { Surroundings } from "#access/surroundings.ts";
import type { Binding, Survey } from "#access/survey.ts";
import type { Entity, Names } from "#flow/entity.ts";
import type {
  ClassId,
  ClassOutline,
  Context,
  Expression,
  ExpressionId,
  FunctionId,
  FunctionOutline,
  Variable,
  VariableId,
} from "#model/module-outline.ts";
import { type Document, fileOffset, type Node } from "#model/document.ts";
import { type LineStarts, type Region, regionAt } from "#model/location.ts";

/** A class is among the first values that its name is given. */
const mostDeclarations = 4;

/** What an outline is made of. */
export interface OutlineSource {
  readonly document: Document;
  readonly names: Names;
  readonly survey: Survey;
  /** Of names that read a variable: the one of several values that it has there. */
  readonly last: ReadonlyMap<Node, Binding>;
  /** Of the file that holds the document. */
  readonly lines: LineStarts;
}

/**
 * An outline on its way: what is named gets its number at once and is looked at later, so that definitions may refer to
 * one another in any way.
 */
export class OutlineBuilder {
  readonly source: OutlineSource;
  readonly expressions: Expression[] = [];
  readonly variables: Variable[] = [];
  readonly functions: FunctionOutline[] = [];
  readonly classes: ClassOutline[] = [];
  readonly #variableIds = new Map<Entity, VariableId>();
  readonly #loopIds = new Map<Node, VariableId>();
  readonly #parameterIds = new Map<Node, VariableId>();
  readonly #functionIds = new Map<Node, FunctionId>();
  readonly #classIds = new Map<Node, ClassId>();
  readonly #lastIds = new Map<Binding, VariableId>();
  readonly #waiting: (() => void)[] = [];
  readonly #describe: Describe;
  /** Names that stand for what another name does: the parameter of a function that is called at once with it. */
  readonly aliases = new Map<Entity, Entity>();

  constructor(source: OutlineSource, describe: Describe) {
    this.source = source;
    this.#describe = describe;
  }

  add(expression: Expression): ExpressionId {
    this.expressions.push(expression);
    return this.expressions.length - 1;
  }

  region(node: Node): Region {
    const { document, lines } = this.source;
    return regionAt(lines, { start: fileOffset(document, node.start), end: fileOffset(document, node.end) });
  }

  /** The variable that a name stands for; undefined for what nobody declares. */
  variable(name: Node): VariableId | undefined {
    const found = this.source.names.entities.get(name);
    const entity = found && (this.aliases.get(found) ?? found);
    const bindings = entity && this.source.survey.bindings.get(entity);
    if (!entity || !bindings) return undefined;
    const last = this.source.last.get(name);
    if (last)
      return this.#numbered(this.#lastIds, last, this.variables, {
        placeholder: { name: String(name.value), values: [] },
        describe: () => this.#describe.variable(entity, [last]),
      });
    return this.#numbered(this.#variableIds, entity, this.variables, {
      placeholder: { name: String(name.value), values: [] },
      describe: () => this.#describe.variable(entity, bindings),
    });
  }

  /** The class whose object `this`, `self` or `super` is. */
  ownerOf(name: Node): Node | undefined {
    return this.source.survey.owners.get(name);
  }

  /** Holds for the name of a variable that has a number, or of a class that has one. */
  isKnown(name: Node): boolean {
    const found = this.source.names.entities.get(name);
    if (found === undefined) return false;
    const entity = this.aliases.get(found) ?? found;
    if (this.#variableIds.has(entity)) return true;
    const bindings = this.source.survey.bindings.get(entity)?.slice(0, mostDeclarations) ?? [];
    return bindings.some(({ from }) => "value" in from && this.#classIds.has(from.value));
  }

  /** What a loop gives another value each time. */
  loop(node: Node): VariableId {
    return this.#numbered(this.#loopIds, node, this.variables, {
      placeholder: { name: "", values: [], loop: true },
      describe: () => this.#describe.loop(node),
    });
  }

  /** What is handed over at the place of a parameter, before it is taken apart. */
  parameter(node: Node): VariableId {
    return this.#numbered(this.#parameterIds, node, this.variables, {
      placeholder: { name: "", values: [] },
      describe: () => this.#describe.parameter(node),
    });
  }

  function(node: Node): FunctionId {
    return this.#numbered(this.#functionIds, node, this.functions, {
      placeholder: { parameters: [], names: [], returns: [], yields: [], region: this.region(node) },
      describe: () => this.#describe.function(node),
    });
  }

  isKnownFunction(node: Node): boolean {
    return this.#functionIds.has(node);
  }

  /** The nodes of the functions, by their numbers. */
  functionNodes(): readonly Node[] {
    return [...this.#functionIds.keys()];
  }

  /** Says what a function mentions besides what is said of it. */
  mention(id: FunctionId, said: Pick<FunctionOutline, "mentions" | "isInline">): void {
    this.functions[id] = { ...this.functions[id]!, ...said };
  }

  class(node: Node): ClassId {
    return this.#numbered(this.#classIds, node, this.classes, {
      placeholder: { members: [], region: this.region(node) },
      describe: () => this.#describe.class(node),
    });
  }

  /** What a name is given when a value is taken apart. */
  taken(name: Node, binding: Binding): ExpressionId | undefined {
    return this.#describe.taken(name, binding);
  }

  isKnownClass(node: Node): boolean {
    return this.#classIds.has(node);
  }

  context(at: Surroundings): Context {
    return {
      ...(at.function && { function: this.function(at.function) }),
      loops: at.loops.map((loop) => this.loop(loop)),
      conditional: at.conditional,
    };
  }

  /** Looks at everything that has been numbered. */
  settle(): void {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) next();
  }

  #numbered<Key, Item>(
    ids: Map<Key, number>,
    key: Key,
    items: Item[],
    { placeholder, describe }: { readonly placeholder: Item; readonly describe: () => Item },
  ): number {
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = items.push(placeholder) - 1;
    ids.set(key, id);
    this.#waiting.push(() => {
      items[id] = describe();
    });
    return id;
  }
}

/** How what has a number is looked at. */
export interface Describe {
  readonly variable: (entity: Entity, bindings: readonly Binding[]) => Variable;
  readonly loop: (node: Node) => Variable;
  readonly parameter: (node: Node) => Variable;
  readonly function: (node: Node) => FunctionOutline;
  readonly class: (node: Node) => ClassOutline;
  readonly taken: (name: Node, binding: Binding) => ExpressionId | undefined;
}
