import type { Needs } from "#model/needs.ts";

/** Needs as a line: `a & (b | c)`, sorted. */
export function shownNeeds(needs: Needs): string {
  if (typeof needs === "string") return needs;
  const [parts, sign] = "all" in needs ? [needs.all, " & "] : [needs.any, " | "];
  const inner = (part: Needs) => (typeof part === "string" ? part : `(${shownNeeds(part)})`);
  return parts.map(inner).sort().join(sign);
}
