import { written } from "#artifact/subject.ts";
import type { Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { Confidence, EffectValue, FactId, FactOrigin, GateValue, GrantValue } from "#model/fact.ts";

/** The anchor of what OpenClaw's settings say of every agent: its defaults, its gateway, its channels. */
export const openclawAnchor = "agent/openclaw";

/** Whose settings are being read, and where what they say is recorded. */
export interface OpenclawScope {
  readonly document: Document;
  readonly record: Recorder;
  readonly anchor: string;
  /** Id of the principal with that anchor. */
  readonly agent: FactId;
}

/** Records the principal that the settings of OpenClaw speak of, and says where to record what they say of it. */
export function openclawScope(document: Document, record: Recorder): OpenclawScope {
  const agent = record.fact({
    kind: "principal",
    anchor: openclawAnchor,
    key: "openclaw",
    at: document.root,
    value: { type: "agent", product: "openclaw" },
  });
  return { document, record, anchor: openclawAnchor, agent };
}

/** How sure a fact is and where it comes from, where that is not `very-high` from `config`. */
export interface Reading {
  readonly origin?: FactOrigin;
  readonly confidence?: Confidence;
}

/** A documented default of a key that is not there; the versions of the product differ about some of them. */
export const byDefault: Reading = { origin: "default", confidence: "high" };

/** A gate as a setting names it: the path of the setting is its key, the choice made there is part of its value. */
export interface SettingGate {
  readonly path: string;
  /** The value written there, where it says more than the verdict does. */
  readonly choice?: string;
  readonly verdict: GateValue["verdict"];
  readonly covers: string;
}

/** Records a gate of the scope's agent and returns its id. */
export function gateFact(
  { record, anchor, agent }: OpenclawScope,
  node: Node,
  { path, choice, verdict, covers }: SettingGate,
  reading: Reading = {},
): FactId {
  const setting = choice === undefined || choice === "" ? path : `${path} ${choice}`;
  return record.fact({
    kind: "gate",
    anchor,
    key: path,
    owner: agent,
    at: node,
    value: { verdict, covers, setting },
    ...reading,
  });
}

/** Records a grant of the scope's agent under `<system>:<what>` and returns its id. */
export function grantFact(
  { record, anchor, agent }: OpenclawScope,
  node: Node,
  value: Omit<GrantValue, "decision">,
  reading: Reading = {},
): FactId {
  return record.fact({
    kind: "grant",
    anchor,
    key: `${value.system}:${value.resource ?? value.actions.join(",")}`,
    owner: agent,
    at: node,
    value: { ...value, decision: "hardcoded" },
    ...reading,
  });
}

/** Records an effect of the scope's agent and returns its id; the detail is cut to a readable length. */
export function effectFact(
  { record, anchor, agent }: OpenclawScope,
  node: Node,
  { detail, ...value }: EffectValue,
  reading: Reading = {},
): FactId {
  return record.fact({
    kind: "effect",
    anchor,
    key: `${value.effect}:${value.target}`,
    owner: agent,
    at: node,
    value: { ...value, ...(detail === undefined ? {} : written(detail)) },
    ...reading,
  });
}
