const headers = {
  authorization: `Basic ${process.env.ZENDESK_ADMIN_TOKEN}`,
  "content-type": "application/json",
};

export async function openTicket(requester: string, comment: string) {
  const answer = await fetch("https://acme.zendesk.com/api/v2/tickets.json", {
    method: "POST",
    headers: headers,
    body: JSON.stringify({ ticket: { requester, comment } }),
  });
  if (!answer.ok) throw new Error(`no ticket: ${answer.status}`);
}
