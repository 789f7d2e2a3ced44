import { git } from "./git";
import { docker } from "./docker";

export async function sync(image: string) {
  // ok: remote-prompt-unpinned
  await git.pull("origin");
  // ok: remote-prompt-unpinned
  await docker.pull("harbor/triage-agent");
  return image;
}
