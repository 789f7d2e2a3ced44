import { anthropicKey } from "./config";
import { Client } from "./client";

export const client = new Client(anthropicKey);
export const ask = (prompt: string) => client.ask(prompt);
