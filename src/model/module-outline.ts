import type { Region } from "#model/location.ts";

/** Index into the expressions of an outline. */
export type ExpressionId = number;
/** Index into the variables of an outline. */
export type VariableId = number;
/** Index into the functions of an outline. */
export type FunctionId = number;
/** Index into the classes of an outline. */
export type ClassId = number;

/** One of the values that stand in a list or are handed over. */
export interface Item {
  readonly value: ExpressionId;
  /** Holds for `...x` and `*x`: what is in it, and not it. */
  readonly spread?: true;
  /** The variables of loops for each value of which there is one of these, outermost first. */
  readonly loops?: readonly VariableId[];
  /** Holds if something else decides whether it is there. */
  readonly conditional?: true;
}

/** What stands under a key; without one, all that the value has. */
export interface Entry extends Item {
  readonly key?: ExpressionId;
}

/** What an expression of a program says, with as little of the language as possible. Regions are those of the file. */
export type Expression =
  | { readonly kind: "constant"; readonly value: string | number | boolean | null; readonly region: Region }
  /** What is put together by `+` and templates: texts, and lists in some languages. */
  | { readonly kind: "sum"; readonly parts: readonly ExpressionId[]; readonly region: Region }
  | { readonly kind: "list"; readonly items: readonly Item[]; readonly region: Region }
  | { readonly kind: "object"; readonly entries: readonly Entry[]; readonly region: Region }
  | { readonly kind: "variable"; readonly variable: VariableId }
  /** What a module exports under a name; without one, the module. */
  | { readonly kind: "import"; readonly module: string; readonly name?: string }
  /** What nobody here declares. */
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "member"; readonly object: ExpressionId; readonly property: ExpressionId; readonly region: Region }
  | {
      readonly kind: "call";
      readonly callee: ExpressionId;
      readonly arguments: readonly Item[];
      /** What is handed over by name. */
      readonly named: readonly Entry[];
      readonly isNew: boolean;
      readonly region: Region;
    }
  | { readonly kind: "function"; readonly function: FunctionId }
  | { readonly kind: "class"; readonly class: ClassId }
  /** One of several: `a ?? b`, `c ? a : b`; where `test` is, it says which: the first one if it holds, else the second. */
  | { readonly kind: "choice"; readonly of: readonly ExpressionId[]; readonly test?: ExpressionId }
  /** What an operator of sets makes of things of which nobody sees more than where they come from: `a & ~b`. */
  | { readonly kind: "combined"; readonly of: readonly ExpressionId[] }
  /** Any one of what is in a list. */
  | { readonly kind: "element"; readonly of: ExpressionId }
  /** All that an object has but for some keys. */
  | { readonly kind: "rest"; readonly of: ExpressionId; readonly without: readonly string[] }
  /** The object of a class that a method was called of, and that object as one of the class's base. */
  | { readonly kind: "self"; readonly class: ClassId }
  | { readonly kind: "super"; readonly class: ClassId }
  /** What is not followed. */
  | { readonly kind: "unknown"; readonly region?: Region };

/** A property, or what is at an index. */
export type MemberExpression = Extract<Expression, { kind: "member" }>;

/** A call, of a function or a constructor. */
export type CallExpression = Extract<Expression, { kind: "call" }>;

/** Something with a name that values are given to. */
export interface Variable {
  readonly name: string;
  /** What is assigned to it anywhere; of a parameter, its default. */
  readonly values: readonly ExpressionId[];
  /** Of a parameter: whose, and which. `rest` takes all further ones, `keywords` all named ones. */
  readonly parameter?: { readonly function: FunctionId; readonly index: number; readonly takes?: "rest" | "keywords" };
  /** The function that it belongs to; absent: the module. */
  readonly function?: FunctionId;
  /** Holds for what a loop gives another value each time. */
  readonly loop?: true;
  /** The type that it is declared with. */
  readonly type?: ExpressionId;
  /** The loops of its function around what is assigned to it; absent where other functions assign to it, too. */
  readonly loops?: readonly VariableId[];
}

/** Where in a program something happens. */
export interface Context {
  readonly function?: FunctionId;
  readonly loops: readonly VariableId[];
  /** Holds if a test decides whether it happens. */
  readonly conditional: boolean;
}

/** What is put into a list or an object after it was made. */
export interface Mutation extends Context {
  /** Into what: a variable or the object of a class, and the fields that lead on from there. */
  readonly root: { readonly variable: VariableId } | { readonly class: ClassId };
  readonly path: readonly string[];
  readonly entry: Entry;
  /** `item`: appended to a list; `entry`: put under a key, or all that the value has. */
  readonly kind: "item" | "entry";
}

/**
 * A call that may say something about identity; of a decorator, what it decorates is the argument, and of what a class is
 * derived from, the class. Of what is read, a member and no call.
 */
export interface CallSite extends Context {
  readonly call: ExpressionId;
  /** Holds if a row may speak of it; other calls say what functions are given. */
  readonly matters?: true;
  readonly decorates?: true;
  readonly derives?: true;
  /** The calls of the outline that may be gates and have said yes on every way to this one, by their place. */
  readonly gates?: readonly number[];
}

