from a2a.server.agent_execution import AgentExecutor

from .members import make_owner


class MembersExecutor(AgentExecutor):
    async def execute(self, context, event_queue):
        if not context.message.metadata.get("authorized"):
            return
        make_owner(context.message.metadata["member"])
