import type { TSESTree } from "@typescript-eslint/typescript-estree";
import type { Node } from "#model/document.ts";
import type { ScriptLowering, Source } from "#syntax/script-lower.ts";

/** Lowers a type; undefined for what is none. */
export function lowerType(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  switch (source.type) {
    case "TSTypeAnnotation":
      return to.lower(source.typeAnnotation);
    case "TSTypeReference":
      return applied(to, source, source.typeName, source.typeArguments);
    case "TSClassImplements":
    case "TSInterfaceHeritage":
      return applied(to, source, source.expression, source.typeArguments);
    case "TSQualifiedName":
      return to.make("member", source, [...to.part("object", source.left), ...to.part("property", source.right)]);
    case "TSTypeAliasDeclaration":
      return to.make("type-alias", source, [
        ...to.modifiers(source, [source.declare && "declare"]),
        ...to.part("name", source.id),
        ...to.part("type-parameter", source.typeParameters),
        ...to.part("value", source.typeAnnotation),
      ]);
    case "TSLiteralType":
      return to.lower(source.literal);
    default:
      return composed(to, source);
  }
}

/** A name with type arguments is an index, as `Array<string>`. */
function applied(
  to: ScriptLowering,
  source: TSESTree.Node,
  name: TSESTree.Node,
  given: TSESTree.TSTypeParameterInstantiation | undefined,
): Node {
  if (!given) return to.lower(name);
  return to.make("index", source, [to.as("object", to.lower(name)), ...to.parts("index", given.params)]);
}

/** Words of the language that are types: `string`, `any`, `void`. */
const keyword =
  /^TS(Any|BigInt|Boolean|Intrinsic|Never|Null|Number|Object|String|Symbol|Undefined|Unknown|Void|This)(?:Keyword|Type)$/;

function composed(to: ScriptLowering, source: TSESTree.Node): Node | undefined {
  const word = keyword.exec(source.type)?.[1];
  if (word !== undefined) return to.make("name", source, [], { value: word.toLowerCase() });
  const children = partsOfType(source);
  return children && to.make("type", source, to.parts("part", children), { label: labelOf(source) });
}

/** `TSUnionType` is `union`. */
function labelOf(source: TSESTree.Node): string {
  if (source.type === "TSTypeOperator") return source.operator;
  return source.type.replace(/^TS|Type$/g, "").toLowerCase();
}

function partsOfType(source: TSESTree.Node): readonly Source[] | undefined {
  switch (source.type) {
    case "TSUnionType":
    case "TSIntersectionType":
      return source.types;
    case "TSArrayType":
      return [source.elementType];
    case "TSTupleType":
      return source.elementTypes;
    case "TSTypeLiteral":
      return source.members;
    case "TSFunctionType":
    case "TSConstructorType":
      return [source.typeParameters, ...source.params, source.returnType];
    case "TSTypeParameterDeclaration":
    case "TSTypeParameterInstantiation":
      return source.params;
    case "TSTypeParameter":
      return [source.name, source.constraint, source.default];
    case "TSTypeOperator":
    case "TSOptionalType":
    case "TSRestType":
      return [source.typeAnnotation];
    default:
      return rarerParts(source);
  }
}

function rarerParts(source: TSESTree.Node): readonly Source[] | undefined {
  switch (source.type) {
    case "TSIndexedAccessType":
      return [source.objectType, source.indexType];
    case "TSConditionalType":
      return [source.checkType, source.extendsType, source.trueType, source.falseType];
    case "TSMappedType":
      return [source.key, source.constraint, source.nameType, source.typeAnnotation];
    case "TSTemplateLiteralType":
      return source.types;
    case "TSTypePredicate":
      return [source.parameterName, source.typeAnnotation];
    case "TSTypeQuery":
      return [source.exprName, source.typeArguments];
    case "TSNamedTupleMember":
      return [source.label, source.elementType];
    case "TSInferType":
      return [source.typeParameter];
    case "TSImportType":
      return [source.source, source.qualifier, source.typeArguments];
    case "TSIndexSignature":
      return [...source.parameters, source.typeAnnotation];
    default:
      return undefined;
  }
}
