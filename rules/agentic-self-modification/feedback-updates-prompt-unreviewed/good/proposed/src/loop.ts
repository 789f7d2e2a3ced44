import { improve } from "./improve";
import { Prompts } from "./prompts";

const prompts = new Prompts();

export async function afterRun(conversation: { feedback: string; transcript: string }) {
  const before = await prompts.current();
  const after = await improve(before, conversation.transcript);
  await prompts.propose(after);
}
