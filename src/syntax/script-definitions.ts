import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import { as, lower, make, modifiers, part, parts } from "#syntax/script-lower.ts";
import { annotationOf } from "#syntax/script-statements.ts";

/** Lowers what defines something for others: functions, classes, imports, exports; undefined for what is none. */
export function lowerDefinition(source: TSESTree.Node): Node | Node[] | undefined {
  switch (source.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return functionNode(source, { label: "declaration" });
    case "FunctionExpression":
    case "TSEmptyBodyFunctionExpression":
      return functionNode(source, { label: "expression" });
    case "ArrowFunctionExpression":
      return functionNode(source, { label: "arrow" });
    case "ClassDeclaration":
    case "ClassExpression":
    case "TSInterfaceDeclaration":
      return classNode(source);
    case "Decorator":
      return make("decorator", source, part("expression", source.expression));
    case "TSParameterProperty":
      return make("parameter", source, [
        ...parts("decorator", source.decorators),
        ...modifiers(source, [source.accessibility, source.readonly && "readonly", source.override && "override"]),
        ...parameterParts(source.parameter),
      ]);
    default:
      return lowerMember(source) ?? lowerModule(source) ?? lowerEnum(source);
  }
}

type FunctionSource =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression
  | TSESTree.TSDeclareFunction
  | TSESTree.TSEmptyBodyFunctionExpression
  | TSESTree.TSMethodSignature
  | TSESTree.TSCallSignatureDeclaration
  | TSESTree.TSConstructSignatureDeclaration;

interface FunctionDetails {
  readonly label: string;
  /** Decorators, modifiers and the name of a method, which stand before the function itself. */
  readonly before?: readonly Node[];
  readonly span?: readonly [number, number];
}

function functionNode(source: FunctionSource, { label, before = [], span }: FunctionDetails): Node {
  const words = [
    "async" in source && source.async && "async",
    "generator" in source && source.generator && "*",
    "declare" in source && source.declare && "declare",
  ];
  const children = [
    ...before,
    ...modifiers(source, words),
    ...("id" in source ? part("name", source.id) : []),
    ...part("type-parameter", source.typeParameters),
    ...source.params.map((parameter) => as("parameter", parameterNode(parameter))),
    ...part("result", source.returnType?.typeAnnotation),
    ...("body" in source ? part("body", source.body) : []),
  ];
  return make("function", source, children, { label, ...(span && { span }) });
}

/** A parameter with its default, type and decorators apart. */
function parameterNode(source: TSESTree.Parameter): Node {
  if (source.type === "TSParameterProperty") return lower(source);
  const decorators = "decorators" in source ? parts("decorator", source.decorators) : [];
  const rest = source.type === "RestElement";
  return make("parameter", source, [...decorators, ...parameterParts(source)], { ...(rest && { value: "rest" }) });
}

function parameterParts(source: TSESTree.Node): Node[] {
  const isAssigned = source.type === "AssignmentPattern";
  const target = isAssigned ? source.left : source.type === "RestElement" ? source.argument : source;
  const type = annotationOf(source.type === "RestElement" ? source : target);
  return [as("target", lower(target)), ...part("type", type), ...(isAssigned ? part("default", source.right) : [])];
}

type ClassSource = TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.TSInterfaceDeclaration;

function classNode(source: ClassSource): Node {
  if (source.type === "TSInterfaceDeclaration") {
    const children = [
      ...modifiers(source, [source.declare && "declare"]),
      ...part("name", source.id),
      ...part("type-parameter", source.typeParameters),
      ...parts("base", source.extends),
      ...parts("member", source.body.body),
    ];
    return make("class", source, children, { label: "interface" });
  }
  const children = [
    ...parts("decorator", source.decorators),
    ...modifiers(source, [source.declare && "declare", source.abstract && "abstract"]),
    ...part("name", source.id),
    ...part("type-parameter", source.typeParameters),
    ...part("base", source.superClass),
    ...parts("implements", source.implements),
    ...parts("member", source.body.body),
  ];
  // Decorators may stand before `export`.
  const start = Math.min(source.range[0], ...source.decorators.map(({ range }) => range[0]));
  return make("class", source, children, { label: "class", span: [start, source.range[1]] });
}

function lowerMember(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
      return method(source);
    case "PropertyDefinition":
    case "AccessorProperty":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractAccessorProperty":
      return field(source);
    case "TSPropertySignature":
      return make("field", source, [
        ...modifiers(source, [source.readonly && "readonly"]),
        as("target", keyOf(source)),
        ...part("type", source.typeAnnotation?.typeAnnotation),
      ]);
    case "TSMethodSignature":
      return functionNode(source, { label: "method", before: [as("name", keyOf(source))] });
    case "TSCallSignatureDeclaration":
    case "TSConstructSignatureDeclaration":
      return functionNode(source, { label: "signature" });
    case "StaticBlock":
      return make("block", source, parts("statement", source.body), { label: "static" });
    default:
      return undefined;
  }
}

