import { calleeOf, lastName } from "#access/called-names.ts";
import type { Node } from "#model/document.ts";

/** By this, a framework of bots is told of a dialog: how it is entered, and what its steps are. */
export const dialogName = "ConversationHandler";

/** Of calls, those that tell of a dialog: no row speaks of them, and what stands in their steps depends on them. */
export function dialogCalls<Placed extends { readonly node: Node }>(calls: readonly Placed[]): Placed[] {
  return calls.filter(({ node }) => lastName(calleeOf(node)) === dialogName);
}
