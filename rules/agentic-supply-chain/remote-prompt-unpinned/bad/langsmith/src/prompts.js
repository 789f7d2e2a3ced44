import { Client } from "langsmith";
import * as hub from "langchain/hub/node";

const client = new Client();

// ruleid: remote-prompt-unpinned
export const answering = await client.pullPromptCommit("answering:production");
// ruleid: remote-prompt-unpinned
export const grading = await hub.pull("grading", { includeModel: true });
