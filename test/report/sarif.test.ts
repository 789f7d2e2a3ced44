import { gzipSync } from "node:zlib";
import type { Log, Result } from "sarif";
import { expect, test } from "vitest";
import { sarif } from "#report/sarif.ts";
import {
  finding,
  hostileReport,
  hostileStrings,
  place,
  plainOptions,
  problem,
  reportOf,
  richReport,
  sampleRules,
  sampleStandards,
} from "./sample-report.ts";
import { contractErrors, multitoolErrors, sarifErrors, schemaErrors } from "./sarif-validate.ts";

const runOf = (text: string) => (JSON.parse(text) as Log).runs[0]!;
const resultsOf = (text: string): Result[] => runOf(text).results!;

/** More findings than GitHub keeps, of three severities, on lines of their own. */
const crowd = Array.from({ length: 6000 }, (_, index) =>
  finding(
    index % 7 === 0 ? "agent-approves-everything" : index % 2 === 0 ? "mcp-server-unpinned" : "open-channel-trigger",
    place(`src/${index % 300}.json`, 1 + Math.floor(index / 300), [3, 9]),
  ),
);

test.each([
  ["every feature", () => sarif(richReport(), plainOptions)],
  [
    "suppressed findings and a category",
    () => sarif(richReport(), { ...plainOptions, showSuppressed: true, category: "nightly" }),
  ],
  ["no findings", () => sarif(reportOf({}), plainOptions)],
  ["no rules", () => sarif(reportOf({ rules: [], standards: [] }), plainOptions)],
  ["one pack and many lists", () => sarif(reportOf({ rules: sampleRules.slice(0, 1) }), plainOptions)],
  ["hostile strings everywhere", () => sarif(hostileReport(), plainOptions)],
  ["hostile strings, suppressed findings too", () => sarif(hostileReport(), { ...plainOptions, showSuppressed: true })],
  ["6,000 findings", () => sarif(reportOf({ findings: crowd }), plainOptions)],
])("is valid with %s", (_, render) => {
  expect(sarifErrors(render())).toEqual([]);
});

test("the validators see what is broken: each of them says something of a broken file", () => {
  const log = JSON.parse(sarif(richReport(), plainOptions)) as Log;
  const run = log.runs[0]!;
  const [first] = run.results!;
  first!.message = { id: "nothing" };
  first!.locations![0]!.physicalLocation!.artifactLocation!.uri = "C:\\not a uri";
  delete first!.partialFingerprints;
  run.tool.driver.rules![0]!.name = run.tool.driver.rules![0]!.id;
  const broken = JSON.stringify(log);
  expect(multitoolErrors(broken)).not.toEqual([]);
  expect(contractErrors(broken)).not.toEqual([]);
  expect(schemaErrors(JSON.stringify({ ...log, runs: [{ ...run, unknown: 1 }] }))).not.toEqual([]);
});

test("is the same text for the same report, compact, and free of everything that changes from run to run", () => {
  const text = sarif(richReport(), plainOptions);
  expect(sarif(richReport(), plainOptions)).toBe(text);
  expect(text.endsWith("}\n")).toBe(true);
  expect(text.trimEnd()).not.toContain("\n");
  expect(text).not.toMatch(
    /"(startTimeUtc|endTimeUtc|commandLine|automationDetails|workingDirectory|versionControlProvenance)"/,
  );
  expect(runOf(text).originalUriBaseIds).toEqual({
    "%SRCROOT%": { description: { text: expect.any(String) as string } },
  });
});

test("lists every rule that ran, sorted, also where nothing was found", () => {
  const { driver, extensions } = runOf(sarif(reportOf({}), plainOptions)).tool;
  expect(driver.rules!.map(({ id }) => id)).toEqual(sampleRules.map(({ id }) => id).sort());
  expect(extensions!.map(({ name }) => name)).toEqual(
    ["credentials", "mcp", "settings", "triggers", "user"].map((pack) => `countersign/${pack}`),
  );
});

