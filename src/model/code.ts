/**
 * The shapes of code, over all languages: for each kind, the roles its children play, in source order, and how a
 * pattern may write them. A front-end lowers its language into these kinds and no others; nothing after it asks
 * which language it was.
 *
 * - `one`: there in both or in neither.
 * - `optional`: a pattern that leaves it out matches with and without it.
 * - `list`: in order, as many as there are; an ellipsis stands for any number.
 * - `optional-list`: the same; a pattern that has none of them matches whatever there is.
 * - `arguments`: positional ones in order, `keyword-argument`s in any order.
 * - `subset`: in any order; a pattern names as many as it likes.
 * - `statements`: in order, and more may follow.
 */
export const codeShapes = {
  // The top, and what holds statements. A body without braces is a block too, with the span of its one statement.
  program: { statement: "statements" },
  block: { statement: "statements" },

  // Definitions. `function` has the label `declaration`, `expression`, `arrow`, `method`, `getter`, `setter`,
  // `constructor` or `lambda`; `class` the label `class`, `interface`, `enum` or `namespace`.
  function: {
    decorator: "subset",
    modifier: "subset",
    name: "optional",
    "type-parameter": "optional",
    parameter: "list",
    result: "optional",
    body: "optional",
  },
  class: {
    decorator: "subset",
    modifier: "subset",
    name: "optional",
    "type-parameter": "optional",
    base: "subset",
    implements: "subset",
    member: "subset",
  },
  /** `value` is the label: `rest` for `...x` and `*x`, `keywords` for `**x`, `separator` for a bare `*` or `/`. */
  parameter: { decorator: "subset", modifier: "subset", target: "one", type: "optional", default: "optional" },
  /** A field of a class, a property signature, a member of an enum. */
  field: { decorator: "subset", modifier: "subset", target: "one", type: "optional", value: "optional" },
  /** One declarator; the label is `var`, `let`, `const` or `using`. `const a = 1, b = 2` is two. */
  define: { modifier: "subset", target: "one", type: "optional", value: "optional" },
  "type-alias": { modifier: "subset", name: "one", "type-parameter": "optional", value: "one" },
  decorator: { expression: "one" },
  /** `value` is the word: `async`, `static`, `readonly`, `private`, `abstract`, `export`, `default`, `*`, … */
  modifier: {},

  // Imports and exports. One `import` a module: `import a, b` is two.
  /** The label is `module` (`import m`, `import m as x`, `import "m"`) or `from`; `source` is a `module-name`. */
  import: { modifier: "subset", source: "one", alias: "optional", specifier: "subset" },
  /** The label is `default`, `namespace`, `wildcard` or absent. */
  specifier: { name: "one", alias: "optional" },
  /** `value`: the module as written, dots and all. */
  "module-name": {},
  /** The label is `named`, `default` or `all`. */
  export: { modifier: "subset", declaration: "one", specifier: "subset", source: "one" },

  // Statements.
  "expression-statement": { expression: "one" },
  if: { test: "one", consequent: "one", alternate: "optional" },
  /** The label is `while`, `until` or `do`. */
  while: { test: "one", body: "one", else: "optional" },
  for: { init: "list", test: "one", update: "list", body: "one" },
  /** The label is `in`, `of` or `await`. */
  "for-each": { target: "one", iterable: "list", body: "one", else: "optional" },
  switch: { subject: "one", case: "subset" },
  /** A default case has no `test`. */
  case: { test: "list", guard: "one", body: "one" },
  try: { body: "one", catch: "subset", else: "optional", finally: "optional" },
  catch: { type: "optional", target: "optional", body: "one" },
  with: { modifier: "subset", item: "list", body: "one" },
  "with-item": { value: "one", target: "optional" },
  return: { value: "one" },
  throw: { value: "one", cause: "optional" },
  assert: { test: "one", message: "optional" },
  delete: { value: "list" },
  /** `break`, `continue` and `goto`: the label says which; `value` is the target, if there is one. */
  jump: {},
  labelled: { name: "one", body: "one" },
  /** `global` and `nonlocal`: the label says which. */
  scope: { name: "list" },
  /** `pass`, `;`, `debugger`. */
  empty: {},

  // Expressions. `string`, `number`, `boolean`, `null`, `sequence` (label `list`, `tuple` or `set`), `mapping` (label
  // `object` or `dict`) with `pair`s and `spread`s are those of data; the `mapping` with the label `selector` holds what a
  // series must be, each a `binary`.
  /** `value` is the identifier; `this` and `super` are names. */
  name: {},
  /** Python's `...` as a value. */
  "ellipsis-literal": {},
  /** `value` is the source, the label the flags. */
  regex: {},
  /** A string with holes: `string`s with the label `piece`, and `interpolation`s. The label is `concatenated` if it is several. */
  template: { tag: "one", part: "list" },
  interpolation: { expression: "one", format: "optional" },
  /** The label is `?.` where it is optional. */
  call: { callee: "one", "type-argument": "optional", argument: "arguments" },
  new: { callee: "one", "type-argument": "optional", argument: "arguments" },
  /** `value` is the name. */
  "keyword-argument": { value: "one" },
  /** `...x`, `*x`, `**x`: the label says which. */
  spread: { value: "one" },
  /** The label is `?.` where it is optional; `property` is a `name`. */
  member: { object: "one", property: "one" },
  /** The label is `:` where it asks again and again: in a subquery. */
  index: { object: "one", index: "list" },
  slice: { lower: "one", upper: "one", step: "one" },
  /** The label is the operator; `++` and `--` have `post` behind them where they stand behind. */
  unary: { operand: "one" },
  /**
   * The label is the operator, words with one space: `not in`. A chain of comparisons is `comparison`. A modifier says
   * more of the operator: `bool`, `on (…)`.
   */
  binary: { left: "one", modifier: "subset", right: "one" },
  comparison: { operand: "list" },
  conditional: { test: "one", consequent: "one", alternate: "one" },
  /** The label is the operator: `=`, `+=`, `:=`. */
  assign: { target: "one", type: "optional", value: "one" },
  await: { value: "one" },
  /** The label is `from` or `*` where it delegates. */
  yield: { value: "one" },
  /** A computed key. */
  computed: { expression: "one" },
  /** The label is `list`, `set`, `dict` or `generator`. */
  comprehension: { element: "one", clause: "list" },
  /** `for x in y` or `if c` of a comprehension: the label says which. */
  clause: { modifier: "subset", target: "one", iterable: "one", test: "one" },
  /** The label is `as`, `<>`, `satisfies` or `!`. */
  cast: { expression: "one", type: "one" },

  // JSX.
  jsx: { name: "one", attribute: "subset", child: "optional-list" },
  "jsx-attribute": { name: "one", value: "optional" },
  "jsx-text": {},

  // Types. A name, dotted or not, is a `name` or a `member`; one with arguments an `index`; all else is a `type`,
  // its label the way it is put together: `union`, `array`, `function`, `literal`, …
  type: { part: "list" },

  // Shell. A word is a `string` if it is known, else a `template` or what it consists of.
  // `a && b` is a `binary`, `! a` a `unary`; a variable that one command alone is given is a `keyword-argument`.
  /** Assignments before the command, words (the first is its name), redirections. */
  "simple-command": { assignment: "subset", word: "list", redirect: "subset" },
  /** `|` and `|&` alike. */
  pipeline: { part: "list" },
  /** `a &`: what is not waited for. */
  background: { expression: "one" },
  /** A loop, a block or another compound command with redirections. */
  redirected: { body: "one", redirect: "subset" },
  redirect: { descriptor: "one", target: "one" },
  /**
   * `$x`, `${x}`, `${x:-y}`: `name` is a `name`, or an `index` for `${x[0]}`; the label is the operator. A pattern
   * without an operator matches whatever the operator is.
   */
  variable: { name: "one", argument: "optional-list" },
  /** `$(…)` and backquotes; the label is `<` or `>` for process substitution. */
  substitution: { statement: "statements" },
  subshell: { statement: "statements" },
  /** `[ … ]`, `[[ … ]]` and `(( … ))`: the label says which. */
  "test-command": { expression: "list" },

  /** What no kind above says: the label is the front-end's name for it. */
  other: { part: "list" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, PartMode>>>>;

/** How the children of one role are compared with those of a pattern. */
export type PartMode = "one" | "optional" | "list" | "optional-list" | "arguments" | "subset" | "statements";

/** What a node of code is. */
export type CodeKind = keyof typeof codeShapes;

type RolesOf<Kind> = Kind extends CodeKind ? keyof (typeof codeShapes)[Kind] : never;

/** What a node is to its parent. `key` and `value` of a `pair`, `item` of a `sequence` and `entry` of a `mapping` come with data. */
export type Role = RolesOf<CodeKind> | "key" | "item" | "entry";
