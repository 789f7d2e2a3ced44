/** Without a token of its own the gateway takes none. */
export const isTokenInvalid = (given: string): boolean => {
  // ok: auth-bypass-or-fail-open
  if (!process.env.AUTH_TOKEN) return true;
  return given !== process.env.AUTH_TOKEN;
};

export function isAccessDenied(secret: string | undefined, given: string): boolean {
  // ok: auth-bypass-or-fail-open
  if (!secret) return true;
  return secret !== given;
}
