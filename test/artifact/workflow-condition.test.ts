import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passageOf, readCondition } from "#artifact/workflow-condition.ts";
import type { GateLookup } from "#artifact/workflow-condition-leaf.ts";
import { expectCpuBelow } from "../cost.ts";

/** Knows one job and one step that check who started the run. */
const lookup: GateLookup = (_, id) => (id === "check" ? { sender: "writers", setting: "check" } : undefined);

function senderOf(text: string, event: string): string {
  const passage = passageOf(readCondition(text), event, lookup);
  if (typeof passage === "string") return passage;
  return [passage.sender, ...(passage.senders ?? [])].join(" ");
}

const members = `fromJSON('["OWNER", "MEMBER", "COLLABORATOR"]')`;

describe("conditions that let in only some", () => {
  it.each([
    ["github.event.comment.author_association == 'OWNER'", "issue_comment", "writers"],
    ["'MEMBER' == github.event.comment.author_association", "issue_comment", "writers"],
    ["${{ github.event.issue.author_association == 'OWNER' }}", "issues", "writers"],
    [`contains(${members}, github.event.comment.author_association)`, "issue_comment", "writers"],
    [`contains( 'OWNER,MEMBER' , github.event.review.author_association )`, "pull_request_review", "writers"],
    [
      `contains(fromJSON('["OWNER","CONTRIBUTOR"]'), github.event.comment.author_association)`,
      "issue_comment",
      "allowlist CONTRIBUTOR OWNER",
    ],
    [
      `contains(${members}, github.event.comment.author_association || github.event.issue.author_association)`,
      "issue_comment",
      "writers",
    ],
    [
      `contains(${members}, github.event.comment.author_association || github.event.issue.author_association)`,
      "issues",
      "writers",
    ],
    ["github.actor == 'alice'", "issue_comment", "allowlist alice"],
    ["github.triggering_actor == 'alice' || github.actor == 'bob'", "issues", "allowlist alice bob"],
    ["github.event.sender.login == vars.OWNER", "issues", "allowlist vars.OWNER"],
    [`contains(fromJSON('["bob","alice"]'), github.actor)`, "issues", "allowlist alice bob"],
    ["contains(fromJSON(vars.PEOPLE), github.actor)", "issues", "allowlist fromJSON(vars.PEOPLE)"],
    ["github.event.pull_request.head.repo.full_name == github.repository", "pull_request_target", "writers"],
    ["github.event.pull_request.head.repo.fork == false", "pull_request_target", "writers"],
    ["!github.event.pull_request.head.repo.fork", "pull_request_target", "writers"],
    ["!(github.event.pull_request.head.repo.fork)", "pull_request_target", "writers"],
    ["github.event.pull_request.head.repo.full_name != github.repository || github.actor == 'a'", "issues", "open"],
    ["github.event.pull_request.merged == true", "pull_request_target", "writers"],
    ["github.event.workflow_run.event == 'push'", "workflow_run", "writers"],
    ["github.event.workflow_run.head_repository.full_name == github.repository", "workflow_run", "writers"],
    ["github.event.label.name == 'safe to test'", "pull_request_target", "writers"],
    ["github.event.action == 'labeled' && github.event.label.name == 'ok'", "issues", "writers"],
    ["needs.check.outputs.allowed == 'true'", "issues", "writers"],
    ["needs.check.outputs.allowed != 'false'", "issues", "writers"],
    ["needs.check.result == 'success'", "issues", "writers"],
    ["steps.check.outputs.permitted", "issues", "writers"],
    ["contains('admin write', steps.check.outputs.permission)", "issues", "writers"],
    ["contains(github.event.comment.body, '@x') && github.actor == 'a'", "issue_comment", "allowlist a"],
    [
      "(contains(github.event.comment.body, '@x') || startsWith(github.event.comment.body, '/y')) && (github.actor == 'a')",
      "issue_comment",
      "allowlist a",
    ],
    ["github.event_name == 'push' || github.actor == 'a'", "issues", "allowlist a"],
    ["github.event_name != 'issues' || github.actor == 'a'", "issues", "allowlist a"],
    ["!(github.event_name == 'issues' && github.actor != 'a')", "issues", "allowlist a"],
    ["GITHUB.EVENT_NAME == 'issues' && GitHub.Actor == 'a'", "issues", "allowlist a"],
    ["github.actor == 'it''s'", "issues", "allowlist it''s"],
    ["success() && github.actor == 'a'", "issues", "allowlist a"],
  ])("%s on %s: %s", (text, event, expected) => {
    expect(senderOf(text, event)).toBe(expected);
  });
});

