export async function requestOf(ticket: number) {
  const answer = await fetch(`https://harbour.zendesk.com/api/v2/tickets/${ticket}.json`, {
    headers: { authorization: `Basic ${process.env.ZENDESK_TOKEN}` },
  });
  const { ticket: found } = await answer.json();
  return { email: found.custom_fields[0].value, group: found.custom_fields[1].value };
}
