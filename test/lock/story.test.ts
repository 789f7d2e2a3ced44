import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countersign, makeTree } from "../tree.ts";
import {
  approvals,
  makeKey,
  namesIn,
  newRepository,
  publicKey,
  repositoryAt,
  type Files,
  type Repository,
} from "./repository.ts";

const ada = makeKey("ada");
const eve = makeKey("eve");
const signersPath = ".countersign/allowed_signers";
const signedBy = (...lines: readonly string[]) => `${lines.join("\n")}\n`;
const adaMay = `ada@example.com namespaces="countersign" ${publicKey(ada)}`;
const eveMay = `eve@example.com ${publicKey(eve)}`;

const settings = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
const quiet = settings({ permissions: { allow: ["Bash(npm test)"], defaultMode: "default" } });
const wide = settings({ permissions: { allow: ["Bash(npm test)", "Bash(*)"], defaultMode: "bypassPermissions" } });
const server = (name: string) =>
  settings({ mcpServers: { [name]: { command: "npx", args: ["-y", `${name}-mcp@1.2.3`] } } });
const autoApproved = settings({
  permissions: { allow: ["Bash(npm test)"], defaultMode: "default" },
  enableAllProjectMcpServers: true,
});

/** Base asks for signatures by those whom it lists. */
const signing: Files = {
  ".claude/settings.json": quiet,
  "countersign.yaml": `approvals: { signers: "${signersPath}", requireSignature: true }\n`,
  [signersPath]: signedBy(adaMay),
};

/** Base has a team that is asked about everything below `.countersign/`. */
const owned: Files = { ".claude/settings.json": quiet, ".github/CODEOWNERS": "/.countersign/ @org/identity\n" };

const onBranch = (repository: Repository, name = "change") => repository.git(["switch", "--quiet", "--create", name]);

describe("an agent adds a server that needs no question", () => {
  const repository = newRepository(signing);
  onBranch(repository);
  repository.commit("add tickets", { ".mcp.json": server("tickets"), ".claude/settings.json": autoApproved });

  test("and nobody agreed: verify fails and names each entry", () => {
    const entries = repository.told("failure").flatMap((check) => check.entries);
    expect(repository.failures()).toEqual(["unapproved"]);
    expect(entries).toContain("principal:server/tickets#tickets");
    expect(entries).toContain("gate:agent/claude-code#enableAllProjectMcpServers");
    expect(repository.run(["verify"]).code).toBe(1);
    expect(repository.run(["verify"]).out).toMatch(/countersign approve --reason/);
  });

  test("which no coding agent may do, unless somebody says that it may", () => {
    const refused = repository.run(["approve", "--reason", "fine", "--by", "ada@example.com"], { CLAUDECODE: "1" });
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/a coding agent runs this \(CLAUDECODE is set\)/);
    expect(namesIn(repository.root)).toEqual([]);
  });

  test("which needs a reason and a name", () => {
    expect(repository.run(["approve", "--by", "ada@example.com"])).toMatchObject({ code: 2 });
    expect(repository.run(["approve", "--reason", " ", "--by", "ada@example.com"])).toMatchObject({ code: 2 });
    expect(repository.run(["approve", "--reason", "fine"], { HOME: makeTree({}) }).err).toMatch(/--by NAME/);
    expect(namesIn(repository.root)).toEqual([]);
  });

  test("without a signature it does not count", () => {
    const [name] = repository.approve();
    expect(repository.failures()).toEqual(["unapproved", "unsigned"]);
    repository.write({ [`${approvals}/${name}`]: undefined });
  });

  test("a person looks, approves and signs: what is approved is shown, and verify passes", () => {
    const words = ["approve", "--reason", "The desk answers tickets.", "--by", "ada@example.com", "--sign", ada];
    const run = repository.run(words);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/added +principal:server\/tickets#tickets +\.mcp\.json:/);
    expect(run.out).toMatch(/\.countersign\/approvals\/[0-9a-f]{64}\.yaml\n$/);
    expect(repository.failures()).toEqual([]);
    repository.commit("approved");
    expect(repository.failures()).toEqual([]);
    expect(repository.run(["verify"]).code).toBe(0);
    expect(repository.run(words).err).toMatch(/nothing to approve/);
    expect(namesIn(repository.root)).toHaveLength(1);
  });

  test("a later change of the same entry needs another approval", () => {
    repository.commit("widen", { ".mcp.json": server("tickets").replace("1.2.3", "2.0.0") });
    expect(repository.failures()).toEqual(["approved-otherwise"]);
  });
});

