import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "#model/report.ts";
import { htmlPage } from "#report/html.ts";
import { largeSurface } from "../report/large-surface.ts";
import { hostileReport, plainOptions, richReport } from "../report/sample-report.ts";
import { makeTree } from "../tree.ts";
import { pageAssets } from "./assets.ts";

const executablePath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);

/** Where no browser is installed, these say nothing; a build that checks everything has one. */
describe.skipIf(executablePath === undefined && process.env["CI"] === undefined)("in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Opens a page of a report, and gathers whatever it complains of or asks for. */
  async function open(report: Report, options: BrowserContextOptions = {}) {
    const file = join(makeTree({}), "report.html");
    writeFileSync(file, htmlPage(report, { ...plainOptions, assets: pageAssets() }));
    const page = await browser.newPage(options);
    const trouble: string[] = [];
    page.on("console", (message) => trouble.push(message.text()));
    page.on("pageerror", (error) => trouble.push(error.message));
    page.on("dialog", (dialog) => trouble.push(dialog.message()));
    page.on("request", (request) => {
      if (request.url() !== pathToFileURL(file).href) trouble.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    if (options.javaScriptEnabled !== false) await page.waitForSelector("html[data-drawn]");
    return { page, trouble };
  }

  const large = (size: number): Report => ({ ...richReport(), ...largeSurface(size) });
  const sidewards = (page: Page) => page.evaluate("document.documentElement.scrollWidth - innerWidth");
  const pick = (page: Page, name: RegExp) => page.locator(".pick").and(page.getByRole("button", { name })).first();

  /** Milliseconds; on a busy machine the page is there before it is painted. */
  const firstPaint = `new Promise((tell) => {
    const told = (list) => list.getEntriesByName("first-contentful-paint").forEach(({ startTime }) => tell(startTime));
    new PerformanceObserver(told).observe({ type: "paint", buffered: true });
  })`;

  test.each([10, 300, 3000])("%i facts are painted within two seconds and ask for nothing", async (size) => {
    const { page, trouble } = await open(large(size));
    const paint = await page.evaluate(firstPaint);
    expect(paint).toBeLessThan(2000);
    expect(trouble).toEqual([]);
    expect(await page.locator(".node").count()).toBeGreaterThan(1);
    expect(await page.locator("tr[id]").count()).toBe(size);
    expect(await page.locator(".node").count()).toBeLessThan(100);
  });

  test.each([10, 300, 3000])("on a phone nothing of %i facts makes the page wider", async (size) => {
    const { page } = await open(large(size), { viewport: { width: 390, height: 844 } });
    expect(await sidewards(page)).toBe(0);
    await page.locator(".toggle").first().click();
    await page.locator(".pick").first().click();
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
    expect(await sidewards(page)).toBe(0);
  });

  test("hostile names stay text, on a phone too", async () => {
    const { page, trouble } = await open(hostileReport(), { viewport: { width: 390, height: 844 } });
    expect(trouble).toEqual([]);
    expect(await page.locator("script").count()).toBe(2);
    expect(await page.evaluate("document.querySelectorAll('img, iframe, a[href]:not([href^=\"#\"])').length")).toBe(0);
    expect(await sidewards(page)).toBe(0);
  });

  test("the policy lets nothing else run or load", async () => {
    const { page, trouble } = await open(large(10));
    await page.evaluate(`{
      const script = document.createElement("img");
      script.src = "https://example.org/x.png";
      document.body.append(script);
    }`);
    await expect.poll(() => trouble.join("\n")).toMatch(/Content Security Policy/);
    const markup = page.evaluate("document.body.innerHTML = '<b>x</b>'");
    await expect(markup).rejects.toThrow(/TrustedHTML/);
  });

  test("without scripts findings and facts are there", async () => {
    const { page } = await open(large(300), { javaScriptEnabled: false });
    expect(await page.getByText("Agent that asks nobody").isVisible()).toBe(true);
    expect(await page.locator("#graph").isVisible()).toBe(false);
    const group = page.locator("details.anchor").first();
    await group.locator("summary").click();
    expect(await group.locator("tr[id]").first().isVisible()).toBe(true);
  });

  test("by keyboard alone: an agent is found, chosen, opened and let go", async () => {
    const { page } = await open(large(300));
    await page.locator(".toolbar button").last().focus();
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''");
    expect(await focused()).toMatch(/^discord by anyone/);
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toMatch(/^agent-\d+, agent/);
    await page.keyboard.press("Enter");
    expect(await page.locator("#panel h3").textContent()).toMatch(/^agent-\d+$/);
    expect(await focused()).toMatch(/chosen$/);
    const boxes = await page.locator(".node").count();
    await page.keyboard.press("o");
    expect(await page.locator(".node").count()).toBeGreaterThan(boxes);
    await page.keyboard.press("Escape");
    expect(await page.locator("#panel h3").textContent()).toBe("Blast radius");
    expect(await focused()).toMatch(/^agent-\d+/);
  });

  test("a chosen box shows what it reaches, with and without a gate", async () => {
    const { page } = await open(large(300));
    await pick(page, /^agent-0,/).click();
    const panel = page.locator("#panel");
    await expect.poll(() => panel.textContent()).toMatch(/Reached without a gate\s*\d+/);
    expect(await panel.textContent()).toContain("behind human for exec (ask.exec)");
    expect(await pick(page, /reached without a gate$/).count()).toBe(1);
    await panel.getByRole("button", { name: "TOKEN_0" }).first().click();
    expect(await panel.locator("h3").textContent()).toContain("TOKEN_0");
    expect(await panel.textContent()).toContain("What leads here");
  });

  test("of a name that is too long, its end is seen", async () => {
    const { page } = await open(large(300));
    const tails = page.locator(".split .tail");
    expect(await tails.count()).toBeGreaterThan(0);
    const cut = await page.evaluate(
      "[...document.querySelectorAll('.split .tail')].filter((tail) => tail.getBoundingClientRect().right > tail.closest('.pick').getBoundingClientRect().right).length",
    );
    expect(cut).toBe(0);
  });

  test("filters and search narrow tables and drawing alike", async () => {
    const { page } = await open(large(300));
    const rows = () => page.evaluate("document.querySelectorAll('tr[id]:not([hidden])').length");
    const boxes = await page.locator(".node").count();
    await page.getByLabel("Lifetime").selectOption("long-lived");
    const narrowed = (await rows()) as number;
    expect(narrowed).toBeGreaterThan(0);
    expect(narrowed).toBeLessThan(50);
    await page.getByLabel("Search").fill("TOKEN_4");
    await expect.poll(rows).toBe(1);
    expect(await page.locator("#matches").textContent()).toBe("1 of 300 facts match.");
    expect(await page.locator(".node").count()).toBeLessThan(boxes);
    await page.getByRole("button", { name: "Show all again" }).click();
    expect(await rows()).toBe(300);
  });

  test("from the table to the drawing and back", async () => {
    const { page } = await open(large(3000));
    const group = page.locator("details.anchor", { hasText: "server-with-a-long-name-77" });
    await group.locator("summary").click();
    await group.getByRole("button", { name: /TOKEN_77/ }).click();
    expect(await pick(page, /^TOKEN_77.*chosen$/).count()).toBe(1);
    await page.locator("#panel").getByRole("link", { name: "In the table" }).click();
    await expect.poll(() => page.evaluate("location.hash")).toMatch(/^#fact-\d+$/);
  });

  test("everything that can be used has a name", async () => {
    const { page } = await open(large(10));
    await page.locator(".pick").first().click();
    const tree = await page.locator("body").ariaSnapshot();
    const unnamed = tree
      .split("\n")
      .filter((line) => /^\s*- (?:button|link|combobox|searchbox|region|navigation)(?::|$| \[)/.test(line));
    expect(unnamed).toEqual([]);
  });

  test("it is dark where the reader likes it dark", async () => {
    const light = await open(large(10), { colorScheme: "light" });
    const dark = await open(large(10), { colorScheme: "dark" });
    const ground = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(await ground(light.page)).not.toBe(await ground(dark.page));
  });
});
