import type { BroughtFinding, DeltaReporter, DeltaSide, ToldChange } from "#model/delta-report.ts";
import type { SurfaceEntry } from "#model/surface.ts";
import type { Provenance } from "#model/provenance.ts";
import { changeSentence } from "#report/delta-words.ts";
import { findingJson, jsonText, locationJson, problemJson } from "#report/json.ts";

/** Version 1 of the JSON delta, as `schemas/diff-v1.schema.json` says it; a document also where nothing changed. */
export const deltaJson: DeltaReporter = (report) =>
  jsonText({
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    base: { ...sideJson(report.base), surface: report.surfaces.base },
    head: { ...sideJson(report.head), surface: report.surfaces.head },
    changes: report.changes.map(changeJson),
    findings: report.findings.map(broughtJson),
    problems: report.problems.map(problemJson),
  });

function sideJson({ name, commit }: DeltaSide) {
  return { name, ...(commit !== undefined && { commit }) };
}

function changeJson({ change, location, provenance, gates }: ToldChange) {
  const { type, id, drift, before, after, fields } = change;
  return {
    type,
    id,
    drift,
    sentence: `${changeSentence(change)
      .map((part) => (typeof part === "string" ? part : `'${part.quoted}'`))
      .join("")}.`,
    ...(before && { before: entryJson(before) }),
    ...(after && { after: entryJson(after) }),
    fields: fields.map(({ field, before: was, after: is, direction }) => ({
      field,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
      direction,
    })),
    ...(location && { location: locationJson(location) }),
    gates: gates.map((gate) => gate.id),
    ...(provenance && { provenance: provenanceJson(provenance) }),
  };
}

function entryJson({ id, kind, anchor, key, value }: SurfaceEntry) {
  return { id, kind, ...(anchor !== undefined && { anchor }), ...(key !== undefined && { key }), value };
}

function provenanceJson({ writer, marks, authors, commits }: Provenance) {
  return { writer, marks, authors, commits };
}

function broughtJson({ provenance, ...finding }: BroughtFinding) {
  return { ...findingJson(finding), ...(provenance && { provenance: provenanceJson(provenance) }) };
}
