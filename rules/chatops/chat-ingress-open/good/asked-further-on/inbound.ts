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
