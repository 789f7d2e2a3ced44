import ts from "typescript";

/** A program of files that stand nowhere but in memory, as it is seen from a folder. */
export interface TypeProgram {
  readonly program: ts.Program;
  /** The file that imports each module as a whole. */
  readonly probe: ts.SourceFile;
  readonly examples: readonly ts.SourceFile[];
}

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

/** Makes a program of imports of modules and of examples, with the typings that are installed below a folder. */
export function typeProgram(folder: string, modules: readonly string[], examples: readonly string[]): TypeProgram {
  const imports = modules.map((module, index) => `import * as m${index} from ${JSON.stringify(module)};\n`);
  const files = [imports.join(""), ...examples].map(
    (text, index) => [`${folder}/models-verify-probe${index}.ts`, `${text}\nexport {};\n`] as const,
  );
  const texts = new Map<string, string>(files);
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => folder;
  const probed: ts.CompilerHost = {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    getSourceFile: (path, language, ...rest) => {
      const text = texts.get(path);
      if (text === undefined) return host.getSourceFile(path, language, ...rest);
      return ts.createSourceFile(path, text, language, true);
    },
  };
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host: probed });
  const [probe, ...others] = files.map(([path]) => program.getSourceFile(path)!);
  return { program, probe: probe!, examples: others };
}
