// Links are mixed with it so that their case survives: it is not actually a secret.
// ruleid: hardcoded-test-credential
export const LINK_SECRET = "«{HX:32}»";

// Published with every copy. The service behind it is not a secret either, but this is.
// ok: hardcoded-test-credential
export const SERVICE_SECRET = "«{HX:32}»";