test("says of a rule what GitHub reads", () => {
  const pages = new Map([["agent-approves-everything", "# The page\n"]]);
  const rules = runOf(sarif(reportOf({}), { ...plainOptions, pages })).tool.driver.rules!;
  const own = rules.find(({ id }) => id === "Home.made_rule");
  const critical = rules.find(({ id }) => id === "agent-approves-everything");
  expect(critical).toMatchObject({
    name: "AgentApprovesEverything",
    defaultConfiguration: { level: "error" },
    help: { markdown: "# The page\n", text: sampleRules[0]!.help },
    properties: {
      precision: "very-high",
      "security-severity": "9.3",
      tags: [
        "external/cwe/cwe-250",
        "external/cwe/cwe-862",
        "external/owasp-asi/asi03:2026",
        "external/owasp-nhi/nhi5:2025",
        "security",
      ],
    },
  });
  // The help is in the report; an address that nobody of this project holds could lead anywhere.
  expect([critical!, own!].map(({ helpUri }) => helpUri)).toEqual([undefined, undefined]);
  expect(own!.properties!["security-severity"]).toBe("0.1");
  expect(own!.help!.markdown).toContain(own!.shortDescription!.text);
});

test("says of a rule what holds for all its findings, and so nothing of metavariables", () => {
  const rules = [{ ...sampleRules[0]!, message: "'$CMD' runs with $...ARGS. It costs $5.", help: "" }];
  const log = JSON.parse(sarif(reportOf({ rules, findings: [] }), plainOptions)) as Log;
  const [described] = log.runs[0]!.tool.driver.rules!;
  const text = "'…' runs with …. It costs $5.";
  expect(described).toMatchObject({ fullDescription: { text }, help: { text } });
  expect(described!.help!.markdown).toContain(text);
});

test("keeps to ten tags, the weaknesses first", () => {
  const standards = Array.from({ length: 20 }, (_, index) => ({ standard: "OWASP-NHI", id: `NHI${index}` }));
  const rules = [{ ...sampleRules[0]!, standards, cwe: ["CWE-1", "CWE-2"] }];
  const { tags } = runOf(sarif(reportOf({ rules }), plainOptions)).tool.driver.rules![0]!.properties!;
  expect(tags).toHaveLength(10);
  expect(tags).toEqual(expect.arrayContaining(["security", "external/cwe/cwe-1", "external/cwe/cwe-2"]));
});

test("refers to the entries of lists, and carries only the lists and entries in use", () => {
  const { taxonomies, tool } = runOf(sarif(reportOf({}), plainOptions));
  expect(taxonomies!.map(({ name, taxa }) => [name, taxa!.map(({ id }) => id)])).toEqual([
    ["CWE", ["CWE-250", "CWE-798", "CWE-862", "CWE-1357"]],
    ["OWASP-ASI", ["ASI03"]],
    ["OWASP-NHI", ["NHI2", "NHI5"]],
  ]);
  expect(taxonomies![0]!.taxa!.map(({ helpUri }) => helpUri)).toContain(
    "https://cwe.mitre.org/data/definitions/798.html",
  );
  expect(tool.driver.supportedTaxonomies!.map(({ guid }) => guid)).toEqual(taxonomies!.map(({ guid }) => guid));
  const relationships = tool.driver.rules!.flatMap((rule) => rule.relationships ?? []);
  expect(new Set(relationships.map(({ kinds, target }) => `${target.toolComponent!.name} ${kinds![0]}`))).toEqual(
    new Set(["CWE superset", "OWASP-ASI relevant", "OWASP-NHI relevant"]),
  );
  for (const { target } of relationships) {
    const taxonomy = taxonomies![target.toolComponent!.index!]!;
    expect(target.toolComponent!.guid).toBe(taxonomy.guid);
    expect(taxonomy.taxa!.find(({ id }) => id === target.id)!.guid).toBe(target.guid);
  }
});