describe("an agent widens a permission and", () => {
  const widened = (base: Files, more: Files = {}): Repository => {
    const repository = newRepository(base);
    onBranch(repository);
    repository.commit("widen", { ".claude/settings.json": wide, ...more });
    return repository;
  };

  test("writes an approval: nobody but the author agreed", () => {
    const repository = widened({ ".claude/settings.json": quiet });
    repository.approve(["--by", "somebody@example.com"]);
    repository.commit("approved");
    expect(repository.failures()).toEqual(["not-countersigned", "unapproved"]);
    expect(repository.told("failure")[0]!.message).toMatch(/Nobody but the author of this change agreed/);
  });

  test("writes an approval where CODEOWNERS at base asks a team: it counts, and the host must ask", () => {
    const repository = widened(owned);
    repository.approve();
    expect(repository.failures()).toEqual([]);
    expect(repository.told("note").map((check) => check.kind)).toEqual(["owners-asked"]);
  });

  test("signs it with a key that nobody lists, where CODEOWNERS asks a team: what it counts for is said", () => {
    const repository = widened(owned);
    const words = ["approve", "--reason", "fine", "--by", "eve@example.com", "--sign", eve];
    expect(repository.run(words).err).toMatch(/not for the signature.*base lists no signers/);
    expect(repository.failures()).toEqual([]);
    expect(repository.told("note")).toMatchObject([{ kind: "owners-asked" }]);
    expect(repository.told("note")[0]!.message).toMatch(/not for the signature.*base lists no signers/);
  });

  test("signs it, and the signature is damaged: it fails where nobody asks for one, too", () => {
    const repository = widened(owned);
    const [name = ""] = repository.approve(["--sign", ada]);
    const path = `${approvals}/${name}`;
    const lines = repository.read(path).split("\n");
    const last = lines.findIndex((line) => line.includes("END SSH SIGNATURE")) - 2;
    lines[last] = lines[last]!.replace(/\S(?=.{10}$)/, (sign) => (sign === "A" ? "B" : "A"));
    repository.write({ [path]: lines.join("\n") });
    expect(repository.failures()).toEqual(["bad-signature", "unapproved"]);
  });

  test("writes an approval and a rule in CODEOWNERS: base's rules decide, and the edit is told", () => {
    const repository = widened({ ".claude/settings.json": quiet }, { ".github/CODEOWNERS": "* @eve\n" });
    repository.approve(["--by", "eve"]);
    expect(repository.failures()).toEqual(["not-countersigned", "unapproved"]);
    expect(repository.told("warning")).toMatchObject([{ kind: "deciders-edited" }]);
    expect(repository.told("warning")[0]!.message).toContain("edits .github/CODEOWNERS,");
    expect(repository.run(["verify"]).out).toContain(".github/CODEOWNERS:1:1");
  });

  test("signs it with a key of its own", () => {
    const repository = widened(signing);
    repository.approve(["--by", "eve@example.com", "--sign", eve]);
    expect(repository.failures()).toEqual(["signer-not-allowed", "unapproved"]);
  });

  test("signs it with a key of its own in Ada's name", () => {
    const repository = widened(signing);
    repository.approve(["--sign", eve]);
    expect(repository.failures()).toEqual(["signer-not-allowed", "unapproved"]);
  });

  test("puts its key among the signers: they are read from base, and the edit needs agreement itself", () => {
    const repository = widened(signing, { [signersPath]: signedBy(adaMay, eveMay) });
    repository.approve(["--by", "eve@example.com", "--sign", eve]);
    expect(repository.failures()).toEqual(["signer-not-allowed", "unapproved"]);
    expect(repository.told("failure").flatMap((check) => check.entries)).toContain(`text:${signersPath}`);
    expect(repository.told("warning")).toMatchObject([{ kind: "deciders-edited" }]);
  });

  test("first only puts its key among the signers: that alone fails, so no second change can lean on it", () => {
    const repository = newRepository(signing);
    onBranch(repository);
    repository.commit("a new colleague", { [signersPath]: signedBy(adaMay, eveMay) });
    repository.approve(["--by", "eve@example.com", "--sign", eve]);
    expect(repository.failures()).toEqual(["signer-not-allowed", "unapproved"]);
    repository.git(["clean", "--quiet", "-fd", "--", ".countersign"]);
    repository.approve(["--sign", ada]);
    expect(repository.failures()).toEqual([]);
  });

  test("asks for no signatures any more", () => {
    const repository = widened(signing, { "countersign.yaml": "failOn: high\n" });
    repository.approve(["--by", "eve@example.com"]);
    expect(repository.failures()).toEqual(["unapproved", "unsigned"]);
  });

  test("leaves its settings out of the scan: base's configuration decides what is looked at", () => {
    const exclude = `exclude: [".claude/**"]\n`;
    const repository = widened(owned, { "countersign.yaml": exclude });
    expect(repository.failures()).toEqual(["unapproved"]);
    const entries = repository.told("failure").flatMap((check) => check.entries);
    expect(entries).toContain("gate:agent/claude-code#permissions.defaultMode");
    expect(entries).toContain("text:countersign.yaml");
    expect(repository.told("warning")[0]!.message).toMatch(/countersign\.yaml.*judged by base's/);
  });

  test("writes an ignore beside it: nothing ignores drift", () => {
    const ignore = "// countersign-ignore: drift-authority-expanded -- it is fine";
    const repository = widened(owned, { ".claude/settings.json": wide.replace("{\n", `{\n  ${ignore}\n`) });
    expect(repository.failures()).toEqual(["unapproved"]);
    expect(repository.told("warning")).toMatchObject([{ kind: "ignore-without-effect" }]);
    expect(repository.told("warning")[0]!.message).toContain(".claude/settings.json:2");
  });

  test("has the configuration ignore it, or switches the rule off: nothing does", () => {
    const ignore = `ignore: [{ rule: drift-authority-expanded, reason: fine }]\n`;
    const off = `severity: { drift-gate-or-log-removed: { to: "off", reason: fine } }\n`;
    const repository = widened({ ...owned, "countersign.yaml": ignore + off });
    expect(repository.failures()).toEqual(["unapproved"]);
    expect(repository.told("warning").map((check) => check.kind)).toEqual([
      "ignore-without-effect",
      "ignore-without-effect",
    ]);
    expect(repository.run(["verify"]).out).toMatch(/verdict 'human' → 'auto'/);
  });

  test("adopts it: an adoption takes over what base has", () => {
    const repository = widened(owned);
    const [name] = repository.approve();
    const text = repository.read(`${approvals}/${name}`);
    // The name is the digest of what it says, so that no word of it can be exchanged.
    repository.write({ [`${approvals}/${name}`]: text.replaceAll(/"change":"[\w-]+"/g, '"change":"adopted"') });
    expect(repository.run(["verify"]).code).toBe(2);
    repository.write({ [`${approvals}/${name}`]: undefined });
    expect(repository.approve(["--adopt"])).toHaveLength(1);
    expect(repository.failures()).toEqual(["unapproved"]);
  });
});

describe("an approval that counted once", () => {
  test("does not count again: removed and added again, or left where it was", () => {
    const repository = newRepository(signing);
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    const [name = ""] = repository.approve(["--sign", ada]);
    repository.commit("tickets");
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "--message", "merge", "change"]);
    repository.commit("no tickets, the file stays", { ".mcp.json": undefined });
    onBranch(repository, "again");
    repository.commit("tickets again", { ".mcp.json": server("tickets") });
    expect(repository.failures(["--base", "main"])).toEqual(["unapproved"]);

    const text = repository.read(`${approvals}/${name}`);
    repository.git(["switch", "--quiet", "main"]);
    repository.commit("the file goes too", { [`${approvals}/${name}`]: undefined });
    onBranch(repository, "replay");
    repository.commit("tickets again", { ".mcp.json": server("tickets"), [`${approvals}/${name}`]: text });
    expect(repository.failures(["--base", "main"])).toEqual(["replayed", "unapproved"]);

    repository.write({ [`${approvals}/${name}`]: undefined });
    const [renewed] = repository.approve(["--base", "main", "--sign", ada]);
    expect(renewed).not.toBe(name);
    expect(repository.failures(["--base", "main"])).toEqual([]);
  });

  test("counts in no other repository", () => {
    const one = newRepository({ ...signing, "README.md": "one\n" });
    const other = newRepository({ ...signing, "README.md": "other\n" });
    for (const repository of [one, other]) {
      onBranch(repository);
      repository.commit("tickets", { ".mcp.json": server("tickets") });
    }
    const [name = ""] = one.approve(["--sign", ada]);
    expect(one.failures()).toEqual([]);
    other.write({ [`${approvals}/${name}`]: one.read(`${approvals}/${name}`) });
    expect(other.failures()).toEqual(["foreign", "unapproved"]);
  });

  test("counts in the repositories that say that they are one", () => {
    const named = {
      ...signing,
      "countersign.yaml": signing["countersign.yaml"]!.replace(" }", ", repository: desk }"),
    };
    const [one, other] = [newRepository({ ...named, a: "a" }), newRepository({ ...named, b: "b" })];
    for (const repository of [one, other]) {
      onBranch(repository);
      repository.commit("tickets", { ".mcp.json": server("tickets") });
    }
    const [name = ""] = one.approve(["--sign", ada]);
    other.write({ [`${approvals}/${name}`]: one.read(`${approvals}/${name}`) });
    expect(other.failures()).toEqual([]);
  });
});

