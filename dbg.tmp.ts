import { readFileSync } from "node:fs";
import { withSyntaxes } from "#load-syntax.ts";
import { createOutliner } from "#outline-file.ts";
import { lineStartsOf } from "#model/location.ts";
import { compileKnowledge } from "./scripts/compile-knowledge.ts";
const k = compileKnowledge("rules");
const o = createOutliner(k.apis);
const p = process.argv[2]!;
const bytes = readFileSync(p);
const text = bytes.toString();
const syntax = p.endsWith(".py") ? "python" : "typescript";
const names = o.namesIn(syntax as any, bytes);
const outline = (await withSyntaxes(() =>
  o.outline({ path: p, syntax: syntax as any, text, lines: lineStartsOf(text), names }),
))!;
for (const [i, f] of outline.functions.entries())
  if (f.ways && (!process.argv[3] || f.name === process.argv[3])) {
    console.log(
      i,
      f.name,
      "mentions",
      f.mentions?.length,
      "decisions",
      f.ways.decisions.length,
      "parts",
      f.ways.parts.length,
      f.region.startLine,
    );
    if (process.argv[3]) {
      console.log(JSON.stringify(f.ways.decisions.map((d) => d.after)));
      for (const part of f.ways.parts)
        console.log(
          JSON.stringify(part.after),
          part.mentions.map((m) => JSON.stringify(f.mentions![m])).join(" "),
          part.regions.map((r) => r.startLine + "-" + r.endLine).join(" "),
        );
      console.log(JSON.stringify(f.hands));
      console.log(
        f.mentions!.map((m, i) => i + JSON.stringify(m) + JSON.stringify(outline.expressions[m[0]])).join("\n"),
      );
    }
  }
console.log(
  "size",
  JSON.stringify(outline).length,
  "ways",
  JSON.stringify(outline.functions.map((f) => f.ways)).length,
  "hands",
  JSON.stringify(outline.functions.map((f) => f.hands)).length,
);
