import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import type { ScriptLowering } from "#syntax/script-lower.ts";
import { annotationOf } from "#syntax/script-statements.ts";

/** Lowers what defines something for others: functions, classes, imports, exports; undefined for what is none. */
export function lowerDefinition(to: ScriptLowering, source: TSESTree.Node): Node | Node[] | undefined {
  switch (source.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      // A name that was missed when broken code was read is none.
      return functionNode(to, source, { label: source.id?.name === "" ? "expression" : "declaration" });
    case "FunctionExpression":
    case "TSEmptyBodyFunctionExpression":
      return functionNode(to, source, { label: "expression" });
    case "ArrowFunctionExpression":
      return functionNode(to, source, { label: "arrow" });
    case "ClassDeclaration":
    case "ClassExpression":
    case "TSInterfaceDeclaration":
      return classNode(to, source);
    case "Decorator":
      return to.make("decorator", source, to.part("expression", source.expression));
    case "TSParameterProperty":
      return to.make("parameter", source, [
        ...to.parts("decorator", source.decorators),
        ...to.modifiers(source, [source.accessibility, source.readonly && "readonly", source.override && "override"]),
        ...parameterParts(to, source.parameter),
      ]);
    default:
      return lowerMember(to, source) ?? lowerModule(to, source) ?? lowerEnum(to, source);
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

function functionNode(to: ScriptLowering, source: FunctionSource, { label, before = [], span }: FunctionDetails): Node {
  const words = [
    "async" in source && source.async && "async",
    "generator" in source && source.generator && "*",
    "declare" in source && source.declare && "declare",
  ];
  const children = [
    ...before,
    ...to.modifiers(source, words),
    ...("id" in source && source.id?.name !== "" ? to.part("name", source.id) : []),
    ...to.part("type-parameter", source.typeParameters),
    ...source.params.map((parameter) => to.as("parameter", parameterNode(to, parameter))),
    ...to.part("result", source.returnType?.typeAnnotation),
    ...("body" in source ? to.part("body", source.body) : []),
  ];
  return to.make("function", source, children, { label, ...(span && { span }) });
}

/** A parameter with its default, type and decorators apart. */
function parameterNode(to: ScriptLowering, source: TSESTree.Parameter): Node {
  if (source.type === "TSParameterProperty") return to.lower(source);
  const decorators = "decorators" in source ? to.parts("decorator", source.decorators) : [];
  const rest = source.type === "RestElement";
  return to.make("parameter", source, [...decorators, ...parameterParts(to, source)], {
    ...(rest && { value: "rest" }),
  });
}

function parameterParts(to: ScriptLowering, source: TSESTree.Node): Node[] {
  const isAssigned = source.type === "AssignmentPattern";
  const target = isAssigned ? source.left : source.type === "RestElement" ? source.argument : source;
  const type = annotationOf(source.type === "RestElement" ? source : target);
  return [
    to.as("target", to.lower(target)),
    ...to.part("type", type),
    ...(isAssigned ? to.part("default", source.right) : []),
  ];
}

type ClassSource = TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.TSInterfaceDeclaration;

function classNode(to: ScriptLowering, source: ClassSource): Node {
  if (source.type === "TSInterfaceDeclaration") {
    const children = [
      ...to.modifiers(source, [source.declare && "declare"]),
      ...to.part("name", source.id),
      ...to.part("type-parameter", source.typeParameters),
      ...to.parts("base", source.extends),
      ...to.parts("member", source.body.body),
    ];
    return to.make("class", source, children, { label: "interface" });
  }
  const children = [
    ...to.parts("decorator", source.decorators),
    ...to.modifiers(source, [source.declare && "declare", source.abstract && "abstract"]),
    ...to.part("name", source.id),
    ...to.part("type-parameter", source.typeParameters),
    ...to.part("base", source.superClass),
    ...to.parts("implements", source.implements),
    ...to.parts("member", source.body.body),
  ];
  // Decorators may stand before `export`.
  const start = Math.min(source.range[0], ...source.decorators.map(({ range }) => range[0]));
  return to.make("class", source, children, { label: "class", span: [start, source.range[1]] });
}

function lowerMember(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
      return method(to, source);
    case "PropertyDefinition":
    case "AccessorProperty":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractAccessorProperty":
      return field(to, source);
    case "TSPropertySignature":
      return to.make("field", source, [
        ...to.modifiers(source, [source.readonly && "readonly"]),
        to.as("target", keyOf(to, source)),
        ...to.part("type", source.typeAnnotation?.typeAnnotation),
      ]);
    case "TSMethodSignature":
      return functionNode(to, source, { label: "method", before: [to.as("name", keyOf(to, source))] });
    case "TSCallSignatureDeclaration":
    case "TSConstructSignatureDeclaration":
      return functionNode(to, source, { label: "signature" });
    case "StaticBlock":
      return to.make("block", source, to.parts("statement", source.body), { label: "static" });
    default:
      return undefined;
  }
}

function keyOf(to: ScriptLowering, source: { readonly key: TSESTree.Node; readonly computed: boolean }): Node {
  return source.computed ? to.make("computed", source.key, to.part("expression", source.key)) : to.lower(source.key);
}

function memberWords(source: TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.Node): string[] {
  const flags = ["static", "readonly", "override", "declare"] as const;
  const access = "accessibility" in source && source.accessibility ? [source.accessibility] : [];
  const record = source as unknown as Readonly<Record<string, unknown>>;
  const abstract = source.type.startsWith("TSAbstract") ? ["abstract"] : [];
  return [...access, ...abstract, ...flags.filter((flag) => record[flag] === true)];
}

function method(to: ScriptLowering, source: TSESTree.MethodDefinition | TSESTree.TSAbstractMethodDefinition): Node {
  const label =
    source.kind === "method" ? "method" : source.kind === "constructor" ? "constructor" : `${source.kind}ter`;
  const before = [
    ...to.parts("decorator", source.decorators),
    ...to.modifiers(source, memberWords(source)),
    to.as("name", keyOf(to, source)),
  ];
  return functionNode(to, source.value, { label, before, span: source.range });
}

function field(
  to: ScriptLowering,
  source:
    | TSESTree.PropertyDefinition
    | TSESTree.AccessorProperty
    | TSESTree.TSAbstractPropertyDefinition
    | TSESTree.TSAbstractAccessorProperty,
): Node {
  return to.make("field", source, [
    ...to.parts("decorator", source.decorators),
    ...to.modifiers(source, memberWords(source)),
    to.as("target", keyOf(to, source)),
    ...to.part("type", source.typeAnnotation?.typeAnnotation),
    ...to.part("value", source.value),
  ]);
}

function lowerModule(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "ImportDeclaration":
      return to.make(
        "import",
        source,
        [
          ...to.modifiers(source, [source.importKind === "type" && "type"]),
          to.as("source", moduleName(to, source.source)),
          ...to.parts("specifier", source.specifiers),
        ],
        { label: source.specifiers.length === 0 ? "module" : "from" },
      );
    case "ImportSpecifier": {
      const name = to.lower(source.imported);
      const isSame = source.local.range[0] === source.imported.range[0];
      return to.make("specifier", source, [to.as("name", name), ...(isSame ? [] : to.part("alias", source.local))]);
    }
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return to.make("specifier", source, to.part("name", source.local), {
        label: source.type === "ImportDefaultSpecifier" ? "default" : "namespace",
      });
    case "TSImportEqualsDeclaration":
      return to.make("define", source, [...to.part("target", source.id), ...to.part("value", source.moduleReference)], {
        label: "const",
      });
    case "TSExternalModuleReference": {
      const callee = to.make("name", source, [], { value: "require", span: [source.range[0], source.range[0] + 7] });
      return to.make("call", source, [to.as("callee", callee), ...to.part("argument", source.expression)]);
    }
    default:
      return lowerExport(to, source);
  }
}