describe("an approval ends", () => {
  const repository = newRepository(signing);
  onBranch(repository);
  repository.write({ ".mcp.json": server("tickets") });
  repository.approve(["--sign", ada, "--expires", "2026-07-01"]);
  repository.commit("tickets");

  test("on its day", () => {
    expect(repository.failures()).toEqual([]);
    expect(repository.failures(["--now", "2026-06-30"])).toEqual([]);
    expect(repository.failures(["--now", "2026-07-01"])).toEqual(["expired", "unapproved"]);
  });

  test("which is told before, within the days asked for", () => {
    const told = (...words: string[]) => repository.told("warning", words).map((check) => check.kind);
    expect(told("--now", "2026-06-20")).toEqual(["expires-soon"]);
    expect(told("--now", "2026-06-10")).toEqual([]);
    expect(told("--now", "2026-06-10", "--warn-days", "60")).toEqual(["expires-soon"]);
  });

  test("and the weekly run on the default branch fails while what it approved still stands", () => {
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--ff-only", "change"]);
    expect(repository.failures(["--now", "2026-06-30"])).toEqual([]);
    expect(repository.failures(["--now", "2026-07-01"])).toEqual(["expired"]);
    const again = [
      "approve",
      "principal:server/tickets#tickets",
      "--reason",
      "still",
      "--by",
      "ada@example.com",
      "--now",
      "2026-07-01",
    ];
    expect(repository.run([...again, "--sign", ada]).code).toBe(0);
    const left = repository.told("failure", ["--now", "2026-07-01"]).flatMap((check) => check.entries);
    expect(left).not.toContain("principal:server/tickets#tickets");
    expect(repository.run(["approve", "--reason", "x", "--by", "x", "--expires", "2026-06-01"]).err).toMatch(
      /never count/,
    );
  });
});

