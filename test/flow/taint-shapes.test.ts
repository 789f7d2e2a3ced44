import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax } from "#load-syntax.ts";
import { pythonShapes } from "./taint-shapes-python.ts";
import { scriptShapes } from "./taint-shapes-script.ts";
import { intrafile, sinkLines } from "./taint-rule.ts";

beforeAll(async () => {
  for (const name of ["typescript", "python"] as const) await loadSyntax(name);
});

describe.each([
  ["typescript", scriptShapes],
  ["python", pythonShapes],
] as const)("taint in %s goes through, and through no twin of", (language, shapes) => {
  it.each(shapes)("%s", (_, tainted, twin) => {
    const count = (code: string) => sinkLines(code, language, intrafile).length;
    expect({ tainted: count(tainted), twin: count(twin) }).toEqual({ tainted: 1, twin: 0 });
  });
});