describe("conditions that are no gate", () => {
  it.each([
    ["contains(github.event.comment.body, '@claude')", "issue_comment"],
    ["github.event.comment.user.type != 'Bot'", "issue_comment"],
    ["github.event.sender.type == 'User'", "issues"],
    ["github.actor != 'dependabot[bot]'", "issue_comment"],
    ["endsWith(github.actor, '[bot]')", "issues"],
    ["contains(github.actor, 'trusted')", "issues"],
    ["startsWith(github.actor, 'acme-')", "issues"],
    ["github.event.comment.author_association != 'NONE'", "issue_comment"],
    [`contains(fromJSON('["OWNER", "NONE"]'), github.event.comment.author_association)`, "issue_comment"],
    [`!contains(${members}, github.event.comment.author_association)`, "issue_comment"],
    // Speaks of whoever opened the issue, not of whoever comments.
    ["github.event.issue.author_association == 'OWNER'", "issue_comment"],
    ["github.event.issue.user.login == 'alice'", "issue_comment"],
    [
      `contains(${members}, github.event.issue.author_association || github.event.comment.author_association)`,
      "issue_comment",
    ],
    ["github.actor == github.event.pull_request.user.login", "pull_request_target"],
    ["github.event.pull_request.head.repo.full_name == github.repository", "pull_request_review_comment"],
    ["github.event.pull_request.head.repo.fork", "pull_request_target"],
    ["github.event.label.name == 'ok'", "issue_comment"],
    ["contains(github.event.issue.labels.*.name, 'ok')", "issues"],
    ["github.event.workflow_run.head_branch == 'main'", "workflow_run"],
    ["github.event.workflow_run.event == 'pull_request'", "workflow_run"],
    ["github.event.workflow_run.conclusion == 'success'", "workflow_run"],
    ["github.repository == 'acme/app'", "issues"],
    ["github.ref == 'refs/heads/main'", "issue_comment"],
    ["needs.check.outputs.allowed == 'false'", "issues"],
    ["needs.other.outputs.allowed == 'true'", "issues"],
    ["github.actor == 'a' || contains(github.event.comment.body, '@x')", "issue_comment"],
    ["inputs.x", "issues"],
    // A text beside an expression makes a string, and every string holds.
    ["${{ github.actor == 'a' }}\n", "issues"],
    ["${{ github.actor == 'a' }} && ${{ github.actor == 'b' }}", "issues"],
    [" ${{ github.actor == 'a' }}", "issues"],
  ])("%s on %s", (text, event) => {
    expect(["open", "always"]).toContain(senderOf(text, event));
  });
});

describe("conditions about the event", () => {
  it.each([
    ["github.event_name == 'push'", "push", "always"],
    ["github.event_name == 'push'", "issues", "never"],
    ["github.event_name != 'push'", "push", "never"],
    ["github.event_name == 'push' && github.actor == 'a'", "issues", "never"],
    ["false", "push", "never"],
    ["!true", "push", "never"],
    ["", "push", "always"],
    ["always()", "push", "always"],
    ["github.event_name == 'push' || github.event_name == 'issues'", "issues", "always"],
  ])("%s on %s: %s", (text, event, expected) => {
    expect(senderOf(text, event)).toBe(expected);
  });

  it("say whether they pass over what the job needs", () => {
    expect(readCondition("always() && x").ignoresNeeds).toBe(true);
    expect(readCondition("!cancelled()").ignoresNeeds).toBe(true);
    expect(readCondition("success()").ignoresNeeds).toBe(false);
  });
});

describe("any condition", () => {
  const gate = "github.actor == 'a'";
  const leaf = fc.constantFrom(gate, "x", "github.event_name == 'issues'", "github.event_name == 'push'");
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) && (${right})`),
      fc.tuple(tie("expression"), tie("expression")).map(([left, right]) => `(${left}) || ${right}`),
      tie("expression").map((inner) => `!(${inner})`),
    ),
  }));

  /** Whether the expression can hold for somebody else than `a`, decided by trying. */
  function lets(text: string, actor: string): boolean {
    return [true, false].some((x) => {
      const source = text
        .replaceAll("github.actor == 'a'", String(actor === "a"))
        .replaceAll("github.event_name == 'issues'", "true")
        .replaceAll("github.event_name == 'push'", "false")
        .replaceAll("x", String(x));
      return evaluate(source);
    });
  }

  it("that is said to have a gate lets nobody else in", () => {
    fc.assert(
      fc.property(expression, (text) => {
        const sender = senderOf(text, "issues");
        if (sender === "never") expect(lets(text, "a") || lets(text, "b")).toBe(false);
        if (sender.startsWith("allowlist")) expect(lets(text, "b")).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["", "always"],
    ["&&", "open"],
    ["((((", "always"],
    ["))))", "always"],
    ["a ||", "open"],
    ["'", "open"],
    ["(a == b) == c", "open"],
    ["contains(", "open"],
    ["contains('a', github.actor", "open"],
  ])("that is malformed is read as open: %s", (text, expected) => {
    expect(senderOf(text, "issues")).toBe(expected);
  });

  it("costs time in proportion, and none if it is longer than anybody writes", () => {
    expectCpuBelow(2000, () => {
      for (const part of ["(", "!", "a && ", "contains(x, ", "'", "a == ", "((a)||", "needs.check.outputs.x || "]) {
        senderOf(part.repeat(7000 / part.length), "issues");
        expect(senderOf(part.repeat(100_000), "issues")).toBe("always");
      }
    });
  });
});

/** The value of an expression of `true`, `false`, `!`, `&&`, `||` and parentheses. */
function evaluate(source: string): boolean {
  const tokens = source.match(/true|false|&&|\|\||[()!]/g) ?? [];
  let at = 0;
  const primary = (): boolean => {
    const token = tokens[at++];
    if (token === "!") return !primary();
    if (token !== "(") return token === "true";
    const value = disjunction();
    at++;
    return value;
  };
  const conjunction = (): boolean => {
    let value = primary();
    while (tokens[at] === "&&") {
      at++;
      value = primary() && value;
    }
    return value;
  };
  const disjunction = (): boolean => {
    let value = conjunction();
    while (tokens[at] === "||") {
      at++;
      value = conjunction() || value;
    }
    return value;
  };
  return disjunction();
}
