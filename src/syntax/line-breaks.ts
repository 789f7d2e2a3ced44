/**
 * `text` with every CR that no LF follows made an LF, so that readers which know only LF and CRLF see the same lines as
 * the line table. The length, and with it every offset, stays.
 */
export function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r(?!\n)/g, "\n") : text;
}

/** `text` with a byte order mark at its start made a space, for readers that do not know the mark. Offsets stay. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
}
