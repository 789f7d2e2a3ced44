import { commandCovers, patternCovers, toolCovers } from "#lock/order-pattern.ts";
import { setDirection, uncovered, type Covers } from "#lock/order-set.ts";
import type { Direction } from "#lock/order-word.ts";

/** The AWS actions that a pattern stands for, in lower case; undefined where that is not known. */
export type ExpandActions = (pattern: string) => readonly string[] | undefined;

/** The way from one list of actions of a system to another; undefined if both give the same. */
export function actionDirection(
  system: string,
  before: readonly string[],
  after: readonly string[],
  expand: ExpandActions,
): Direction | undefined {
  if (system !== "aws" && system !== "aws-trust") {
    const covers = actionCovers(system);
    return setDirection(uncovered(before, after, covers), uncovered(after, before, covers));
  }
  const [from, to] = [awsActions(before), awsActions(after)];
  if (from.except !== to.except) return to.except ? "wider" : "narrower";
  const gained = awsUncovered(from.actions, to.actions, expand);
  const lost = awsUncovered(to.actions, from.actions, expand);
  return from.except ? setDirection(lost, gained) : setDirection(gained, lost);
}

/** What one action of a system includes, beyond itself. */
export function actionCovers(system: string): Covers {
  switch (system) {
    case "shell":
      return commandCovers;
    case "filesystem":
      return fileCovers;
    case "github":
      return scopeCovers;
    case "tool":
      return (outer, inner) => profileCovers(outer, inner) || toolCovers(outer, inner);
    case "aws":
    case "aws-trust":
      return (outer, inner) => patternCovers(outer.toLowerCase(), inner.toLowerCase());
    default:
      return patternCovers;
  }
}

/** `read src/**`: an action and a path pattern. Without a pattern every file is meant. */
function fileCovers(outer: string, inner: string): boolean {
  const [outerAction, outerPath] = splitAt(outer, " ");
  const [innerAction, innerPath] = splitAt(inner, " ");
  return outerAction === innerAction && patternCovers(outerPath, innerPath, "within-slashes");
}

/** What GitHub's levels include of one another. */
const scopeLevels: ReadonlyMap<string, number> = new Map([
  ["none", 0],
  ["read", 1],
  ["write", 2],
  ["admin", 3],
]);

/** What a token may do at the least where nothing is said, whatever the repository's default is. */
const leastDefault: ReadonlySet<string> = new Set(["none", "contents:read", "metadata:read", "packages:read"]);

/** `contents:write` includes `contents:read`, `*:read` that of every scope. */
function scopeCovers(outer: string, inner: string): boolean {
  if (inner === "none") return true;
  if (outer === "default") return leastDefault.has(inner);
  const [outerScope, outerLevel] = splitAt(outer, ":");
  const [innerScope, innerLevel] = splitAt(inner, ":");
  const [most, asked] = [scopeLevels.get(outerLevel), scopeLevels.get(innerLevel)];
  if (most === undefined || asked === undefined) return false;
  return most >= asked && (outerScope === "*" || outerScope === innerScope);
}

const profiles: readonly string[] = ["profile minimal", "profile messaging", "profile coding", "profile full"];

/** OpenClaw's tool profiles: each includes the one before it. */
function profileCovers(outer: string, inner: string): boolean {
  const [most, asked] = [profiles.indexOf(outer), profiles.indexOf(inner)];
  return most >= asked && asked >= 0;
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + separator.length)];
}

/** The actions of a statement, or those that it leaves out of all (`NotAction`, written with `!`). */
function awsActions(actions: readonly string[]): { readonly except: boolean; readonly actions: readonly string[] } {
  const except = actions.length > 0 && actions.every((action) => action.startsWith("!"));
  const names = actions.map((action) => action.slice(except ? 1 : 0).toLowerCase());
  return { except, actions: names };
}

/** A pattern that no single one covers may be covered by several together: then each action it stands for is asked. */
function awsUncovered(outer: readonly string[], inner: readonly string[], expand: ExpandActions): string[] {
  return uncovered(outer, inner, patternCovers).filter((pattern) => {
    if (!/[*?]/.test(pattern) || !outer.some((other) => overlaps(other, pattern))) return true;
    const actions = expand(pattern);
    return actions === undefined || actions.length === 0 || uncovered(outer, actions, patternCovers).length > 0;
  });
}

/** Holds if the two may speak of the same service. */
function overlaps(one: string, other: string): boolean {
  const [left, right] = [splitAt(one, ":")[0], splitAt(other, ":")[0]];
  return left === right || /[*?]/.test(left) || /[*?]/.test(right);
}
