import type { Node } from "#model/document.ts";
import { asParameter } from "#syntax/python-expressions.ts";
import type { PythonLowering } from "#syntax/python-lower.ts";
import { inField, namedChildren, type Syntax } from "#syntax/syntax-tree.ts";

/** Lowers what defines something: functions, classes, parameters, imports; undefined for what is none. */
export function lowerPythonDefinition(source: Syntax, to: PythonLowering): Node | readonly Node[] | undefined {
  switch (source.type) {
    case "function_definition":
      return functionNode(source, [], to);
    case "class_definition":
      return classNode(source, [], to);
    case "decorated_definition":
      return decorated(source, to);
    case "decorator":
      return to.make("decorator", source, to.all("expression", namedChildren(source)));
    case "type_alias_statement":
      return to.make("type-alias", source, [
        ...to.field("name", source, "left"),
        ...to.field("value", source, "right"),
      ]);
    case "import_statement":
      return inField(source, "name").map((name) => moduleImport(source, name, to));
    case "import_from_statement":
    case "future_import_statement":
      return fromImport(source, to);
    default:
      return parameter(source, to);
  }
}

function decorated(source: Syntax, to: PythonLowering): Node | undefined {
  const [definition] = inField(source, "definition");
  const decorators = to.all(
    "decorator",
    namedChildren(source).filter(({ type }) => type === "decorator"),
  );
  if (!definition) return undefined;
  const node =
    definition.type === "class_definition"
      ? classNode(definition, decorators, to)
      : functionNode(definition, decorators, to);
  return { ...node, start: source.start };
}

function functionNode(source: Syntax, decorators: readonly Node[], to: PythonLowering): Node {
  const isAsync = to.wordsOf(source).includes("async");
  const parameters = inField(source, "parameters")[0];
  return to.make(
    "function",
    source,
    [
      ...decorators,
      ...(isAsync ? [to.as("modifier", to.make("modifier", source, [], { value: "async" }))] : []),
      ...to.field("name", source, "name"),
      ...to.field("type-parameter", source, "type_parameters"),
      ...to.all("parameter", parameters ? namedChildren(parameters) : []).map((node) => asParameter(node, to)),
      ...to.field("result", source, "return_type"),
      ...to.field("body", source, "body"),
    ],
    { label: "declaration" },
  );
}

function classNode(source: Syntax, decorators: readonly Node[], to: PythonLowering): Node {
  const bases = inField(source, "superclasses")[0];
  return to.make(
    "class",
    source,
    [
      ...decorators,
      ...to.field("name", source, "name"),
      ...to.field("type-parameter", source, "type_parameters"),
      ...to.all("base", bases ? namedChildren(bases) : []),
      ...to.all("member", inField(source, "body").flatMap(namedChildren)),
    ],
    { label: "class" },
  );
}

function parameter(source: Syntax, to: PythonLowering): Node | undefined {
  switch (source.type) {
    case "default_parameter":
    case "typed_default_parameter":
      return to.make("parameter", source, [
        ...to.field("target", source, "name"),
        ...to.field("type", source, "type"),
        ...to.field("default", source, "value"),
      ]);
    case "typed_parameter": {
      const name = namedChildren(source).find(({ field }) => field !== "type");
      const target = name && to.lower(name);
      if (!target) return undefined;
      const value = target.kind === "spread" ? (target.label === "**" ? "keywords" : "rest") : undefined;
      const inner = target.kind === "spread" ? (target.children[0] ?? target) : target;
      return to.make("parameter", source, [to.as("target", inner), ...to.field("type", source, "type")], {
        ...(value !== undefined && { value }),
      });
    }
    case "keyword_separator":
    case "positional_separator":
      return to.make("parameter", source, [], { value: "separator" });
    default:
      return undefined;
  }
}

function moduleImport(source: Syntax, name: Syntax, to: PythonLowering): Node {
  const isAliased = name.type === "aliased_import";
  const module = isAliased ? inField(name, "name")[0]! : name;
  const children = [
    to.as("source", to.make("module-name", module, [], { value: to.textOf(module) })),
    ...(isAliased ? to.field("alias", name, "alias") : []),
  ];
  const isOnly = inField(source, "name").length === 1;
  return to.make("import", isOnly ? source : name, children, { label: "module" });
}

function fromImport(source: Syntax, to: PythonLowering): Node {
  const module = inField(source, "module_name")[0];
  const isWildcard = source.children.some(({ type }) => type === "wildcard_import");
  const specifiers = inField(source, "name").map((name) => {
    const isAliased = name.type === "aliased_import";
    const written = isAliased ? inField(name, "name")[0]! : name;
    const children = [...to.all("name", [written]), ...(isAliased ? to.field("alias", name, "alias") : [])];
    return to.as("specifier", to.make("specifier", name, children));
  });
  const all = isWildcard ? [to.as("specifier", to.make("specifier", source, [], { label: "wildcard" }))] : [];
  const place = module ?? source;
  return to.make(
    "import",
    source,
    [
      to.as("source", to.make("module-name", place, [], { value: module ? to.textOf(module) : "__future__" })),
      ...specifiers,
      ...all,
    ],
    { label: "from" },
  );
}
