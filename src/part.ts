import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

/**
 * Loads a bundle of the build; `name` is its file beside the running one, without ending. Reading and compiling it is
 * most of a short run, so the build keeps the code that V8 made of it. Another engine than the build's compiles the
 * text, which Node 22 and later cache by themselves.
 */
export function loadPart(name: string): unknown {
  const bundle = new URL(`${name}.cjs`, import.meta.url);
  const compiled = readIfThere(compiledCodeOf(bundle));
  return compiled ? runScript(scriptOf(bundle, compiled), bundle) : createRequire(bundle)(fileURLToPath(bundle));
}

/** Compiles a bundle, from its compiled code where that fits. */
export function scriptOf(bundle: URL, compiled?: Buffer): Script {
  // The build writes ASCII, which is fastest to read as Latin-1.
  const text = `(function(exports,require,module,__filename,__dirname){${readFileSync(bundle, "latin1")}\n})`;
  return new Script(text, { filename: fileURLToPath(bundle), ...(compiled ? { cachedData: compiled } : {}) });
}

/** Runs a compiled bundle and returns what it exports. */
export function runScript(script: Script, bundle: URL): unknown {
  const module = { exports: {} as unknown };
  const wrapped = script.runInThisContext() as (...given: readonly unknown[]) => void;
  const filename = fileURLToPath(bundle);
  wrapped(module.exports, createRequire(bundle), module, filename, dirname(filename));
  return module.exports;
}

/** Where the compiled code of a bundle lies: it fits one engine on one kind of processor. */
export function compiledCodeOf(bundle: URL): URL {
  return new URL(bundle.href.replace(/\.cjs$/, `-${process.arch}-${process.versions.v8}.cache`));
}

function readIfThere(file: URL): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
