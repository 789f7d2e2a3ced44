const allowedChannels = new Set((process.env.LOG_CHANNELS ?? "").split(","));

export function note(channel: string, text: string): void {
  if (!allowedChannels.has(channel)) return;
  console.log(text);
}
