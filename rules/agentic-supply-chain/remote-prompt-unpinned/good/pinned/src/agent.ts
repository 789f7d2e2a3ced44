import { pull } from "langchain/hub";
import Langfuse from "langfuse";

// ok: remote-prompt-unpinned
export const triage = await pull("harbor/triage-agent:3f9c2d1e");
// ok: remote-prompt-unpinned
export const desk = await new Langfuse().getPrompt("desk-instructions", 7);