describe("a signature is judged at the time at which the approval came into base", () => {
  const until = (day: string) => ({
    ...signing,
    [signersPath]: signedBy(adaMay.replace("namespaces", `valid-before="${day}",namespaces`)),
  });

  test("new ones now: no date inside helps a key whose time is over", () => {
    const repository = newRepository(until("20260501"));
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    // The date inside the file is the day that counted as today for whoever made it.
    repository.approve(["--sign", ada, "--now", "2026-04-01"]);
    repository.commit("tickets", {}, "2026-04-01T08:00:00Z");
    expect(repository.read(`${approvals}/${namesIn(repository.root)[0]!}`)).toContain('date: "2026-04-01"');
    expect(repository.failures(["--now", "2026-04-01"])).toEqual([]);
    expect(repository.failures()).toEqual(["signer-not-allowed", "unapproved"]);
  });

  test("old ones then: a key may end, and what it signed before stays", () => {
    const repository = newRepository(until("20260501"), "2026-03-01T08:00:00Z");
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    repository.approve(["--sign", ada, "--now", "2026-04-01"]);
    repository.commit("tickets", {}, "2026-04-01T08:00:00Z");
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "--message", "merge", "change"], "2026-04-02T08:00:00Z");
    expect(repository.failures()).toEqual([]);
    expect(repository.told("warning")).toEqual([]);
  });

  test("what came in too late by a merge is told, whatever its own commit says", () => {
    const repository = newRepository(until("20260501"), "2026-03-01T08:00:00Z");
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    repository.approve(["--sign", ada, "--now", "2026-04-01"]);
    repository.commit("tickets", {}, "2026-04-01T08:00:00Z");
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "--message", "merge", "change"], "2026-05-20T08:00:00Z");
    expect(repository.told("warning").map((check) => check.kind)).toEqual(["signer-not-allowed"]);
  });

  test.each(["revoked", "taken off the list"])("a key that was %s since signs nothing new", (how) => {
    const repository = newRepository(signing);
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    repository.approve(["--sign", ada]);
    repository.commit("tickets");
    expect(repository.failures()).toEqual([]);
    repository.git(["switch", "--quiet", "main"]);
    const revoked: Files = { ".countersign/revoked_keys": `${publicKey(ada)}\n` };
    repository.commit("the key leaked", how === "revoked" ? revoked : { [signersPath]: signedBy(eveMay) });
    repository.git(["switch", "--quiet", "change"]);
    repository.git(["rebase", "--quiet", "main"]);
    expect(repository.failures()).toEqual([how === "revoked" ? "key-revoked" : "signer-not-allowed", "unapproved"]);
  });

  test("what a revoked key signed before is looked at again", () => {
    const repository = newRepository(signing);
    repository.write({ ".mcp.json": server("tickets") });
    repository.approve(["--sign", ada]);
    repository.commit("tickets");
    repository.commit("the key leaked", { ".countersign/revoked_keys": `${publicKey(ada)}\n` });
    expect(repository.failures()).toEqual(["key-revoked"]);
  });
});

