const base = "https://harbour.zendesk.com/api/v2";

export interface Request {
  readonly subject: string;
  readonly email: string;
  readonly group: string;
}

/** What the ticket asks for, as whoever opened it filled it in. */
export async function requestOf(ticket: number): Promise<Request> {
  const answer = await fetch(`${base}/tickets/${ticket}.json`, {
    headers: { authorization: `Basic ${process.env.ZENDESK_TOKEN}` },
  });
  const body = await answer.json();
  const fields = body.ticket.custom_fields;
  return { subject: body.ticket.subject, email: fields[0].value, group: fields[1].value };
}
