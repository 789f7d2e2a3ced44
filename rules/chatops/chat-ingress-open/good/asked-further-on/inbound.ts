interface Incoming {
  event: { text: string; user?: string };
  allowFrom: string[];
}

function matches(list: string[], user: string): boolean {
  return list.some((entry) => entry === user);
}

export function processed({ event, allowFrom }: Incoming) {
  const isAllowed = matches(allowFrom, event.user ?? "");
  if (!isAllowed) return null;
  return { text: event.text };
}

const ALLOWED = ["U024BE7LH", "U0G9QF9C6"];

/** Throws for whoever is not on the list. */
export function known(sender: string): string {
  if (!ALLOWED.some((entry) => entry.includes(sender))) throw new Error("not on the list");
  return sender;
}
