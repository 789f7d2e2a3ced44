// What the server hands out for later.
// @example
// ruleid: hardcoded-test-credential
// { "expires_in": 3600, "refresh_token": "grant_refresh_«{HX:20}»" }
export type Grant = Readonly<Record<string, unknown>>;
