import posthog from "posthog-js";

// ok: hardcoded-credential
posthog.init("«phc_{AN:43}»", { api_host: "https://eu.i.posthog.com" });

// ok: hardcoded-credential
export const stripe = loadStripe("«pk_live_{AN:24}»");

// ok: hardcoded-credential
export const buildDigest = "sha256:«{HX:64}»";
