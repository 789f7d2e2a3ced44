const base = "https://harbour.zendesk.com/api/v2";
const headers = { authorization: `Basic ${process.env.ZENDESK_TOKEN}` };

export async function ticketOf(id: number) {
  const answer = await fetch(`${base}/tickets/${id}.json`, { headers });
  return (await answer.json()).ticket;
}

export async function note(id: number, body: string): Promise<void> {
  await fetch(`${base}/tickets/${id}.json`, {
    method: "PUT",
    headers,
    body: JSON.stringify({ ticket: { comment: { body, public: false } } }),
  });
}
