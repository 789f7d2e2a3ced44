const secret = process.env.QUEUE_SIGNING_SECRET!;

function brief(value: string): string {
  if (value.length < 7) return value;
  return `${value.slice(0, 3)}…${value.slice(-3)}`;
}

const shown = secret.length > 10 ? `${secret.substring(0, 4)}…` : secret;
// ok: credential-logged
console.info("queue signed with", shown);
// ok: credential-logged
console.info("queue signed with", brief(secret));
