import { createAgent, humanInTheLoopMiddleware } from "langchain";
import { Codex } from "@openai/codex-sdk";

export const mailer = createAgent({
  model: "openai:gpt-5",
  middleware: [
    humanInTheLoopMiddleware({
      interruptOn: {
        // ruleid: approval-always-granted
        send_invoice: false,
        read_invoice: false,
      },
    }),
  ],
});

export const thread = new Codex().startThread({
  workingDirectory: "/srv/app",
  // ruleid: approval-always-granted
  sandboxMode: "danger-full-access",
  // ruleid: approval-always-granted
  approvalPolicy: "never",
});
