// ok: hardcoded-credential
export const resumeToken = "«{AN:40}»";
// ruleid: hardcoded-credential
export const sentinelPassword = "«{AN:24}»";
