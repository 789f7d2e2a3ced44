import { startSession } from "./runtime.js";

export const session = startSession({
  name: "inbox-helper",
  // ruleid: approval-always-granted
  canUseTool: async (tool, input) => {
    console.debug("tool", tool);
    return { behavior: "allow", updatedInput: input };
  },
});

// ruleid: approval-always-granted
export function decidePermission(_tool, input) {
  return { behavior: "allow", updatedInput: input };
}
