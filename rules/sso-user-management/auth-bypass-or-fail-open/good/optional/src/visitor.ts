import { sessions } from "./sessions";

/** Pages that everybody may read greet those who are signed in by name. */
export async function optionalAuth(req, res, next) {
  try {
    req.user = await sessions.find(req.cookies.session);
    next();
  } catch {
    next();
  }
}

/** Nothing is loaded without one, and whether that is so is all that is asked. */
export function isLoginRequired(): boolean {
  if (!process.env.DASHBOARD_URL) return true;
  return false;
}

export function ready(secret?: string) {
  if (!secret) return true;
  return secret.length > 20;
}
