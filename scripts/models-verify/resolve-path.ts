import { whole as wholeModule } from "#access/called-names.ts";
import ts from "typescript";

/** How a path was found in the typings of a module, or why not. */
export type Resolution = "found" | "missing" | "untyped";

/** The modules of a folder with installed packages, and what their typings say. */
export class Typings {
  readonly #checker: ts.TypeChecker;
  readonly #modules = new Map<string, ts.Symbol>();

  /** Reads the typings of modules, installed below a folder. Nothing is run. */
  constructor(folder: string, modules: readonly string[]) {
    const file = `${folder}/models-verify-probe.ts`;
    const text = modules.map((module, index) => `import * as m${index} from ${JSON.stringify(module)};\n`).join("");
    const options: ts.CompilerOptions = {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ESNext,
      lib: ["lib.esnext.d.ts", "lib.dom.d.ts"],
      types: ["node"],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      esModuleInterop: true,
    };
    const host = ts.createCompilerHost(options);
    host.getCurrentDirectory = () => folder;
    const probed: ts.CompilerHost = {
      ...host,
      fileExists: (path) => path === file || host.fileExists(path),
      getSourceFile: (path, language, ...rest) =>
        path === file ? ts.createSourceFile(path, text, language, true) : host.getSourceFile(path, language, ...rest),
    };
    const program = ts.createProgram({ rootNames: [file], options, host: probed });
    this.#checker = program.getTypeChecker();
    for (const statement of program.getSourceFile(file)!.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const symbol = this.#checker.getSymbolAtLocation(statement.moduleSpecifier);
      if (symbol) this.#modules.set(statement.moduleSpecifier.text, symbol);
    }
  }

  /** Holds if a module has typings. */
  has(module: string): boolean {
    return this.#modules.has(module);
  }

  /** Looks for a path of a row: names that lead from the module to what is called, calls left out. */
  resolve(module: string, path: string): Resolution {
    const symbol = this.#modules.get(module);
    if (!symbol) return "untyped";
    const whole = this.#typesOfModule(symbol);
    if (path === wholeModule && whole.some(isCallable)) return "found";
    const names = path.split(".");
    let types = whole;
    for (const name of names) {
      if (name === "**") return "untyped";
      const within = types.flatMap((type) => this.#under(type, name));
      if (within.length === 0) return types.some((type) => this.#reached(type).some(isAny)) ? "untyped" : "missing";
      types = within;
    }
    if (types.some(isAny)) return "untyped";
    return types.some((type) => this.#reached(type).some(isCallable)) ? "found" : "missing";
  }

  /** What is imported under names and what is imported as a whole: the engine takes these for one. */
  #typesOfModule(symbol: ts.Symbol): ts.Type[] {
    const checker = this.#checker;
    const resolved = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const own = checker.getTypeOfSymbol(resolved);
    const whole = ["default", "export="].flatMap((name) => {
      const exported = resolved.exports?.get(ts.escapeLeadingUnderscores(name));
      if (!exported) return [];
      const target = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return this.#typesOfSymbol(target);
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
    return [...value, ...declared];
  }

  /** The types of what stands under a name in a value, or in what a call of it gives. */
  #under(type: ts.Type, name: string): ts.Type[] {
    return this.#reached(type).flatMap((from) => {
      if (name === "*") return from.getProperties().flatMap((property) => this.#typesOfSymbol(property));
      const property = from.getProperty(name);
      if (!property) return [];
      const target = property.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(property) : property;
      return this.#typesOfSymbol(target);
    });
  }

  /** A type, and what one gets by calls, `new` and `await`, twice over for factories of factories. */
  #reached(type: ts.Type): ts.Type[] {
    const seen = new Set<ts.Type>();
    let layer = this.#parts(type);
    for (let depth = 0; depth < 3; depth++) {
      for (const one of layer) seen.add(one);
      layer = layer
        .flatMap((one) => [...one.getCallSignatures(), ...one.getConstructSignatures()])
        .flatMap((signature) => this.#parts(signature.getReturnType()))
        .filter((one) => !seen.has(one));
    }
    return [...seen];
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
