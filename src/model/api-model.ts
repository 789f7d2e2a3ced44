import type { FactKind } from "#model/fact.ts";

/**
 * Where a value stands, as seen from a call. It begins with
 *
 * - a number: the argument at that place, from 0; a name: the argument of that name;
 * - `of NAME N`, `of NAME NAME`: the same of an earlier call on the way, `NAME` being what was called:
 *   `of client 0` is `"iam"` in `boto3.client("iam").create_role()`;
 * - `target`: what a decorator decorates, or the object of a class;
 * - `callee`: what is called;
 * - `item` and `key`: what `each` gives; of what is read, `key` is the last of its names (elsewhere it is an argument's).
 *
 * and goes on with `.name` (a property; of what a call from outside gives, what it was given under that name, and `.0` at
 * that place), `[]` (each item of a list), `{}` (each value of an object), `()` (what a call of it returns), `#name` and
 * `#documentation` (of a function or a class), `#host` (of an address), `#word` (the first one of a text, without
 * folders: the program of a command), `#file` (the file that it is, or that its data comes from), `#text` (as far as it is known, with `*` for what is not; the words of a list with spaces between
 * them), `#credential` (the name of a variable of the environment, if it says that the
 * variable is a credential), `#issuer`, `#authority` and `#lifetime` (what such a name tells of them), `#origin` (of what a method of
 * something from outside gives, what the method was called of: `new A(1).with(2)` is `new A(1)`). Alternatives stand
 * behind `|`: the first that is there counts.
 */
export type Selector = string;

/**
 * A method of what a call makes, or of a field of that, which adds to what the call was given:
 * `statement.addActions("s3:GetObject")`, `agent.handoffs.append(other)`.
 */
export interface Filling {
  readonly method: string;
  /** The list that what the method is given is added to: `0.actions`, or an argument's name. */
  readonly into: string;
  /** What is added instead, if the method is called at all. */
  readonly value?: string;
}

/** One function for all tools of a server, which is given the name of the one that is called. */
export interface CallHandler {
  readonly handler: Selector;
  /** Where the name stands in what the function is given: the place of the argument, and the names that lead on. */
  readonly name: string;
}

/** What an agent is made with: lists (`tools[]`, `tools{}`) or single values. What is in none of them it does not have. */
export interface Parts {
  readonly tools: readonly Selector[];
  /** What has tools that only a run tells. */
  readonly servers: readonly Selector[];
  /** Agents that it may hand over to, or have do something. */
  readonly agents: readonly Selector[];
}

/** What must hold of a call for a row to speak of it; of `item` and `key`, of each of them. */
export interface ApiCondition {
  readonly at: Selector;
  /** The value must be one of these, or an expression of them: `/…/`. What comes from outside is known by its last name. */
  readonly is?: readonly string[];
  /** The value must be one of these, if it is known at all. */
  readonly may?: readonly string[];
  /** The value must be known, and none of these. */
  readonly not?: readonly string[];
  /** The value must not be known to be one of these: the rest of what `is` takes. */
  readonly unless?: readonly string[];
  /** The value must be there (true), or must not be (false). */
  readonly given?: boolean;
}

/** What kinds of arguments a call must have where nobody knows what is called. */
export type ArgumentShape = "text" | "object" | "function" | "any";

/**
 * A row that says which fact the call of an interface is. In the texts of key, anchor and value, `$(selector)` stands for
 * the value there; a text that is nothing else is left out if the value is not known, and one in a list is all of its
 * values. Elsewhere what is not known is `*`, and the items of a list stand with commas between them.
 */
export interface ApiModel {
  readonly id: string;
  /** The vendor or the library: `aws`, `mcp`, … the name of the file. */
  readonly system: string;
  readonly language: "script" | "python";
  /** Modules that export what `paths` begins with; `*` stands for any further text. Empty: what every program has. */
  readonly modules: readonly string[];
  /**
   * The names that lead from the module to what is called, calls left out: `McpServer.registerTool`. `*` stands for any
   * one name, `**` for any number of them. A path that is `default` is what the module exports by default or is as a
   * whole; before further names, it is left out.
   */
  readonly paths: readonly string[];
  /**
   * What is meant: a call, the use of a decorator, a class that is derived from it, or that it is read. What is read has a
   * name before its last one that is no `*`.
   */
  readonly use: "call" | "decorator" | "base" | "read";
  /** Versions of the module for which the row holds, as its documentation writes them, with `||` between them. */
  readonly version?: string;
  readonly where: readonly ApiCondition[];
  /** Without knowing what is called: the last name counts if the arguments are like this. */
  readonly shape?: readonly ArgumentShape[];
  /** Without knowing what is called: the last name counts if what it is called of has one of these names. */
  readonly receivers?: readonly string[];
  /** Methods that fill what the call makes; they count as far as its module calls them. */
  readonly fills?: readonly Filling[];
  /** One fact for each of these: `[]` or `{}` of a place, or of the first of several that is there. */
  readonly each?: Selector;
  /** Holds for tools that are only listed: what runs when they are called, a row with `calls` says for their anchor. */
  readonly listed?: true;
  /** Of an agent, and of a tool that starts one: what it has. */
  readonly has?: Parts;
  /** Of a tool: the agent that has it. */
  readonly of?: Selector;
  /** The row states no fact, but that objects of the class have in this list what the decorated method returns. */
  readonly gathers?: string;
  /** The row states no fact, but what runs when tools of its anchor are called that are only listed. */
  readonly calls?: CallHandler;
  readonly fact: {
    readonly kind: FactKind;
    readonly key: string;
    readonly anchor?: string;
    readonly value: Readonly<Record<string, unknown>>;
  };
  readonly evidence: string;
}
