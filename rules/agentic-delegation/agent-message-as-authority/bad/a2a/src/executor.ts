import { AgentExecutor, ExecutionEventBus, RequestContext } from "@a2a-js/sdk/server";
import { setRole } from "./members";

export class MembersExecutor implements AgentExecutor {
  async execute(context: RequestContext, bus: ExecutionEventBus) {
    const elevated = context.userMessage.metadata?.authorized;
    if (!elevated) return bus.finished();
    // ruleid: agent-message-as-authority
    await setRole(String(context.userMessage.metadata?.member), "owner");
    bus.finished();
  }
}
