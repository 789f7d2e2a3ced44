import { post } from "./post.ts";

export const samples: readonly unknown[] = [
  // ruleid: hardcoded-test-credential
  { form: "A1b2C3", token: "«{HX:32}»" },
];

// ruleid: hardcoded-test-credential
await post({ eventType: "invite.sent", payload: { id: 4, token: "«{AN:32}»" } });

// ruleid: hardcoded-test-credential
await post({ signingSecret: "«{AN:32}»" }); // dummy secret
