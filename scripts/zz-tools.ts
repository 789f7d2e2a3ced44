import { readFileSync, readdirSync, statSync, existsSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { loadSyntax } from "#load-syntax.ts";
import { syntaxes } from "#syntax/table.ts";
import { namesOf } from "#flow/analyse.ts";
import { lineStartsOf } from "#model/location.ts";
import { outlineOf } from "#access/outline.ts";
import { Evaluator } from "#access/evaluate.ts";
import { CallIndex, Contexts } from "#access/contexts.ts";
import { resolverOf } from "#access/resolve.ts";
import { indexApis, lastOf } from "#identity/match-api.ts";
import { apiFactsOf } from "#identity/api-facts.ts";
import type { ApiModel } from "#model/api-model.ts";
await loadSyntax("typescript"); await loadSyntax("python");
const roots = process.argv.slice(2);
const models: ApiModel[] = [];
for (const f of ["mcp"]) { const y = parse(readFileSync(`rules/models/${f}.yaml`, "utf8")); for (const [i, r] of y.apis.entries()) models.push({ id: `${f}/${i}`, system: f, language: r.language ?? "script", modules: [r.module].flat().filter(Boolean), paths: [r.path].flat(), use: r.use ?? "call", where: (r.where ?? []).map((w: any) => ({...w})), ...(r.shape && { shape: r.shape }), ...(r.receivers && {receivers: r.receivers}), ...(r.each && { each: r.each }), fact: r.fact, evidence: r.evidence }); }
const index = indexApis(models);
const leaf = new Set(models.flatMap((m) => m.paths.map(lastOf)));
function walk(dir: string, base: string, out: string[], nm: boolean) { for (const e of readdirSync(dir, { withFileTypes: true })) { const p = join(dir, e.name); if (e.isDirectory()) { if (e.name === "node_modules" && !nm) continue; if (/^(__tests__|tests?|ui)$/.test(e.name)) continue; walk(p, base, out, nm); } else if (/\.(m?[jt]sx?|c[jt]s|py|json)$/.test(e.name) && !/\.d\.[cm]?ts$|\.test\.|\.spec\./.test(e.name) && statSync(p).size < 5e6) out.push(relative(base, p)); } }
for (const root of roots) {
  const t0 = Date.now();
  const all: string[] = []; walk(root, root, all, false);
  const files = all.filter((f) => !f.endsWith(".json"));
  const set = new Set(files);
  const packages = all.filter((f) => /(^|\/)package\.json$/.test(f)).map((f) => { try { const j = JSON.parse(readFileSync(join(root, f), "utf8")); return { folder: f === "package.json" ? "" : f.slice(0, -13), name: j.name, ecosystem: "npm", entries: [] }; } catch { return { folder: f, ecosystem: "npm", entries: [] }; } });
  const outlines = new Map();
  let nodes = 0, parseMs = 0, outMs = 0;
  const build = (f: string) => { if (outlines.has(f)) return; const text = readFileSync(join(root, f), "utf8"); const t = Date.now(); const doc = syntaxes[f.endsWith(".py") ? "python" : /ts$|tsx$/.test(f) ? "typescript" : "javascript"](f, text); doc.root; parseMs += Date.now() - t; const t2 = Date.now(); const o = outlineOf(doc, { names: namesOf(doc), lines: lineStartsOf(text), matters: (n) => leaf.has(n) }); outMs += Date.now() - t2; nodes += o.expressions.length; outlines.set(f, o); if (text.length > 500000) console.error(f, 'parse', t2 - t, 'outline', Date.now() - t2, 'expr', o.expressions.length, 'calls', o.calls.length, 'mut', o.mutations.length, 'fn', o.functions.length, 'var', o.variables.length); };
  const markers = [...leaf];
  for (const f of files) { const text = readFileSync(join(root, f), "utf8"); if (markers.some((m) => text.includes(m))) build(f); }
  const resolve = resolverOf({ has: (p) => set.has(p), packages, aliases: [] });
  let facts: any[] = []; let ev: any;
  for (let round = 0; round < 12; round++) {
    const missing = new Set<string>();
    ev = new Evaluator({ outlineOf: (p) => outlines.get(p), resolve, needs: (p) => missing.add(p) }); ev.refuel(5_000_000);
    const asking = { evaluator: ev, contexts: new Contexts(ev, new CallIndex(outlines)), index };
    facts = []; for (const f of [...outlines.keys()].sort()) facts.push(...apiFactsOf(asking, f));
    if (missing.size === 0) break;
    for (const m of missing) build(m);
  }
  if (process.env.DBG) { const [df, dl] = process.env.DBG.split(":"); const o = outlines.get(df!); const show = (vs: any, d = 0): string => vs.slice(0, 4).map((v: any) => v.kind === "constant" ? JSON.stringify(v.value) : v.kind === "list" ? `[${v.items.length}${v.isOpen ? "+" : ""}: ${d < 3 ? v.items.slice(0, 3).map((i: any) => show(ev.force(i.value), d + 1)).join("; ") : ""}]` : v.kind === "object" ? `{${v.isOpen ? "+" : ""}${d < 3 ? v.entries.slice(0, 6).map((e: any) => e.key + ": " + show(ev.force(e.value), d + 1)).join(", ") : ""}}` : v.kind === "external" ? `<${v.module}|${v.names.join(".")}>` : v.kind === "parameter" ? `param(${o?.variables[v.variable]?.name} ${v.variable})` : v.kind === "function" ? `fn ${v.module}:${outlines.get(v.module).functions[v.function].region.startLine}` : v.kind === "instance" || v.kind === "class" ? `${v.kind} ${v.module}:${outlines.get(v.module).classes[v.class].name}` : v.kind + (v.path ?? "")).join(" | ") + (vs.length > 4 ? ` …${vs.length}` : "");
    for (const [i, e] of o.expressions.entries()) if (e.region?.startLine === Number(dl)) { const site = o.calls.find((c: any) => c.call === i); const envs = site ? new Contexts(ev, new CallIndex(outlines)).reaching(df!, site) : [undefined]; for (const env of envs.slice(0, 3)) console.log(i, e.kind, site ? "SITE" : "", show(ev.evaluate({ module: df, expression: i, environment: env }))); }
  }
  if (process.env.MOD) { const m = ev.asObject({ kind: "module", path: process.env.MOD }); console.log("MOD", outlines.has(process.env.MOD!), m?.entries.length, m?.isOpen, m?.entries.slice(0,5).map((e: any) => e.key)); console.log(outlines.get(process.env.MOD!)?.exports.slice(0,5)); }
  const names = new Map<string, any>(); for (const f of facts) if (!names.has(f.key) || !f.conditional) names.set(f.key, f);
  console.log(`== ${root}: ${files.length} files, ${outlines.size} outlined, ${nodes} expressions, parse ${parseMs} outline ${outMs} all ${Date.now() - t0} ms, ${names.size} names, exhausted ${ev.isExhausted}`);
  if (process.env.V) for (const [n, f] of [...names].sort()) console.log("   ", n, f.conditional ? "(conditional)" : "", f.anchor ?? "-", f.confidence, f.model.id, f.place.module + ":" + f.place.region.startLine);
  else console.log("   ", [...names].map(([n, f]) => n + (f.conditional ? "?" : "")).join(" "));
}
