import { WorkOS } from "@workos-inc/node";
import { DIRECTORY_PHRASE } from "./settings";

// ruleid: hardcoded-credential-argument
export const workos = new WorkOS(DIRECTORY_PHRASE);
