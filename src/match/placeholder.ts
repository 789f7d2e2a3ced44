/**
 * What pattern syntax (`...`, `$X`, `$...X`, `<... ...>`) is replaced by, so that the front-end of the language itself can
 * parse a pattern: plain words, valid as key and value in every data syntax.
 */
export type Placeholder =
  | { readonly type: "dots" }
  | { readonly type: "rest"; readonly name: string }
  | { readonly type: "metavariable"; readonly name: string }
  /** `($X: T)`, written as a cast. */
  | { readonly type: "typed"; readonly name: string }
  | { readonly type: "deep" };

const mark = "__countersign_";

/** Makes placeholders; numbered, so that no two keys of one mapping are alike. */
export function placeholders(): (what: Placeholder) => string {
  let count = 0;
  return (what) => `${mark}${++count}_${what.type}${"name" in what ? what.name.replace(/^\$(?:\.\.\.)?/, "_") : ""}`;
}

/** The placeholder that a text is, if it is one. */
export function placeholderOf(text: string): Placeholder | undefined {
  if (!text.startsWith(mark)) return undefined;
  const found = /^\d+_(dots|deep|rest|metavariable|typed)(?:_(\w+))?$/.exec(text.slice(mark.length));
  if (!found) return undefined;
  const [, type, name = ""] = found;
  if (type === "dots" || type === "deep") return { type };
  if (type === "rest") return { type, name: `$...${name}` };
  return { type: type === "typed" ? type : "metavariable", name: `$${name}` };
}

/** Holds for `$X` and `$_`. */
export function isMetavariable(text: string): boolean {
  return /^\$[A-Z_][A-Z_0-9]*$/.test(text);
}

/** Holds for `$...X`. */
export function isRest(text: string): boolean {
  return /^\$\.\.\.[A-Z_][A-Z_0-9]*$/.test(text);
}

/** `$_` stands for anything and is never remembered. */
export const anonymous = "$_";
