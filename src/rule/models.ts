import type { FactKind } from "#model/fact.ts";
import type { CommandModel, Knowledge, OpaqueMarker, ProseModel } from "#model/knowledge.ts";
import { readSource, type SourceNode } from "#rule/source.ts";
