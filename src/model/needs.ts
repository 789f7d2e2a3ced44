/**
 * What a text must hold for something to be found in it: a literal, all of several needs, or one of several. All of none:
 * nothing is known, and it may be any text.
 */
export type Needs = string | { readonly all: readonly Needs[] } | { readonly any: readonly Needs[] };