describe("nothing that leaves the surface as it is makes drift:", () => {
  const prepared = (): Repository => {
    const repository = newRepository(signing);
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    repository.approve(["--sign", ada]);
    repository.commit("tickets");
    return repository;
  };

  const mainMoves = (repository: Repository) => {
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["switch", "--quiet", "--create", "other"]);
    repository.write({
      ".vscode/mcp.json": settings({ servers: { weather: { command: "npx", args: ["-y", "weather-mcp@3.0.0"] } } }),
    });
    repository.approve(["--sign", ada]);
    repository.commit("weather");
    expect(repository.failures()).toEqual([]);
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "--message", "weather", "other"]);
    repository.git(["switch", "--quiet", "change"]);
  };

  test("a rebase onto a base that moved on", () => {
    const repository = prepared();
    mainMoves(repository);
    expect(repository.failures()).toEqual([]);
    repository.git(["rebase", "--quiet", "main"]);
    expect(repository.failures()).toEqual([]);
  });

  test("a merge of two branches with an approval each, without a conflict", () => {
    const repository = prepared();
    mainMoves(repository);
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "--message", "tickets", "change"]);
    expect(namesIn(repository.root)).toHaveLength(2);
    expect(repository.failures(["--base", "main~1"])).toEqual([]);
    expect(repository.failures()).toEqual([]);
  });

  test("a squash", () => {
    const repository = prepared();
    mainMoves(repository);
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--squash", "change"]);
    repository.commit("tickets, squashed");
    expect(repository.failures(["--base", "main~1"])).toEqual([]);
    expect(repository.failures()).toEqual([]);
  });

  test("the same change approved in two branches, of which one is merged first", () => {
    const repository = prepared();
    repository.git(["switch", "--quiet", "main"]);
    onBranch(repository, "twin");
    repository.write({ ".mcp.json": server("tickets") });
    repository.approve(["--sign", ada]);
    repository.commit("tickets too");
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--no-ff", "--message", "twin", "twin"]);
    repository.git(["switch", "--quiet", "change"]);
    repository.git(["rebase", "--quiet", "main"]);
    expect(repository.failures()).toEqual([]);
  });

  test("another form: indentation, order, line endings", () => {
    const repository = prepared();
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--ff-only", "change"]);
    onBranch(repository, "format");
    const { mcpServers } = JSON.parse(repository.read(".mcp.json")) as {
      mcpServers: { tickets: { command: string; args: string[] } };
    };
    const { command, args } = mcpServers.tickets;
    const text = `${JSON.stringify({ mcpServers: { tickets: { args, command } } })}\r\n`;
    repository.commit("format", { ".mcp.json": text, ".claude/settings.json": quiet.replaceAll("\n", "\r\n") });
    expect(repository.failures()).toEqual([]);
    expect(JSON.parse(repository.run(["verify", "--format", "json"]).out)).toMatchObject({ drift: 0 });
  });

  test("another name of a file, an agent or a skill", () => {
    const agent = (name: string) =>
      `---\nname: ${name}\ndescription: reviews changes\ntools: Read, Grep\n---\n\nLook at the diff.\n`;
    const skill = (name: string) => `---\nname: ${name}\ndescription: fills in forms\n---\n\nFill in the form.\n`;
    const repository = newRepository({
      ...signing,
      ".claude/agents/reviewer.md": agent("reviewer"),
      ".claude/skills/forms/SKILL.md": skill("forms"),
    });
    onBranch(repository);
    repository.git(["mv", ".claude/agents/reviewer.md", ".claude/agents/review.md"]);
    repository.commit("the file");
    expect(repository.failures()).toEqual([]);
    repository.git(["mv", ".claude/skills/forms", ".claude/skills/sheets"]);
    repository.commit("the names", {
      ".claude/agents/review.md": agent("checker"),
      ".claude/skills/sheets/SKILL.md": skill("sheets"),
    });
    // Models read names: a renamed skill and the texts that say so are drift, and nothing of what they may do is.
    const kinds = repository.told("failure").flatMap(({ entries }) => entries.map((id) => id.split(":")[0]));
    expect([...new Set(kinds)].sort()).toEqual(["text", "tool"]);
  });
});

