export async function entitlements(person: string): Promise<readonly string[]> {
  const answer = await fetch(`https://people.harbour.example/entitlements/${encodeURIComponent(person)}`);
  return (await answer.json()).roles;
}
