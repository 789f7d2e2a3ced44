// Settings are looked at, and none is set.
export function problems(provider: { id: string; allowDangerousEmailAccountLinking?: boolean }): string[] {
  // ok: account-link-unverified-email
  if (provider.allowDangerousEmailAccountLinking === true) return [`${provider.id} joins accounts by address`];
  return [];
}
