from langchain import hub
from langfuse import Langfuse

# ok: remote-prompt-unpinned
triage = hub.pull("harbor/triage-agent:3f9c2d1e")
# ok: remote-prompt-unpinned
desk = Langfuse().get_prompt("desk-instructions", version=7)
