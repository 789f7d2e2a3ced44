export function problemOf(email: string): string | undefined {
  // ok: email-domain-check-bypassable
  if (!email.includes("@")) return "an address has an @";
  // ok: email-domain-check-bypassable
  if (email.endsWith(".")) return "no dot at the end";
  // ok: email-domain-check-bypassable
  return /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(email) ? undefined : "this is no address";
}

// ok: email-domain-check-bypassable
export const hint = (email: string) => (email.includes("@gmail.com") ? "Sign in with Google" : "Sign in");