function keyOf(source: { readonly key: TSESTree.Node; readonly computed: boolean }): Node {
  return source.computed ? make("computed", source.key, part("expression", source.key)) : lower(source.key);
}

function memberWords(source: TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.Node): string[] {
  const flags = ["static", "readonly", "override", "declare"] as const;
  const access = "accessibility" in source && source.accessibility ? [source.accessibility] : [];
  const record = source as unknown as Readonly<Record<string, unknown>>;
  const abstract = source.type.startsWith("TSAbstract") ? ["abstract"] : [];
  return [...access, ...abstract, ...flags.filter((flag) => record[flag] === true)];
}

function method(source: TSESTree.MethodDefinition | TSESTree.TSAbstractMethodDefinition): Node {
  const label =
    source.kind === "method" ? "method" : source.kind === "constructor" ? "constructor" : `${source.kind}ter`;
  const before = [
    ...parts("decorator", source.decorators),
    ...modifiers(source, memberWords(source)),
    as("name", keyOf(source)),
  ];
  return functionNode(source.value, { label, before, span: source.range });
}

function field(
  source:
    | TSESTree.PropertyDefinition
    | TSESTree.AccessorProperty
    | TSESTree.TSAbstractPropertyDefinition
    | TSESTree.TSAbstractAccessorProperty,
): Node {
  return make("field", source, [
    ...parts("decorator", source.decorators),
    ...modifiers(source, memberWords(source)),
    as("target", keyOf(source)),
    ...part("type", source.typeAnnotation?.typeAnnotation),
    ...part("value", source.value),
  ]);
}

function lowerModule(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "ImportDeclaration":
      return make(
        "import",
        source,
        [
          ...modifiers(source, [source.importKind === "type" && "type"]),
          as("source", moduleName(source.source)),
          ...parts("specifier", source.specifiers),
        ],
        { label: source.specifiers.length === 0 ? "module" : "from" },
      );
    case "ImportSpecifier": {
      const name = lower(source.imported);
      const isSame = source.local.range[0] === source.imported.range[0];
      return make("specifier", source, [as("name", name), ...(isSame ? [] : part("alias", source.local))]);
    }
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return make("specifier", source, part("name", source.local), {
        label: source.type === "ImportDefaultSpecifier" ? "default" : "namespace",
      });
    case "TSImportEqualsDeclaration":
      return make("define", source, [...part("target", source.id), ...part("value", source.moduleReference)], {
        label: "const",
      });
    case "TSExternalModuleReference": {
      const callee = make("name", source, [], { value: "require", span: [source.range[0], source.range[0] + 7] });
      return make("call", source, [as("callee", callee), ...part("argument", source.expression)]);
    }
    default:
      return lowerExport(source);
  }
}

function moduleName(source: TSESTree.StringLiteral): Node {
  return make("module-name", source, [], { value: source.value });
}

function lowerExport(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "ExportNamedDeclaration":
      return make(
        "export",
        source,
        [
          ...modifiers(source, [source.exportKind === "type" && "type"]),
          ...parts("declaration", [source.declaration]),
          ...parts("specifier", source.specifiers),
          ...(source.source ? [as("source", moduleName(source.source))] : []),
        ],
        { label: "named" },
      );
    case "ExportSpecifier": {
      const isSame = source.local.range[0] === source.exported.range[0];
      return make("specifier", source, [
        ...part("name", source.local),
        ...(isSame ? [] : part("alias", source.exported)),
      ]);
    }
    case "ExportDefaultDeclaration":
    case "TSExportAssignment": {
      const declaration = source.type === "ExportDefaultDeclaration" ? source.declaration : source.expression;
      return make("export", source, part("declaration", declaration), { label: "default" });
    }
    case "ExportAllDeclaration":
      return make("export", source, [...part("specifier", source.exported), as("source", moduleName(source.source))], {
        label: "all",
      });
    default:
      return undefined;
  }
}

function lowerEnum(source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "TSEnumDeclaration":
      return make(
        "class",
        source,
        [
          ...modifiers(source, [source.declare && "declare", source.const && "const"]),
          ...part("name", source.id),
          ...parts("member", source.body.members),
        ],
        { label: "enum" },
      );
    case "TSEnumMember":
      return make("field", source, [...part("target", source.id), ...part("value", source.initializer)]);
    case "TSModuleDeclaration":
      return make(
        "class",
        source,
        [
          ...modifiers(source, [source.declare && "declare"]),
          ...part("name", source.id),
          ...part("member", source.body),
        ],
        { label: "namespace" },
      );
    case "TSModuleBlock":
      return make("block", source, parts("statement", source.body));
    default:
      return undefined;
  }
}