/**
 * What a function names that may be a function of the tree, or be made of something that says of identity: an expression,
 * and the names that lead on from there.
 */
export type Mention = readonly [of: ExpressionId, ...path: string[]];

/** A test by which the ways through a function part, of something that the function was given. */
export interface Decision {
  readonly subject: ExpressionId;
  /** What the subject is asked to be: one of these, one of what is in one of these, or a text that begins with one. */
  readonly is: readonly ExpressionId[];
  readonly how: "equal" | "among" | "start";
  /** The ways that lead to it. */
  readonly after: readonly WayId[];
}

/** From the beginning of a function: 0. From where decision `n` comes out as asked: `2 n + 1`; else: `2 n + 2`. */
export type WayId = number;

/** What a function does on some of its ways, and not on all. */
export interface WayPart {
  readonly after: readonly WayId[];
  /** Of its mentions, those that stand on ways of such parts alone, by their place. */
  readonly mentions: readonly number[];
  readonly regions: readonly Region[];
}

/** What a function does depending on what it was given. */
export interface Ways {
  readonly decisions: readonly Decision[];
  readonly parts: readonly WayPart[];
}

/** How a function that is mentioned is called: with something that the one around it was given. */
export interface HandedOn {
  /** By its place among the mentions. */
  readonly mention: number;
  /** Nothing of what else is handed over is said; nothing at all: it is called, or handed on, without any of it. */
  readonly given: readonly (ExpressionId | null)[];
  readonly named?: readonly { readonly name: string; readonly value: ExpressionId }[];
}

/** A test at which a function is left for some. */
export interface Turning {
  /** Where it ends, as `endOf` counts. */
  readonly end: number;
  /** Holds if it throws: whoever calls it does not go on, either. */
  readonly throws?: true;
  /** Holds if more is done behind it than to answer or to log something. */
  readonly goesOn?: true;
}

/** A function, a method or a lambda. */
export interface FunctionOutline {
  readonly name?: string;
  /** What it is a method of. */
  readonly class?: ClassId;
  /** The function that it stands in. */
  readonly outer?: FunctionId;
  /** The loops that it stands in there. */
  readonly loops?: readonly VariableId[];
  readonly parameters: readonly VariableId[];
  /** The names that arguments may be given by, in the order of the parameters; empty for what has none. */
  readonly names: readonly string[];
  readonly returns: readonly Item[];
  readonly yields: readonly Item[];
  /** What its first string says it does. */
  readonly documentation?: string;
  /** Holds if one of its tests, or a decorator, asks who it is called for. */
  readonly asksSender?: true;
  /** Holds if it hands on what it is called for, and not for everyone. */
  readonly refusesSender?: true;
  /** Where it is left for some of those that it is called for. */
  readonly turnsAway?: readonly Turning[];
  /** The names of functions of whose outcome it asks where it is left. */
  readonly leftAfter?: readonly string[];
  /** What all it does is to say that it was called (`ack()`), or to compute something. */
  readonly onlyAnswers?: OnlyAnswers;
  /** What it calls, hands over or reads, and what functions without a name do within it, each once. */
  readonly mentions?: readonly Mention[];
  /** Where each of these ends for the first time, as `endOf` counts. */
  readonly ends?: readonly number[];
  /** With what of its own it calls what it mentions. */
  readonly hands?: readonly HandedOn[];
  readonly ways?: Ways;
  /** Holds for what has no name where it is made and handed over: it runs as a part of the function around it. */
  readonly isInline?: true;
  readonly region: Region;
}

/** What does nothing in the world, as far as the functions that it calls or has called do not. */
export interface OnlyAnswers {
  /** Holds if it answers somebody. */
  readonly isAnswer: boolean;
  readonly through: readonly ExpressionId[];
}

/** What stands under a name in a class or in its objects. */
export interface ClassMember {
  readonly name: string;
  readonly value: ExpressionId;
  /** Holds if reading it calls it. */
  readonly getter?: true;
}

export interface ClassOutline {
  readonly name?: string;
  readonly base?: ExpressionId;
  readonly initializer?: FunctionId;
  /** What its constructor calls that of its base with. */
  readonly superCall?: ExpressionId;
  readonly members: readonly ClassMember[];
  readonly documentation?: string;
  readonly region: Region;
}

/**
 * What one module says of its values, without its text: as much of it as what it exports and the calls that matter need.
 * Serialisable, and a pure function of the module's bytes and of which calls matter.
 */
export interface ModuleOutline {
  /** Whose rules hold for names, modules and objects; both languages of scripts share theirs. */
  readonly language: "script" | "python";
  readonly expressions: readonly Expression[];
  readonly variables: readonly Variable[];
  readonly functions: readonly FunctionOutline[];
  readonly classes: readonly ClassOutline[];
  readonly calls: readonly CallSite[];
  readonly mutations: readonly Mutation[];
  readonly exports: readonly { readonly name: string; readonly value: ExpressionId }[];
  /** Modules of which everything is exported on. */
  readonly exportsAllOf: readonly string[];
  /** Modules that are imported as what they are, by names that nobody declares. */
  readonly modules?: readonly string[];
  /** Modules of which everything is imported under its own name. */
  readonly importsAllOf: readonly string[];
}
