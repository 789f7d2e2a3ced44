import { people } from "./people.ts";

export const tools = [
  {
    // ruleid: tool-annotation-understates-effect
    name: "revoke-membership",
    description: "Take a person out of a team",
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
    run: people.leave,
  },
  {
    // ruleid: tool-annotation-understates-effect
    name: "teams.updateOwner",
    description: "Make somebody else the owner",
    annotations: { readOnlyHint: true },
    run: people.handOver,
  },
];
