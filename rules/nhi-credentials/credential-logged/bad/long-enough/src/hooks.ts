const secret = process.env.QUEUE_SIGNING_SECRET!;

const shown = secret.length > 64 ? `${secret.slice(0, 64)}…` : secret;
// ruleid: credential-logged
console.info("queue signed with", shown);

async function signed(): Promise<{ secret: string }> {
  if (!secret) throw new Error("no secret");
  return { secret };
}

const queue = await signed().catch((error) => {
  // ok: credential-logged
  console.error(error instanceof Error ? error.message : String(error));
  throw error;
});
// ruleid: credential-logged
console.info("queue", queue.secret);