describe("a tree is adopted as it is", () => {
  const repository = newRepository({ ...signing, ".mcp.json": server("tickets") });

  test("and what nobody looked at is counted until somebody did", () => {
    onBranch(repository);
    expect(repository.run(["approve", "--adopt", "--reason", "We start here.", "--by", "ada@example.com"]).code).toBe(
      0,
    );
    repository.commit("adopt");
    expect(repository.failures()).toEqual([]);
    const [adopted] = repository.told("note");
    expect(adopted).toMatchObject({ kind: "adopted" });
    const count = adopted!.entries.length;
    expect(count).toBeGreaterThan(2);
    repository.git(["switch", "--quiet", "main"]);
    repository.git(["merge", "--quiet", "--ff-only", "change"]);
    repository.approve(["--sign", ada, "principal:server/tickets#tickets"]);
    expect(repository.told("note")[0]!.entries).toHaveLength(count - 1);
    expect(repository.told("note")[0]!.message).toBe(`${count - 1} entries are adopted, unreviewed.`);
    repository.git(["clean", "--quiet", "-fd"]);
  });

  test("and what only a newer version sees is a note, to be adopted in turn, and no failure", () => {
    const [name = ""] = namesIn(repository.root);
    const all = /entries: \|\n([^]*)$/
      .exec(repository.read(`${approvals}/${name}`))![1]!
      .trimEnd()
      .split("\n");
    const ids = all.map((line) => (JSON.parse(line) as { id: string }).id);
    const older = newRepository({ ...signing, ".mcp.json": server("tickets") });
    // An older version would have seen all but one.
    const seen = ids.filter((id) => id !== "opaque:server/tickets#tool-list");
    expect(seen).toHaveLength(ids.length - 1);
    older.approve(["--adopt", ...seen]);
    older.commit("adopted by an older version");
    expect(older.failures()).toEqual([]);
    expect(older.told("note").find((check) => check.kind === "not-recorded")).toMatchObject({
      entries: ["opaque:server/tickets#tool-list"],
    });
    expect(older.approve(["--adopt"])).toHaveLength(1);
    expect(older.told("note").map((check) => check.kind)).toEqual(["adopted"]);
  });
});

