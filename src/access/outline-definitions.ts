import { onlyAnswer } from "#access/answer-only.ts";
import type { Describe, OutlineBuilder } from "#access/outline-builder.ts";
import type { ExpressionWriter } from "#access/outline-expressions.ts";
import { assignedFieldsOf, parameterFieldsOf } from "#access/fields.ts";
import { endOf } from "#model/location.ts";
import { asksSender, refusesSender } from "#access/sender-tests.ts";
import { leftAfter, turnings } from "#access/turnings.ts";
import type { Placed } from "#access/surroundings.ts";
import { type Binding, parametersOf } from "#access/survey.ts";
import type { Step } from "#access/targets.ts";
import { part, parts } from "#flow/declarations.ts";
import type { Entity } from "#flow/entity.ts";
import type { Node } from "#model/document.ts";
import type { Region } from "#model/location.ts";
import type {
  ClassMember,
  ClassOutline,
  ExpressionId,
  FunctionOutline,
  Item,
  Variable,
} from "#model/module-outline.ts";

/** Longer first strings are no documentation but data. */
const longestDocumentation = 20_000;

/** How variables, functions and classes of a document are said in its outline. */
export function definitionsIn(outline: () => OutlineBuilder, writer: () => ExpressionWriter): Describe {
  const context = { outline, writer };
  return {
    variable: (entity, bindings) => variableOf(context, entity, bindings),
    loop: (node) => loopOf(context, node),
    parameter: (node) => parameterOf(context, node),
    function: (node) => functionOf(context, node),
    class: (node) => classOf(context, node),
    taken: (name, binding) => takenBy(context, binding, name),
  };
}

interface Writing {
  readonly outline: () => OutlineBuilder;
  readonly writer: () => ExpressionWriter;
}

function variableOf(writing: Writing, entity: Entity, bindings: readonly Binding[]): Variable {
  const { outline, writer } = writing;
  const { declaration, owner } = entity;
  const isSearched = bindings.some(({ climbs }) => climbs);
  const values = (isSearched ? [] : bindings).flatMap((binding) => {
    const value = takenBy(writing, binding);
    if (value === undefined) return [];
    return binding.fallback && binding.steps.length > 0 ? [value, writer().write(binding.fallback)] : [value];
  });
  const type = bindings
    .map(({ from }) => ("parameter" in from ? part(from.parameter, "type") : undefined))
    .find(Boolean);
  const written = type && writableType(type);
  return {
    name: String(declaration.value),
    values: isSearched ? [outline().add({ kind: "unknown" })] : values,
    ...(owner && { function: outline().function(owner) }),
    ...(written && { type: writer().write(written) }),
    ...(!entity.isShared && loopsAround(writing, bindings)),
  };
}

/** What a name is given; with the name, told as what stands there. */
function takenBy(writing: Writing, binding: Binding, name?: Node): ExpressionId | undefined {
  const start = startOf(writing, binding);
  if (start === undefined) return undefined;
  const region = name ? writing.outline().region(name) : nowhere;
  return binding.steps.reduce((from, step) => reached(writing, from, { step, region }), start);
}

const nowhere: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** The loops around all that a variable is given. */
function loopsAround({ outline }: Writing, bindings: readonly Binding[]): Pick<Variable, "loops"> {
  if (bindings.some(({ loops }) => loops === undefined)) return {};
  const loops = new Set(bindings.flatMap((binding) => binding.loops ?? []));
  return { loops: [...loops].map((loop) => outline().loop(loop)) };
}

function startOf({ outline, writer }: Writing, { from }: Binding): ExpressionId | undefined {
  if ("module" in from)
    return outline().add({ kind: "import", module: from.module, ...(from.name !== undefined && { name: from.name }) });
  if ("loop" in from) return outline().add({ kind: "variable", variable: outline().loop(from.loop) });
  if ("parameter" in from) return outline().add({ kind: "variable", variable: outline().parameter(from.parameter) });
  const { value } = from;
  if (value.kind === "function") return outline().add({ kind: "function", function: outline().function(value) });
  return writer().write(value);
}

function reached(
  { outline, writer }: Writing,
  from: ExpressionId,
  { step, region }: { readonly step: Step; readonly region: Region },
): ExpressionId {
  const builder = outline();
  if ("without" in step) return builder.add({ kind: "rest", of: from, without: step.without });
  const property =
    "computed" in step ? writer().write(step.computed) : builder.add({ kind: "constant", value: step.key, region });
  return builder.add({ kind: "member", object: from, property, region });
}

function loopOf({ outline, writer }: Writing, node: Node): Variable {
  const [iterable] = parts(node, "iterable");
  const of = iterable && writer().write(iterable);
  const isKeys = node.kind === "for-each" && node.label === "in" && outline().source.document.syntax !== "python";
  if (of === undefined || isKeys) return { name: "", values: [], loop: true };
  return { name: "", values: [outline().add({ kind: "element", of })], loop: true };
}

function parameterOf({ outline, writer }: Writing, node: Node): Variable {
  const fallback = part(node, "default");
  const target = part(node, "target");
  const owner = outline().source.survey.parameters.get(node);
  const type = part(node, "type");
  const written = type && writableType(type);
  const takes = node.value === "rest" ? "rest" : node.value === "keywords" ? "keywords" : undefined;
  return {
    name: target?.kind === "name" ? String(target.value) : "",
    values: fallback ? [writer().write(fallback)] : [],
    ...(owner && {
      parameter: { function: outline().function(owner.node), index: owner.index, ...(takes && { takes }) },
    }),
    ...(written && { type: writer().write(written) }),
  };
}

