import { beforeAll, expect, test } from "vitest";
import { analyse } from "#flow/analyse.ts";
import { loadSyntax } from "#load-syntax.ts";
import { compileSearchRule } from "#match/compile.ts";
import { syntaxes } from "#syntax/table.ts";
import { all, pattern, ruleOf } from "./searching.ts";

beforeAll(async () => {
  await loadSyntax("typescript");
});

/** What is called where a method or a function whose name begins with `send` is looked for. */
function calledIn(looked: string, text: string): string[] {
  const named = { type: "metavariable-regex", metavariable: "$F", regex: "^send" } as const;
  const rule = compileSearchRule(
    ruleOf(all([pattern(looked)], { conditions: [named] }), "typescript"),
    syntaxes,
    analyse,
  );
  const { matches, problem } = rule.matches(syntaxes.typescript("a.ts", text));
  expect(problem).toBeUndefined();
  return matches.map(({ bindings }) => bindings.get("$F")?.text ?? "");
}

test("a call is ruled out by its name where a condition asks something of the name, and found cast or not", () => {
  const text = `
bot.sendMessage(a);
bot.receive(a);
bot.receive(bot.sendPhoto(b));
(bot as Sender).sendFile(d);
bot!.sendAll!(e);
bot[sendIt](g);
`;
  expect(calledIn("$X.$F(...)", text)).toEqual(["sendMessage", "sendPhoto", "sendFile", "sendAll"]);
});

test("a name that an import brings is a member of its module, and is called what it is called here", () => {
  const text = `import { sendMail as post, receive as sendNothing } from "mail";
post(a);
sendNothing(b);
send(c);
read(d);`;
  expect(calledIn("$X.$F(...)", text)).toEqual(["sendMail"]);
  expect(calledIn("$F(...)", text)).toEqual(["sendNothing", "send"]);
});
