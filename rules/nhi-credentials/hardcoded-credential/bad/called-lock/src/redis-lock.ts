// ruleid: hardcoded-credential
export const redisPassword = "«{AN:20}»";