/** A type that is a name, dotted or not; of one with arguments, what they are given to. */
function writableType(type: Node): Node | undefined {
  if (type.kind === "name" || type.kind === "member") return type;
  return type.kind === "index" ? part(type, "object") : undefined;
}

function functionOf(writing: Writing, node: Node): FunctionOutline {
  const { outline, writer } = writing;
  const builder = outline();
  const { survey } = builder.source;
  const at = survey.functions.get(node);
  const name = part(node, "name");
  const given = parametersOf(node, at);
  const documentation = documentationOf(part(node, "body"));
  const decisions = survey.decisions.get(node) ?? [];
  const turned = turnings(node, decisions).map(({ test, throws, goesOn }) => ({
    end: endOf(builder.region(test)),
    ...(throws && { throws }),
    ...(goesOn && { goesOn }),
  }));
  const asked = leftAfter(node, decisions);
  const answer = onlyAnswer(node, builder.source.document.syntax === "python");
  const items = (placed: readonly Placed[] | undefined) => (placed ?? []).flatMap((one) => returned(writing, one));
  return {
    ...(name && { name: String(name.value) }),
    ...(at?.class && { class: builder.class(at.class) }),
    ...(at?.function && { outer: builder.function(at.function) }),
    ...(at && at.loops.length > 0 && { loops: at.loops.map((loop) => builder.loop(loop)) }),
    parameters: given.map((parameter) => builder.parameter(parameter)),
    names: given.map((parameter) => String(part(parameter, "target")?.value ?? "")),
    returns: items(survey.returns.get(node)),
    yields: items(survey.yields.get(node)),
    ...(documentation !== undefined && { documentation }),
    ...(asksSender(node, decisions) && { asksSender: true }),
    ...(refusesSender(node, decisions) && { refusesSender: true }),
    ...(turned.length > 0 && { turnsAway: turned }),
    ...(asked.length > 0 && { leftAfter: asked }),
    ...(answer && {
      onlyAnswers: { isAnswer: answer.isAnswer, through: answer.through.map((callee) => writer().write(callee)) },
    }),
    region: builder.region(node),
  };
}

function returned({ outline, writer }: Writing, { node, at }: Placed): Item[] {
  const value = node.kind === "return" || node.kind === "yield" ? part(node, "value") : node;
  if (!value) return [];
  const loops = at.loops.map((loop) => outline().loop(loop));
  const delegates = node.kind === "yield" && node.label !== undefined;
  return [
    {
      value: writer().write(value),
      ...(loops.length > 0 && { loops }),
      ...(at.conditional && { conditional: true as const }),
      ...(delegates && { spread: true as const }),
    },
  ];
}

/** What the first string of a body says. */
export function documentationOf(body: Node | undefined): string | undefined {
  const first = body?.kind === "block" ? parts(body, "statement")[0] : undefined;
  const text = first?.kind === "expression-statement" ? part(first, "expression") : undefined;
  if (text?.kind !== "string") return undefined;
  const value = String(text.value);
  return value.length <= longestDocumentation ? value : undefined;
}

function classOf(writing: Writing, node: Node): ClassOutline {
  const { outline, writer } = writing;
  const builder = outline();
  const name = part(node, "name");
  const [base] = parts(node, "base");
  const members = parts(node, "member");
  const constructor = members.find(
    (member) =>
      member.kind === "function" && (member.label === "constructor" || part(member, "name")?.value === "__init__"),
  );
  const superCall = builder.source.survey.superCalls.get(node);
  const [first] = members;
  const documentation = first?.kind === "expression-statement" ? stringOf(part(first, "expression")) : undefined;
  return {
    ...(name && { name: String(name.value) }),
    ...(base && { base: writer().write(base.kind === "keyword-argument" ? (part(base, "value") ?? base) : base) }),
    ...(constructor && { initializer: builder.function(constructor) }),
    ...(superCall && { superCall: writer().write(superCall) }),
    members: [...members.flatMap((member) => memberOf(writing, member)), ...assignedFields(writing, node)],
    ...(documentation !== undefined && { documentation }),
    region: builder.region(node),
  };
}

function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === "string" ? String(node.value) : undefined;
}

function memberOf({ outline, writer }: Writing, member: Node): ClassMember[] {
  if (member.kind === "function") {
    const name = part(member, "name");
    if (!name || name.kind !== "name") return [];
    const value = outline().add({ kind: "function", function: outline().function(member) });
    return [{ name: String(name.value), value, ...(isGetter(member) && { getter: true as const }) }];
  }
  const holder = member.kind === "expression-statement" ? part(member, "expression") : member;
  if (!holder || (holder.kind !== "field" && holder.kind !== "assign")) return [];
  const target = part(holder, "target");
  const value = part(holder, "value");
  if (target?.value === undefined || !value) return [];
  return [{ name: String(target.value), value: writer().write(value) }];
}

function isGetter(member: Node): boolean {
  if (member.label === "getter") return true;
  return parts(member, "decorator").some((decorator) => {
    const expression = part(decorator, "expression");
    return expression?.kind === "name" && (expression.value === "property" || expression.value === "cached_property");
  });
}

/** What methods assign to fields of their object, and constructors make fields of. */
function assignedFields({ outline, writer }: Writing, node: Node): ClassMember[] {
  const builder = outline();
  const assigned = assignedFieldsOf(builder.source.survey, node).map(({ name, value }) => ({
    name,
    value: writer().write(value),
  }));
  const given = parameterFieldsOf(node).map(({ name, parameter }) => ({
    name,
    value: builder.add({ kind: "variable", variable: builder.parameter(parameter) }),
  }));
  return [...assigned, ...given];
}