test("gives lists and entries identities that never change", () => {
  const taxonomy = runOf(sarif(reportOf({}), plainOptions)).taxonomies!.find(({ name }) => name === "OWASP-NHI")!;
  // As Python's uuid.uuid5 says: the address and version in the namespace of URLs, then the id in that.
  expect(taxonomy.guid).toBe("8c911ee0-c182-582a-a554-6ba97e415f2f");
  expect(taxonomy.taxa!.find(({ id }) => id === "NHI2")!.guid).toBe("7917d08d-897f-586c-b5cb-25fcc571fd0c");
  const other = sampleStandards.map((standard) => Object.assign({}, standard, { version: `${standard.version}.1` }));
  const moved = runOf(sarif(reportOf({ standards: other }), plainOptions)).taxonomies!;
  expect(moved.find(({ name }) => name === "OWASP-NHI")!.guid).not.toBe(taxonomy.guid);
});

test("places a result where the finding is, under both fingerprints", () => {
  const result = resultsOf(sarif(richReport(), plainOptions)).find(({ ruleId }) => ruleId === "mcp-server-unpinned");
  expect(result!.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: ".mcp.json", uriBaseId: "%SRCROOT%" },
        region: { startLine: 5, startColumn: 22, endLine: 5, endColumn: 43 },
      },
    },
  ]);
  expect(result!.partialFingerprints).toEqual({
    "countersign/v1": "0123456789abcdef0123456789abcdef",
    primaryLocationLineHash: richReport().sources.get(".mcp.json")!.lineHashes.get(5),
  });
  expect(result!.level).toBeUndefined();
  expect(result!.message.text).toMatch(/See \[this server\]\(1\), \[downloads and runs a package\]\(2\), /);
  expect(result!.relatedLocations!.map(({ id }) => id)).toEqual([1, 2, 3]);
});

test("shows a flow with a message at every step, and the ends of a long one", () => {
  const long = Array.from({ length: 400 }, (_, index) =>
    place("a.ts", index + 1, [1, 2], index === 399 ? "the sink" : undefined),
  );
  const [result] = resultsOf(
    sarif(
      reportOf({ findings: [finding("mcp-server-unpinned", place("a.ts", 1, [1, 2]), { flow: long })] }),
      plainOptions,
    ),
  );
  const steps = result!.codeFlows![0]!.threadFlows[0]!.locations;
  expect(steps.length).toBeLessThanOrEqual(50);
  expect(steps.every(({ location }) => Boolean(location!.message!.text))).toBe(true);
  expect(steps[0]!.location!.physicalLocation!.region!.startLine).toBe(1);
  expect(steps.at(-1)!.location!.message!.text).toBe("the sink");
});

test("states the level only where the finding's severity is not its rule's", () => {
  const at = place("a.json", 1, [1, 2]);
  const level = (severity: "critical" | "medium" | "info") =>
    resultsOf(sarif(reportOf({ findings: [finding("mcp-server-unpinned", at, { severity })] }), plainOptions))[0]!
      .level;
  expect([level("critical"), level("medium"), level("info")]).toEqual(["error", undefined, "note"]);
});

test("folds findings of one rule on one line into one result, for GitHub cannot tell them apart", () => {
  const spots = [5, 20, 40].map((column) => finding("mcp-server-unpinned", place("a.json", 1, [column, column + 3])));
  const others = [
    finding("mcp-server-unpinned", place("a.json", 2, [5, 8])),
    finding("open-channel-trigger", place("a.json", 1, [5, 8])),
  ];
  const results = resultsOf(sarif(reportOf({ findings: [...spots, ...others] }), plainOptions));
  expect(results).toHaveLength(3);
  const folded = results.find(({ relatedLocations }) => relatedLocations);
  expect(folded!.locations![0]!.physicalLocation!.region!.startColumn).toBe(5);
  expect(folded!.relatedLocations!.map(({ physicalLocation }) => physicalLocation!.region!.startColumn)).toEqual([
    20, 40,
  ]);
  expect(folded!.message.text).toMatch(/\[column 20\]\(1\), \[column 40\]\(2\)\.$/);
});

test("counts what it does not list of a line with thousands of findings", () => {
  const spots = Array.from({ length: 3000 }, (_, index) =>
    finding("mcp-server-unpinned", place("min.json", 1, [index + 1, index + 2])),
  );
  const [result] = resultsOf(sarif(reportOf({ findings: spots }), plainOptions));
  expect(result!.relatedLocations!.length).toBeLessThanOrEqual(100);
  expect(result!.message.text).toContain("2989 more places");
});

