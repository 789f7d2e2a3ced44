import type { Location as SarifLocation, PhysicalLocation } from "sarif";
import type { Location, Region, RepoPath } from "#model/location.ts";
import { shorten, wellFormed } from "#report/visible.ts";

/** The name of the root that every address is relative to. */
export const rootId = "%SRCROOT%";

/** UTF-16 units that a message may have: a rule says what it has to say in far fewer, a scanned string may not. */
const messageLimit = 2000;
const labelLimit = 200;

/** The path as a relative URI reference: every segment percent-encoded, so that no character of it has a meaning. */
export function uriOf(path: RepoPath): string {
  return wellFormed(path).split("/").map(encodeURIComponent).join("/");
}

/** A place in a file; without a region, the file or folder itself. */
export function physicalLocation(path: RepoPath, region?: Region): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(path), uriBaseId: rootId },
    ...(region && {
      region: {
        startLine: region.startLine,
        startColumn: region.startColumn,
        endLine: region.endLine,
        endColumn: region.endColumn,
      },
    }),
  };
}

/** A place with its label. */
export function labelledLocation(location: Location, label: string): SarifLocation {
  return {
    physicalLocation: physicalLocation(location.path, location.region),
    message: { text: labelText(label) },
  };
}

/** A message as plain text: bounded, ended like a sentence, and with nothing in it that a viewer takes for a link. */
export function messageText(message: string): string {
  const text = plain(message, messageLimit).trimEnd();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A short text beside a place. */
function labelText(label: string): string {
  return plain(label, labelLimit);
}

function plain(text: string, limit: number): string {
  return wellFormed(shorten(text, limit)).replaceAll("](", "] (");
}

/** A link to the related location `id`, as SARIF writes it into messages (3.11.6). */
export function link(text: string, id: number): string {
  return `[${labelText(text).replace(/[\\[\]]/g, String.raw`\$&`)}](${id})`;
}
