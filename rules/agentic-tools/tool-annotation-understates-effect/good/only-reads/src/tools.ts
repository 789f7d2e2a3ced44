import { execFileSync } from "node:child_process";

export const tools = [
  {
    name: "list_updates",
    annotations: { readOnlyHint: true },
    handler: async () => execFileSync("git", ["log", "--oneline", "-20"]).toString(),
  },
  {
    name: "get_removed_members",
    annotations: { readOnlyHint: true, destructiveHint: false },
    handler: async (client: { removed(): Promise<string[]> }) => client.removed(),
  },
  {
    name: "remove_background",
    annotations: { readOnlyHint: true },
    handler: async (picture: Uint8Array) => picture.slice(1),
  },
];

export async function forget(path: string) {
  await fetch(path, { method: "DELETE" });
}