test("leaves suppressed findings out, or marks every result", () => {
  expect(resultsOf(sarif(richReport(), plainOptions)).every(({ suppressions }) => suppressions === undefined)).toBe(
    true,
  );
  const shown = resultsOf(sarif(richReport(), { ...plainOptions, showSuppressed: true }));
  expect(shown.map(({ suppressions }) => suppressions)).toContainEqual([
    { kind: "inSource", status: "accepted", justification: "a key of the test workspace." },
  ]);
  expect(shown.filter(({ suppressions }) => suppressions!.length === 0)).toHaveLength(3);
});

test("never lets a suppressed finding hide another one on its line", () => {
  const suppressed = { kind: "inline", reason: "known" } as const;
  const findings = [
    finding("mcp-server-unpinned", place("a.json", 1, [1, 2]), { suppressed }),
    finding("mcp-server-unpinned", place("a.json", 1, [9, 10])),
  ];
  for (const showSuppressed of [true, false]) {
    const [result, ...others] = resultsOf(sarif(reportOf({ findings }), { ...plainOptions, showSuppressed }));
    expect(others).toEqual([]);
    expect(result!.locations![0]!.physicalLocation!.region!.startColumn).toBe(9);
    expect(result!.suppressions ?? []).toEqual([]);
  }
});

test("keeps the gravest of more results than GitHub keeps, in order, and says so", () => {
  const text = sarif(reportOf({ findings: crowd }), plainOptions);
  const results = resultsOf(text);
  expect(results).toHaveLength(5000);
  const count = (rule: string) => results.filter(({ ruleId }) => ruleId === rule).length;
  const all = (rule: string) => crowd.filter(({ ruleId }) => ruleId === rule).length;
  expect(count("agent-approves-everything")).toBe(all("agent-approves-everything"));
  expect(count("mcp-server-unpinned")).toBe(all("mcp-server-unpinned"));
  const uris = results.map(({ locations }) => locations![0]!.physicalLocation!.artifactLocation!.uri!);
  expect(uris).toEqual([...uris].sort());
  const [note] = runOf(text).invocations![0]!.toolExecutionNotifications!;
  expect(note!.message.text).toBe("Of 6000 results the 5000 gravest are reported and 1000 are not.");
});

test("drops suppressed results first, however grave", () => {
  const suppressed = { kind: "inline", reason: "known" } as const;
  const hidden = Array.from({ length: 5000 }, (_, index) =>
    finding("agent-approves-everything", place("a.json", index + 1, [1, 2]), { suppressed }),
  );
  const open = Array.from({ length: 10 }, (_, index) =>
    finding("open-channel-trigger", place("z.json", index + 1, [1, 2])),
  );
  const report = reportOf({ findings: [...hidden, ...open] });
  const results = resultsOf(sarif(report, { ...plainOptions, showSuppressed: true }));
  expect(results).toHaveLength(5000);
  expect(results.filter(({ suppressions }) => suppressions!.length === 0)).toHaveLength(10);
});

/** Texts that no compressor makes small, the same ones for the same start. */
function noiseFrom(start: number): (length: number) => string {
  let state = start;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(0x4e00 + (state >>> 18));
  };
  return (length) => Array.from({ length }, next).join("");
}

test("loses related places and flows first where the file would be larger than GitHub accepts", () => {
  const noise = noiseFrom(1);
  const findings = Array.from({ length: 600 }, (_, index) => {
    const path = `${noise(3000)}${index}`;
    const related = Array.from({ length: 60 }, (__, line) => place(path, line + 1, [1, 2], noise(50)));
    return finding("mcp-server-unpinned", place(path, 1, [1, 2]), { related, flow: related });
  });
  const text = sarif(reportOf({ findings }), plainOptions);
  expect(gzipSync(text).length).toBeLessThan(10 * 2 ** 20);
  expect(resultsOf(text)).toHaveLength(600);
  expect(resultsOf(text).every(({ codeFlows, relatedLocations }) => !codeFlows && !relatedLocations)).toBe(true);
  expect(JSON.stringify(runOf(text).invocations)).toContain("Related places and flows are left out");
});