describe("what cannot be read is one message and exit code 2, and the file stays as it is:", () => {
  const repository = newRepository(signing);
  onBranch(repository);
  repository.write({ ".mcp.json": server("tickets") });
  const [name = ""] = repository.approve(["--sign", ada]);
  const path = `${approvals}/${name}`;
  const text = repository.read(path);

  test.each<[string, string, RegExp]>([
    ["a conflict", `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`, /merge conflict/],
    ["an edited approval", text.replace("It is needed.", "It is fine."), /something else than its name/],
    ["a later version", text.replace("version: 1", "version: 9"), /version 9 are not known/],
    ["half a file", text.slice(0, text.length / 2), /./],
    ["nonsense", "\u0000\u0001", /./],
  ])("%s", (_, content, message) => {
    repository.write({ [path]: content });
    for (const words of [["verify"], ["approve", "--reason", "x", "--by", "x"]]) {
      const run = repository.run(words);
      expect(run.code).toBe(2);
      expect(run.err).toMatch(message);
      expect(run.err).toContain(path);
      expect(run.err).not.toMatch(/\n\s+at /);
      expect(repository.read(path)).toBe(content);
    }
    expect(namesIn(repository.root)).toEqual([name]);
    repository.write({ [path]: text });
  });

  test("a file under a name of its own", () => {
    repository.write({ [`${approvals}/mine.yaml`]: text });
    expect(repository.run(["verify"])).toMatchObject({ code: 2, err: expect.stringMatching(/no name of an approval/) });
    repository.write({ [`${approvals}/mine.yaml`]: undefined });
  });

  test("a key of the wrong kind, and one that needs a passphrase without a terminal", () => {
    const entry = "principal:server/tickets#tickets";
    const sign = (key: string) => repository.run(["approve", entry, "--reason", "y", "--by", "x", "--sign", key]);
    const nonsense = join(makeTree({ key: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" }), "key");
    expect(sign(nonsense)).toMatchObject({ code: 2, err: expect.stringMatching(/cannot sign with/) });
    expect(sign(join(repository.root, "nowhere"))).toMatchObject({ code: 2, err: expect.stringMatching(/is no file/) });
    expect(namesIn(repository.root)).toEqual([name]);
  });

  test("base's configuration, and a list of signers that is not there", () => {
    const other = newRepository({ "countersign.yaml": "approvals: { requireSignature: yes please }\n" });
    expect(other.run(["verify"]).err).toMatch(/main:countersign\.yaml:1:\d+.*true or false/);
    const lost = newRepository({ "countersign.yaml": `approvals: { signers: lost, requireSignature: true }\n` });
    expect(lost.run(["verify"])).toMatchObject({ code: 2, err: expect.stringMatching(/'lost'/) });
  });

  test("an unknown base, an unknown entry, an unknown format", () => {
    expect(repository.run(["verify", "--base", "mian"])).toMatchObject({ code: 2 });
    const typo = repository.run(["approve", "principal:server/ticket#tickets", "--reason", "x", "--by", "x"]);
    expect(typo).toMatchObject({
      code: 2,
      err: expect.stringMatching(/Did you mean 'principal:server\/tickets#tickets'/),
    });
    expect(repository.run(["verify", "--format", "jsno"])).toMatchObject({ code: 2 });
  });

  test("no repository at all", () => {
    expect(countersign(["verify"], { cwd: makeTree({}) })).toMatchObject({ code: 2 });
  });

  test("history that a shallow clone lacks: what is missing is named", () => {
    repository.commit("tickets");
    const clone = makeTree({});
    repository.git(["clone", "--quiet", "--depth=1", "--branch=change", `file://${repository.root}`, join(clone, "x")]);
    const shallow = repositoryAt(join(clone, "x"));
    const run = shallow.run(["verify", "--base", "HEAD"]);
    expect(run.code).toBe(0);
    const other = shallow.run(["verify", "--base", "main"]);
    expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/git fetch/) });
  });
});

