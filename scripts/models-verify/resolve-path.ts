import { whole as wholeModule } from "#access/called-names.ts";
import type { ApiModel } from "#model/api-model.ts";
import ts from "typescript";
import { typeProgram } from "./type-program.ts";

/** How a path was found in the typings of a module, or why not. */
export type Resolution = "found" | "missing" | "untyped";

/** So many names `**` may stand for, and so many types are looked through for them. */
const deepest = 4;
const mostTypes = 6000;

/** The modules of a folder with installed packages, and what their typings say. */
export class Typings {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;
  readonly #modules = new Map<string, ts.Symbol>();
  /** What calls of an exported function give in programs: types that are inferred from what it is given. */
  readonly #made = new Map<ts.Symbol, ts.Type[]>();
  readonly #all = new Map<ts.Type, readonly ts.Type[]>();
  readonly #inner = new Map<ts.Type, readonly ts.Type[]>();

  /**
   * Reads the typings of modules, installed below a folder, and the types that programs which use them have. Nothing is
   * run.
   */
  constructor(folder: string, modules: readonly string[], programs: readonly string[] = []) {
    const { program, probe, examples } = typeProgram(folder, modules, programs);
    const checker = program.getTypeChecker();
    this.#program = program;
    this.#checker = checker;
    for (const statement of probe.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const symbol = checker.getSymbolAtLocation(statement.moduleSpecifier);
      if (symbol) this.#modules.set(statement.moduleSpecifier.text, symbol);
    }
    for (const example of examples) this.#readCalls(example);
  }

  /** Holds if a module has typings. */
  has(module: string): boolean {
    return this.#modules.has(module);
  }

