import { expect, test } from "vitest";
import { inventoryReporters, reporters } from "#report/table.ts";
import { forbiddenInTerminal, hostileReport, plainOptions, reportOf, richReport } from "./sample-report.ts";

const all = [
  ...Object.entries(reporters),
  ...Object.entries(inventoryReporters).map(([name, load]) => [`inventory ${name}`, load] as const),
];

test("knows the formats", () => {
  expect(Object.keys(reporters)).toEqual(["pretty", "agent", "json", "sarif", "github", "html"]);
  expect(Object.keys(inventoryReporters)).toEqual(["table", "json", "html", "mermaid"]);
});

test.each(all)("%s shows nothing raw that a terminal obeys or hides", async (_, load) => {
  const reporter = await load();
  for (const showSuppressed of [true, false]) {
    for (const width of [20, 80, 200]) {
      const text = reporter(hostileReport(), { ...plainOptions, width, showSuppressed });
      expect(forbiddenInTerminal.exec(text)).toBeNull();
    }
  }
});

test.each(all.filter(([name]) => name !== "github"))(
  "%s writes no line that a build service obeys",
  async (_, load) => {
    const text = (await load())(hostileReport(), { ...plainOptions, showSuppressed: true });
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toMatch(/##[a-z-]*\[/i);
  },
);

test.each(all)("%s gives the same bytes for the same report and ends its last line", async (_, load) => {
  const reporter = await load();
  for (const report of [richReport, hostileReport, () => reportOf({})]) {
    const text = reporter(report(), plainOptions);
    expect(reporter(report(), plainOptions)).toBe(text);
    expect(text === "" || text.endsWith("\n")).toBe(true);
    expect(text.endsWith("\n\n")).toBe(false);
  }
});

test.each(all)("%s is pure: it leaves the report as it was", async (_, load) => {
  const reporter = await load();
  const frozen = freeze(richReport());
  expect(() => reporter(frozen, freeze({ ...plainOptions, showSuppressed: true }))).not.toThrow();
});

/** The value, with everything in it made unchangeable; maps are left as they are. */
function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !(value instanceof Map)) {
    for (const inner of Object.values(value)) freeze<unknown>(inner);
    Object.freeze(value);
  }
  return value;
}
