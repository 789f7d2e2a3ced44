import { humanInTheLoopMiddleware } from "langchain";

// ok: approval-always-granted
export const modes = ["default", "plan", "acceptEdits", "bypassPermissions"] as const;

export function isAsking(settings: { permissionMode: string; sandboxMode: string }): boolean {
  // ok: approval-always-granted
  return settings.permissionMode !== "bypassPermissions" && settings.sandboxMode === "workspace-write";
}

export const gates = humanInTheLoopMiddleware({
  interruptOn: {
    send_invoice: { allowedDecisions: ["approve", "edit", "reject"] },
    // ok: approval-always-granted
    list_invoices: false,
  },
});

export const thread = { approvalPolicy: "on-request", sandboxMode: "workspace-write", dangerouslySkipPermissions: false };
