/** The operator looks at the order on a page on which they are signed in. */
export async function confirmedInConsole(order: string): Promise<boolean> {
  const answer = await fetch("https://console.acme.dev/decisions", { method: "POST", body: JSON.stringify({ order }) });
  const decision = await answer.json();
  return decision.state === "approved";
}
