import type { RuleOptions } from "#model/rule.ts";
import type { Semantics } from "#model/semantics.ts";

/** What a rule's options change about how its patterns match; each under the name that Semgrep gives it. */
export interface MatchOptions {
  /** `constant_propagation`: a name whose value is known matches as that value. */
  readonly knowsConstants: boolean;
  /** `symbolic_propagation`: a name matches as the expression that it was given. */
  readonly knowsExpressions: boolean;
  /** `vardef_assign`: `x = e` matches definitions; `flddef_assign`: and fields of classes. */
  readonly assignsInDefinitions: boolean;
  readonly assignsInFields: boolean;
  /** `arrow_is_function`: it makes no difference how a function is written. */
  readonly arrowsAreFunctions: boolean;
  /** `let_is_var`: it makes no difference how a variable is declared. */
  readonly letIsVar: boolean;
  /** `implicit_ellipsis`: objects may hold more than a pattern names. */
  readonly hasOpenObjects: boolean;
  /** `implicit_deep_exprstmt`: an expression that is a statement is looked for in what statements compute. */
  readonly looksIntoStatements: boolean;
  /** `xml_attrs_implicit_ellipsis`: elements may have more attributes than a pattern names. */
  readonly hasOpenElements: boolean;
  /** `xml_singleton_loose_matching`: `<a/>` matches elements with content. */
  readonly ignoresContent: boolean;
  /** `symmetric_eq`, `commutative_boolop`: the operands of `==`, and of `&&` and `||`, may stand in any order. */
  readonly symmetricEquality: boolean;
  readonly commutativeBooleans: boolean;
  /** `attr_expr`: what decorates is a call like others. */
  readonly seesDecorators: boolean;
  /** `decorators_order_matters`: several decorators stand in the order of the pattern. */
  readonly ordersDecorators: boolean;
  /** `ac_matching`: how a chain of one operator is grouped makes no difference. */
  readonly regroupsOperators: boolean;
}

/** What the options of a rule say of matching. */
export function matchOptions(options: RuleOptions): MatchOptions {
  const isOn = (name: string, usual: boolean) => (typeof options[name] === "boolean" ? options[name] : usual);
  return {
    knowsConstants: isOn("constant_propagation", true),
    knowsExpressions: isOn("symbolic_propagation", false),
    assignsInDefinitions: isOn("vardef_assign", true),
    assignsInFields: isOn("flddef_assign", true),
    arrowsAreFunctions: isOn("arrow_is_function", true),
    letIsVar: isOn("let_is_var", true),
    hasOpenObjects: isOn("implicit_ellipsis", true),
    looksIntoStatements: isOn("implicit_deep_exprstmt", true),
    hasOpenElements: isOn("xml_attrs_implicit_ellipsis", true),
    ignoresContent: isOn("xml_singleton_loose_matching", true),
    symmetricEquality: isOn("symmetric_eq", false),
    commutativeBooleans: isOn("commutative_boolop", false),
    seesDecorators: isOn("attr_expr", true),
    ordersDecorators: isOn("decorators_order_matters", false),
    regroupsOperators: isOn("ac_matching", true),
  };
}

/** The meaning of a document as rules see it that want no constants followed. */
export function withoutConstants(semantics: Semantics): Semantics {
  return { ...semantics, constantOf: () => undefined, isString: () => false };
}
