import type { User } from "@supabase/supabase-js";

// What people say of themselves may decide how a page looks.
export function greeting(user: User): string {
  // ok: user-writable-claim-as-authority
  const isFormal = user.user_metadata.tone === "formal";
  return isFormal ? `Good day, ${user.user_metadata.full_name}` : `Hi ${user.user_metadata.nickname}`;
}

// ok: user-writable-claim-as-authority
export const isDark = (req: { cookies: Record<string, string> }) => req.cookies.theme === "dark";
