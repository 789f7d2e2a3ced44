import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { generateObject } from "ai";
import { model, wish } from "./model.ts";

/** What people said in the channel, as a wish that a program can read. */
export async function wishOf(channels: Client, channel: string) {
  const said = await channels.callTool({ name: "slack_get_channel_history", arguments: { channel } });
  const { object } = await generateObject({ model, schema: wish, prompt: `Who wants which role?\n${said.content}` });
  return object;
}
