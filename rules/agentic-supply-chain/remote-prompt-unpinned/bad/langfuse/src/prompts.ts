import Langfuse from "langfuse";

const langfuse = new Langfuse();

export async function instructions(team: string) {
  // ruleid: remote-prompt-unpinned
  const prompt = await langfuse.getPrompt("desk-instructions");
  return prompt.compile({ team });
}
