import { expect, test } from "vitest";
import { flowLocation, type Searched } from "#flow-location.ts";
import { syntaxes } from "#syntax/table.ts";
import { lineStartsOf } from "#model/location.ts";

const text = "one\ntwo\nthree";
const searched: Searched = {
  document: syntaxes.text("a.txt", text),
  lines: lineStartsOf(text),
  told: new Map(),
};

test("a place on a way tells what stands there, and how many places before it are left out", () => {
  const messages = [undefined, 1, 1200].map((leftOut) => {
    const step = { start: 4, end: 7, role: "step" as const, ...(leftOut !== undefined && { leftOut }) };
    return flowLocation(step, searched).message;
  });
  expect(messages).toEqual([
    "passes here: two",
    "passes here, after 1 more place: two",
    "passes here, after 1200 more places: two",
  ]);
});

test("a place is looked at for secrets once, however many ways lead through it", () => {
  const told = new Map([["8-13", "already known"]]);
  const { message } = flowLocation({ start: 8, end: 13, role: "sink" }, { ...searched, told });
  expect(message).toBe("ends here: already known");
});