  /** Looks for a path of a row in some modules: names that lead from one of them to what is meant, calls left out. */
  resolve(modules: readonly string[], path: string, use: ApiModel["use"]): Resolution {
    const wholes = modules.flatMap((module) => {
      const symbol = this.#modules.get(module);
      return symbol ? [this.#typesOfModule(symbol)] : [];
    });
    if (wholes.length === 0) return "untyped";
    if (path === wholeModule && wholes.flat().some(isCallable)) return "found";
    const names = path.split(".");
    const own = names[0] === wholeModule && names.length > 1 ? names.slice(1) : names;
    // A search of all of them at once sees what they share only once.
    const starts = names.includes("**") ? [wholes.flat()] : wholes;
    const answers = new Set(starts.map((types) => this.#follow(types, own, use)));
    return answers.has("found") ? "found" : answers.has("untyped") ? "untyped" : "missing";
  }

  #follow(from: readonly ts.Type[], names: readonly string[], use: ApiModel["use"]): Resolution {
    let types = from;
    for (const [index, name] of names.entries()) {
      if (name === "**") return this.#search(types, names.slice(index + 1), use);
      const within = types.flatMap((type) => this.#under(type, name));
      if (within.length === 0) return types.some((type) => this.#reached(type).some(isAny)) ? "untyped" : "missing";
      types = within;
    }
    if (use === "read") return "found";
    if (types.some((type) => this.#reached(type).some(isCallable))) return "found";
    return types.some(isAny) ? "untyped" : "missing";
  }

  /** Looks for names below any number of others: nearer ones first. */
  #search(from: readonly ts.Type[], names: readonly string[], use: ApiModel["use"]): Resolution {
    const seen = new Set<ts.Type>();
    let isOpen = false;
    let layer = from;
    for (let depth = 0; depth <= deepest && layer.length > 0; depth++) {
      const found = this.#follow(layer, names, use);
      if (found === "found") return found;
      isOpen ||= found === "untyped";
      for (const type of layer) seen.add(type);
      if (seen.size > mostTypes) return "untyped";
      layer = [...new Set(layer.flatMap((type) => this.#within(type)))].filter((type) => !seen.has(type));
    }
    return isOpen || layer.length > 0 ? "untyped" : "missing";
  }

  /** The types of all that stands in a value, but for what the language itself has. */
  #within(type: ts.Type): readonly ts.Type[] {
    const known = this.#inner.get(type);
    if (known) return known;
    const inner = this.#under(type, "*").filter((one) => one.flags & ts.TypeFlags.Object && !this.#isOfLanguage(one));
    this.#inner.set(type, inner);
    return inner;
  }

  #isOfLanguage(type: ts.Type): boolean {
    const file = type.symbol?.declarations?.[0]?.getSourceFile();
    return file !== undefined && this.#program.isSourceFileDefaultLibrary(file);
  }

  /** Notes what the calls of a program give that call what a module exports. */
  #readCalls(file: ts.SourceFile): void {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const symbol = this.#checker.getSymbolAtLocation(node.expression);
        const target = symbol && this.#target(symbol);
        const type = this.#checker.getTypeAtLocation(node);
        if (target && !isAny(type)) this.#made.set(target, [...(this.#made.get(target) ?? []), type]);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }

  /** What a symbol stands for. */
  #target(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** What is imported under names and what is imported as a whole: the engine takes these for one. */
  #typesOfModule(symbol: ts.Symbol): ts.Type[] {
    const resolved = this.#target(symbol);
    const own = this.#checker.getTypeOfSymbol(resolved);
    const whole = ["default", "export="].flatMap((name) => {
      const exported = resolved.exports?.get(ts.escapeLeadingUnderscores(name));
      return exported ? this.#typesOfSymbol(this.#target(exported)) : [];
    });
    return [own, ...whole];
  }

  #typesOfSymbol(symbol: ts.Symbol): ts.Type[] {
    const value = symbol.flags & ts.SymbolFlags.Value ? [this.#checker.getTypeOfSymbol(symbol)] : [];
    // Typings that declare an interface and export it stand for its objects.
    const declared =
      symbol.flags & ts.SymbolFlags.Interface && value.length === 0
        ? [this.#checker.getDeclaredTypeOfSymbol(symbol)]
        : [];
    return [...value, ...declared, ...(this.#made.get(symbol) ?? [])];
  }

  /** The types of what stands under a name in a value, or in what a call of it gives. */
  #under(type: ts.Type, name: string): ts.Type[] {
    return this.#reached(type).flatMap((from) => {
      if (name === "*") {
        const indexed = from.getStringIndexType();
        const properties = from.getProperties().map((property) => this.#target(property));
        return [...properties.flatMap((property) => this.#typesOfSymbol(property)), ...(indexed ? [indexed] : [])];
      }
      const property = from.getProperty(name);
      return property ? this.#typesOfSymbol(this.#target(property)) : [];
    });
  }

  /** A type, and what one gets by calls, `new` and `await`, twice over for factories of factories. */
  #reached(type: ts.Type): readonly ts.Type[] {
    const known = this.#all.get(type);
    if (known) return known;
    const seen = new Set<ts.Type>();
    let layer = this.#parts(type);
    for (let depth = 0; depth < 3; depth++) {
      for (const one of layer) seen.add(one);
      layer = layer
        .flatMap((one) => [...one.getCallSignatures(), ...one.getConstructSignatures()])
        .flatMap((signature) => this.#parts(signature.getReturnType()))
        .filter((one) => !seen.has(one));
    }
    const all = [...seen];
    this.#all.set(type, all);
    return all;
  }

  /** The types that a type may be: those of a union, of a promise what it gives too, of a type parameter anything. */
  #parts(type: ts.Type): ts.Type[] {
    const awaited = this.#checker.getAwaitedType(type) ?? type;
    return (awaited === type ? [type] : [type, awaited]).flatMap((one) => {
      // What a caller chooses has what its bound has, and may be anything.
      if (one.flags & ts.TypeFlags.InstantiableNonPrimitive)
        return [this.#checker.getApparentType(one), this.#checker.getAnyType()];
      const plain = this.#checker.getNonNullableType(one);
      return (plain.isUnion() ? plain.types : [plain]).map((part) => this.#checker.getApparentType(part));
    });
  }
}

function isAny(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Any) !== 0;
}

function isCallable(type: ts.Type): boolean {
  return type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
}
