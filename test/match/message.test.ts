import { expect, test } from "vitest";
import { bindText } from "#match/binding.ts";
import { interpolate } from "#match/message.ts";

const bindings = new Map([
  ["$SERVER", bindText("s", { start: 0, end: 1 })],
  ["$SERVER_NAME", bindText("n", { start: 0, end: 1 })],
  ["$...ARGS", bindText("a, b", { start: 0, end: 4 })],
  ["$1", bindText("one", { start: 0, end: 3 })],
  ["$Q", { ...bindText('"q"', { start: 0, end: 3 }), value: "q" }],
  ["$D", bindText("$SERVER $& $1", { start: 0, end: 3 })],
]);

test.each([
  ["$SERVER_NAME and $SERVER", "n and s"],
  ["$SERVERS", "sS"],
  ["$...ARGS", "a, b"],
  ["$1 $2", "one $2"],
  ["$Q value($Q)", '"q" q'],
  ["value($NO) $NO", "value($NO) $NO"],
  ["$D", "$SERVER $& $1"],
  ["costs $ 5", "costs $ 5"],
])("%s", (message, expected) => {
  expect(interpolate(message, bindings)).toBe(expected);
});
