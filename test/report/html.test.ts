import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drawableGraph } from "#report/drawable.ts";
import { htmlPage } from "#report/html.ts";
import { maskTokens } from "#secrets/token-shapes.ts";
import { pageAssets } from "../page/assets.ts";
import { expectCpuBelow } from "../cost.ts";
import { largeSurface } from "./large-surface.ts";
import { finding, hostileReport, place, plainOptions, reportOf, richReport } from "./sample-report.ts";

const options = { ...plainOptions, assets: pageAssets(), showSuppressed: true };

function dataOf(page: string): unknown {
  return JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? "");
}

test("holds findings, facts and what was not analysed, without a script", () => {
  const page = htmlPage(richReport(), { ...plainOptions, showSuppressed: true });
  expect(page).not.toContain("<script");
  for (const text of [
    "Agent that asks nobody",
    ".claude/settings.json:3:20",
    "Write the exact version behind the package name.",
    "the name of the channel comes from the request",
    "a key of the test workspace",
    "GITHUB_TOKEN (env, long-lived)",
    "1 open, 0 gated",
    "servers/broken.json",
  ])
    expect(page).toContain(text);
});

test("what it is made of says nothing to the network, and the policy names exactly its one style and one script", () => {
  const page = htmlPage(richReport(), options);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; /);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  for (const tag of ["style", "script"]) {
    const text = new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(page)?.[1] ?? "";
    expect(policy).toContain(createHash("sha256").update(text).digest("base64"));
  }
  expect(page.replace(/<script>.*<\/script>/s, "")).not.toMatch(/(?:src|href)="(?!#)|url\(|@import/);
  expect(maskTokens(page)).toBe(page);
});

test("nothing in a style or a script ends its element early", () => {
  expect(options.assets.style).not.toMatch(/<\/style|<!--/i);
  expect(options.assets.script).not.toMatch(/<\/script|<!--|<script/i);
  expect(options.assets.script).toContain("Permission is hereby granted");
});

test("no text from the tree becomes markup", () => {
  const page = htmlPage(hostileReport(), options).replace(/<script>.*<\/script>/s, "");
  const plain = htmlPage(richReport(), options).replace(/<script>.*<\/script>/s, "");
  const tags = (text: string) => [...new Set(text.match(/<[a-z!/][^\s>]*/gi))].sort();
  expect(tags(page).filter((tag) => !tags(plain).includes(tag))).toEqual([]);
  expect(page).not.toContain("alert(1)<");
  expect(page).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
  expect(dataOf(page)).toEqual(drawableGraph(hostileReport()));
});

test("an attribute cannot be left, nor a reference begun, by a text", () => {
  const text = `" onmouseover="x" '><b>&amp;&#60;`;
  const page = htmlPage(
    reportOf({ findings: [finding("mcp-server-unpinned", place(text, 1, [1, 2]), { message: text })] }),
    options,
  );
  expect(page).toContain("&#34; onmouseover&#61;&#34;x&#34; &#39;&#62;&#60;b&#62;&#38;amp;&#38;&#35;60;");
});

test("findings come gravest first", () => {
  const page = htmlPage(richReport(), options);
  const found = [...page.matchAll(/<summary><span class="badge (\w+)">/g)].map(([, severity]) => severity);
  expect(found).toEqual(["critical", "high", "medium", "low"]);
});

test("an inventory has no findings, and says so by what it is called", () => {
  const page = htmlPage({ ...richReport(), rules: [], findings: [] }, options);
  expect(page).toContain("<h1>Identity inventory</h1>");
  expect(page).not.toContain('id="findings"');
});

test("a large surface takes time and room in proportion", () => {
  const page = (size: number) => htmlPage(reportOf(largeSurface(size)), options);
  expectCpuBelow(4000, () => void page(10_000));
  expect(page(3000).length).toBeLessThan(2_000_000);
});