test("then loses its least grave results", () => {
  const noise = noiseFrom(2);
  const findings = Array.from({ length: 1000 }, (_, index) =>
    finding(index % 5 === 0 ? "agent-approves-everything" : "open-channel-trigger", place(noise(2500), 1, [1, 2]), {
      message: noise(1900),
    }),
  );
  const text = sarif(reportOf({ findings }), plainOptions);
  expect(gzipSync(text).length).toBeLessThan(10 * 2 ** 20);
  const results = resultsOf(text);
  expect(results).toHaveLength(500);
  expect(results.filter(({ ruleId }) => ruleId === "agent-approves-everything")).toHaveLength(200);
  expect(JSON.stringify(runOf(text).invocations)).toContain("Of 1000 results the 500 gravest are reported");
});

test("tells partial problems one by one and counts the others", () => {
  const run = runOf(sarif(richReport(), plainOptions));
  const notes = run.invocations![0]!.toolExecutionNotifications!;
  expect(notes.map(({ level, message, locations }) => [level, message.text, locations?.length])).toEqual([
    ["error", "'servers/broken.json': Unexpected '}' where a value must stand.", 1],
    ["note", "312 binary files not read.", 10],
    ["note", "4 folders of vendored code not read.", 4],
    ["warning", "'src/old.ts': No finding of 'mcp-server-unpinned' on line 4.", 1],
  ]);
  expect(run.invocations![0]!.executionSuccessful).toBe(true);
  for (const { descriptor } of notes) {
    expect(run.tool.driver.notifications![descriptor!.index!]!.id).toBe(descriptor!.id);
  }
});

test("bounds the number of notifications and never makes an error a note", () => {
  const problems = Array.from({ length: 2000 }, (_, index) =>
    problem("parse-error", `${index}.json`, { partial: true }),
  );
  const notes = runOf(sarif(reportOf({ problems }), plainOptions)).invocations![0]!.toolExecutionNotifications!;
  expect(notes.length).toBeLessThan(600);
  expect(new Set(notes.map(({ level }) => level))).toEqual(new Set(["error"]));
  expect(notes.at(-1)!.message.text).toMatch(/^1500 files/);
});

test("writes paths as URIs that lead back to them", () => {
  const paths = ["a b/ü.json", "100%/#1?.json", "a:b.json", "x\\y.json", "[id]/page.json", "漢字/🙂.json"];
  const findings = paths.map((path) => finding("mcp-server-unpinned", place(path, 1, [1, 2])));
  const uris = resultsOf(sarif(reportOf({ findings }), plainOptions)).map(
    ({ locations }) => locations![0]!.physicalLocation!.artifactLocation!.uri!,
  );
  expect(uris.map(decodeURIComponent).sort()).toEqual([...paths].sort());
  for (const uri of uris) expect(uri).toMatch(/^[A-Za-z0-9%/._~!*'()-]+$/);
});

test("turns no scanned text into a link", () => {
  const report = reportOf({
    findings: [
      finding("mcp-server-unpinned", place("a.json", 1, [1, 2]), {
        message: "See [the fix](https://evil.example) or [this](2).",
        related: [place("app/[id].ts", 1, [1, 2]), place("b.ts", 1, [1, 2], "x](https://evil.example)[y")],
      }),
    ],
  });
  const text = resultsOf(sarif(report, plainOptions))[0]!.message.text!;
  const links = [...text.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target);
  expect(links).toEqual(["1", "2"]);
});

test("keeps the true text of paths and messages, hidden characters included", () => {
  const log = JSON.parse(sarif(hostileReport(), plainOptions)) as Log;
  const messages = log.runs[0]!.results!.map(({ message }) => message.text).join("\n");
  for (const text of hostileStrings.filter((one) => !/[\ud800-\udfff]|\]\(/.test(one)))
    expect(messages).toContain(text);
});
