const prompt = /^[ \t]*(?:\$|%|❯)[ \t]/;

/**
 * The text of a terminal session with prompts and output made spaces, so that only what was typed is left; offsets
 * stay. Text that does not start with a prompt, comments aside, is no session and stays as it is.
 */
export function withoutPrompts(text: string): string {
  if (!isSession(text)) return text;
  const lines: string[] = [];
  let goesOn = false;
  for (const line of text.split("\n")) {
    const mark: string | undefined = (prompt.exec(line) ?? (goesOn ? /^[ \t]*>[ \t]/.exec(line) : null))?.[0];
    const typed = mark !== undefined || goesOn || line.trimStart().startsWith("#");
    lines.push(typed ? " ".repeat(mark?.length ?? 0) + line.slice(mark?.length ?? 0) : " ".repeat(line.length));
    goesOn = (mark !== undefined || goesOn) && /\\\r?$/.test(line);
  }
  return lines.join("\n");
}

function isSession(text: string): boolean {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at) + 1 || text.length;
    const line = text.slice(at, end).trimStart();
    if (line !== "" && !line.startsWith("#")) return prompt.test(line);
    at = end;
  }
  return false;
}
