import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { marksOf, provenanceOf } from "#lock/authorship.ts";
import type { CommitRecord, Identity } from "#model/provenance.ts";
import { readAuthorModels } from "#rule/models.ts";
import { expectCpuBelow } from "../cost.ts";

const path = "rules/models/authors.yaml";
const rows = readAuthorModels(path, readFileSync(path, "utf8"));
const models = rows.map(({ model }) => model);

const ann: Identity = { name: "Ann", email: "ann@example.org" };

/** A commit as `git log` prints it: `Author:` lines, and lines of the message. */
function commitOf(...lines: readonly string[]): CommitRecord {
  const written = lines.find((line) => line.startsWith("Author: "))?.slice("Author: ".length);
  const [, name = "", email = ""] = /^(.*) <(.*)>$/.exec(written ?? "") ?? [];
  const message = lines.filter((line) => !line.startsWith("Author: "));
  return {
    commit: "c".repeat(40),
    author: written === undefined ? ann : { name, email },
    committer: { name: "GitHub", email: "noreply@github.com" },
    time: 0,
    message: `Change it\n\n${message.join("\n")}\n`,
  };
}

const namesOf = (commit: CommitRecord) => marksOf(commit, models).map(({ name }) => name);

describe.each(rows)("$model.name", ({ model, yes, no }) => {
  test.each(yes)("is marked by %s", (line) => expect(namesOf(commitOf(line))).toEqual([model.name]));
  test.skipIf(no.length === 0).each(no)("is not marked by %s", (line) => expect(namesOf(commitOf(line))).toEqual([]));
  test("is written as it is compared", () => {
    for (const text of [...model.emails, ...model.names, ...model.nameEndings]) expect(text).toBe(text.toLowerCase());
    for (const trailer of model.trailers) expect(trailer).toMatch(/^[A-Za-z-]+:/);
  });
});

describe("what commits tell", () => {
  test("is nothing where there is no mark, and nothing where there is no commit", () => {
    expect(provenanceOf([commitOf()], models)).toEqual({
      writer: "unknown",
      marks: [],
      authors: ["Ann"],
      commits: ["c".repeat(40)],
    });
    expect(provenanceOf([], models)).toEqual({ writer: "unknown", marks: [], authors: [], commits: [] });
  });

  test("names every product, agents before other programs", () => {
    const commits = [
      commitOf("Author: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"),
      commitOf("Co-authored-by: Codex <noreply@openai.com>", "Co-Authored-By: Claude <noreply@anthropic.com>"),
    ];
    expect(provenanceOf(commits, models)).toMatchObject({
      writer: "agent",
      marks: ["Claude Code", "Codex", "Dependabot"],
      authors: ["Ann", "dependabot[bot]"],
    });
    expect(provenanceOf(commits.slice(0, 1), models).writer).toBe("automation");
  });

  test("is read in the middle of a squashed message, and from the committer", () => {
    expect(namesOf(commitOf("* one", "", "  Co-authored-by: Cursor <cursoragent@cursor.com>", "", "* two"))).toEqual([
      "Cursor",
    ]);
    const committed = { ...commitOf(), committer: { name: "x", email: "noreply@anthropic.com" } };
    expect(namesOf(committed)).toEqual(["Claude Code"]);
  });

  test("takes linear time, whatever the message", () => {
    const messages = ["Co-Authored-By: ", "a-", "x: ", "<", " ", "\n", "Generated with [Claude "].map((text) =>
      text.repeat(500_000),
    );
    expectCpuBelow(2000, () => {
      for (const message of messages)
        marksOf({ ...commitOf(), message, author: { name: message, email: message } }, models);
    });
  });
});
