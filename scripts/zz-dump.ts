import { parseTypescript } from "#syntax/script.ts";
import { loadSyntax } from "#load-syntax.ts";
import { syntaxes } from "#syntax/table.ts";
import { readFileSync } from "node:fs";
const p = process.argv[2]!;
await loadSyntax(p.endsWith(".py") ? "python" : "typescript");
const doc = syntaxes[p.endsWith(".py") ? "python" : "typescript"](p, readFileSync(p, "utf8"));
function show(n: any, d = 0) {
  console.log("  ".repeat(d) + (n.role ? n.role + ": " : "") + n.kind + (n.label !== undefined ? ` [${n.label}]` : "") + (n.value !== undefined ? " = " + JSON.stringify(n.value) : ""));
  for (const c of n.children) show(c, d + 1);
}
show(doc.root);