describe("every format of a scan tells it", () => {
  const repository = newRepository(signing);
  onBranch(repository);
  repository.commit("widen", { ".claude/settings.json": wide, ".mcp.json": server("tickets") });
  repository.approve(["--by", "eve@example.com", "--sign", eve, "principal:server/tickets#tickets"]);
  const told = (format: string) => repository.run(["verify", "--format", format]);

  test("as findings of the drift rules, with the old and the new value, and of what approvals are not worth", () => {
    const { runs } = JSON.parse(told("sarif").out) as {
      runs: { results: { ruleId: string; properties?: Record<string, string>; locations: unknown[] }[] }[];
    };
    const results = runs[0]!.results;
    const gate = results.find(({ ruleId }) => ruleId === "drift-gate-or-log-removed");
    expect(gate?.properties).toMatchObject({
      type: "gate-weakened",
      before: expect.stringMatching(/human/),
      after: expect.stringMatching(/auto/),
    });
    expect(results.map(({ ruleId }) => ruleId)).toContain("drift-new-tool");
    expect(results.map(({ ruleId }) => ruleId)).toContain("drift-approvals");
    expect(results.every(({ locations }) => locations.length === 1)).toBe(true);
  });

  test("for agents, build logs and people, with the same exit code", () => {
    for (const format of ["agent", "github", "pretty", "sarif", "json"]) expect(told(format).code).toBe(1);
    expect(told("agent").out).toMatch(/^\.claude\/settings\.json:\d+:\d+ high drift-gate-or-log-removed /m);
    expect(told("github").out).toMatch(/^::error file=\.claude\/settings\.json,/m);
    expect(told("pretty").out).toMatch(/verdict 'human' → 'auto'/);
    expect(repository.run(["verify"], { CLAUDECODE: "1" }).out).toBe(told("agent").out);
  });

  test("the same bytes each time, from any folder", () => {
    const again = countersign(["verify", "--format", "sarif", "--now", "2026-06-01"], {
      cwd: join(repository.root, ".claude"),
    });
    expect(again.out).toBe(told("sarif").out);
  });
});

test("a secret that is written out is drift by its name, and stands in no output and no approval", () => {
  const repository = newRepository(owned);
  onBranch(repository);
  const secret = ["ghp", "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"].join("_");
  repository.commit("token", {
    ".mcp.json": server("tickets").replace('"command"', `"env": { "GITHUB_TOKEN": "${secret}" }, "command"`),
  });
  const entries = repository.told("failure").flatMap((check) => check.entries);
  expect(entries.some((id) => id.startsWith("credential:server/tickets#literal:"))).toBe(true);
  const outputs = ["json", "sarif", "pretty", "agent"].map((format) => repository.run(["verify", "--format", format]));
  const [name = ""] = repository.approve();
  outputs.push(repository.run(["approve", entries[0]!, "--reason", "x", "--by", "x"]));
  expect(outputs.map(({ out, err }) => out + err).join("")).not.toContain(secret);
  expect(repository.read(`${approvals}/${name}`)).not.toContain(secret);
  const spoken = repository.run(["approve", entries[0]!, "--reason", `it was ${secret}`, "--by", "x"]);
  expect(spoken).toMatchObject({ code: 2, err: expect.stringMatching(/looks like a secret/) });
});

describe("a write that is interrupted", () => {
  test("leaves no half of a file under the name of an approval", () => {
    const repository = newRepository(signing);
    onBranch(repository);
    repository.write({ ".mcp.json": server("tickets") });
    mkdirSync(join(repository.root, approvals), { recursive: true });
    // The name that the file would get is taken by a folder, so that the last step fails.
    const [name = ""] = repository.approve();
    repository.write({ [`${approvals}/${name}`]: undefined });
    mkdirSync(join(repository.root, approvals, name, "x"), { recursive: true });
    const run = repository.run(["approve", "--reason", "It is needed.", "--by", "ada@example.com"]);
    expect(run.code).toBe(2);
    expect(namesIn(repository.root)).toEqual([name]);
  });
});

describe("a hostile repository", () => {
  test("starts nothing when it is verified or approved in", () => {
    const repository = newRepository(signing);
    onBranch(repository);
    repository.commit("tickets", { ".mcp.json": server("tickets"), ".gitattributes": "* filter=evil diff=evil\n" });
    const marker = join(makeTree({}), "marker");
    const script = join(makeTree({ evil: `#!/bin/sh\ntouch ${marker}\ncat\n` }), "evil");
    const hook = join(repository.root, ".git/hooks/post-index-change");
    writeFileSync(hook, readFileSync(script));
    for (const [key, value] of [
      ["core.fsmonitor", script],
      ["core.pager", script],
      ["core.sshCommand", script],
      ["filter.evil.clean", script],
      ["filter.evil.smudge", script],
      ["diff.external", script],
      ["diff.evil.textconv", script],
      ["gpg.ssh.program", script],
      ["gpg.ssh.defaultKeyCommand", script],
    ])
      repository.git(["config", key!, value!]);
    for (const file of [script, hook]) chmodSync(file, 0o755);
    repository.approve(["--sign", ada]);
    expect(repository.failures()).toEqual([]);
    expect(() => readFileSync(marker)).toThrow();
  });
});
