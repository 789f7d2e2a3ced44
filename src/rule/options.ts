import type { RuleOptions } from "#model/rule.ts";
import { cutShort, nearest } from "#model/user-error.ts";
import type { SourceNode } from "#rule/source.ts";

/** The version of Semgrep whose language is read here: rules that ask for a later one are passed over. */
const languageVersion = "1.100.0";

type Kind = "boolean" | "number" | "list" | readonly string[];

/** Semgrep's and Opengrep's options with their types. */
const options: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[
    "constant_propagation",
    "symbolic_propagation",
    "taint_unify_mvars",
    "taint_assume_safe_functions",
    "taint_assume_safe_indexes",
    "taint_assume_safe_comparisons",
    "taint_assume_safe_booleans",
    "taint_assume_safe_numbers",
    "taint_only_propagate_through_assignments",
    "taint_intrafile",
    "taint_interfile",
    "guarded_taint_signatures",
    "ac_matching",
    "commutative_boolop",
    "commutative_compop",
    "symmetric_eq",
    "vardef_assign",
    "flddef_assign",
    "attr_expr",
    "unify_ids_strictly",
    "arrow_is_function",
    "let_is_var",
    "go_deeper_expr",
    "go_deeper_stmt",
    "implicit_deep_exprstmt",
    "implicit_ellipsis",
    "implicit_return",
    "xml_singleton_loose_matching",
    "xml_attrs_implicit_ellipsis",
    "xml_children_ordered",
    "decorators_order_matters",
    "generic_multiline",
    "generic_caseless",
    "interfile",
    "dynamic_timeout",
  ].map((name): [string, Kind] => [name, "boolean"]),
  ...[
    "generic_ellipsis_max_span",
    "max_match_per_file",
    "taint_interfile_depth",
    "taint_fixpoint_timeout",
    "timeout",
    "dynamic_timeout_unit_kb",
    "dynamic_timeout_max_multiplier",
  ].map((name): [string, Kind] => [name, "number"]),
  ["generic_braces", "list"],
  ["generic_extra_braces", "list"],
  ["generic_extra_word_characters", "list"],
  ["generic_engine", ["spacegrep", "aliengrep"]],
  ["generic_comment_style", ["c", "cpp", "shell"]],
  ["taint_focus_on", ["source", "sink"]],
  ["taint_match_on", ["source", "sink"]],
  ["cpp_parsing_pref", ["as_fundef", "as_vardef_with_ctor"]],
]);

/** Reads the options of a rule. One that nobody knows is a mistake, as it is for Opengrep: it would change nothing. */
export function readOptions(node: SourceNode): RuleOptions {
  const read = node.entries().map(([name, value]) => {
    const kind = options.get(name);
    if (kind !== undefined) return [name, readOption(value, kind)] as const;
    const near = nearest(name, options.keys());
    const suggestion =
      near === undefined ? `Known options: ${[...options.keys()].join(", ")}.` : `Did you mean '${near}'?`;
    throw value.error(`the option '${cutShort(name)}' is not known`, suggestion);
  });
  return Object.fromEntries(read);
}

function readOption(node: SourceNode, kind: Kind): RuleOptions[string] {
  if (kind === "boolean") return node.boolean();
  if (kind === "number") return node.number();
  return kind === "list" ? node.items().map((item) => item.plain()) : node.word(kind);
}

/** Why a rule is not for this version of the language; undefined if it is. */
export function versionObstacle(node: SourceNode): string | undefined {
  const min = readVersion(node.get("min-version"));
  const max = readVersion(node.get("max-version"));
  const own = numbersOf(languageVersion);
  if (min && compareVersions(own, min) < 0) return `it asks for version ${min.join(".")} of the rule language or later`;
  if (max && compareVersions(max, own) < 0)
    return `it asks for version ${max.join(".")} of the rule language or earlier`;
  return undefined;
}

function readVersion(node: SourceNode | undefined): number[] | undefined {
  if (!node) return undefined;
  const text = node.text();
  if (!/^\d{1,6}(?:\.\d{1,6}){0,2}$/.test(text)) throw node.error(`'${text}' is no version`, "Write it as 1.44.0.");
  return numbersOf(text);
}

function numbersOf(version: string): number[] {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return [major, minor, patch];
}

function compareVersions(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((number, at) => number !== right[at]);
  return index < 0 ? 0 : left[index]! - right[index]!;
}
