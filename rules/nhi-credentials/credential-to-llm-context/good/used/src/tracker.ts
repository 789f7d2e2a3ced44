export async function ticketsOf(key: string | undefined) {
  const answer = await fetch("https://tracker.acme.dev/tickets", { headers: { authorization: `Bearer ${key}` } });
  return answer.json();
}