function moduleName(to: ScriptLowering, source: TSESTree.StringLiteral): Node {
  return to.make("module-name", source, [], { value: source.value });
}

function lowerExport(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "ExportNamedDeclaration":
      return to.make(
        "export",
        source,
        [
          ...to.modifiers(source, [source.exportKind === "type" && "type"]),
          ...to.parts("declaration", [source.declaration]),
          ...to.parts("specifier", source.specifiers),
          ...(source.source ? [to.as("source", moduleName(to, source.source))] : []),
        ],
        { label: "named" },
      );
    case "ExportSpecifier": {
      const isSame = source.local.range[0] === source.exported.range[0];
      return to.make("specifier", source, [
        ...to.part("name", source.local),
        ...(isSame ? [] : to.part("alias", source.exported)),
      ]);
    }
    case "ExportDefaultDeclaration":
    case "TSExportAssignment": {
      const declaration = source.type === "ExportDefaultDeclaration" ? source.declaration : source.expression;
      return to.make("export", source, to.part("declaration", declaration), { label: "default" });
    }
    case "ExportAllDeclaration":
      return to.make(
        "export",
        source,
        [...to.part("specifier", source.exported), to.as("source", moduleName(to, source.source))],
        {
          label: "all",
        },
      );
    default:
      return undefined;
  }
}

function lowerEnum(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "TSEnumDeclaration":
      return to.make(
        "class",
        source,
        [
          ...to.modifiers(source, [source.declare && "declare", source.const && "const"]),
          ...to.part("name", source.id),
          ...to.parts("member", source.body.members),
        ],
        { label: "enum" },
      );
    case "TSEnumMember":
      return to.make("field", source, [...to.part("target", source.id), ...to.part("value", source.initializer)]);
    case "TSModuleDeclaration":
      return to.make(
        "class",
        source,
        [
          ...to.modifiers(source, [source.declare && "declare"]),
          ...to.part("name", source.id),
          ...to.part("member", source.body),
        ],
        { label: "namespace" },
      );
    case "TSModuleBlock":
      return to.make("block", source, to.parts("statement", source.body));
    default:
      return undefined;
  }
}
