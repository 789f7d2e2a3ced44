// A string that links are mixed with, so that their case survives: it is not actually a secret.
// ok: hardcoded-credential
const LINK_SECRET = "«{HX:32}»";

// ok: hardcoded-credential
export const REDACTED_CREDENTIAL = "_ledger_blank_«{HX:24}»";

// ok: hardcoded-credential
export const logo = <img src="https://img.logos.acme-systems.com/acme?token=pk_«{AN:22}»" alt={LINK_SECRET} />;

// ok: hardcoded-credential
export const form = <input type="hidden" name="authenticity_token" value="«{AN:86}»" />;
