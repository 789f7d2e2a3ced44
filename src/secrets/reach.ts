/** What of an expression is read: alternatives so far, and the one being read with its last part, which may be repeated. */
interface Frame {
  longest: number;
  sum: number;
  last: number;
  /** Holds for what looks around and takes nothing. */
  readonly looks: boolean;
}

const part =
  /\\(?:u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[)|^$]|[?*+]\??|\{(\d+)(,(\d*))?\}\??|[^]/gy;

/**
 * The most characters that a JavaScript regular expression can match; `Infinity` if a repetition in it has no end.
 * Back references count as nothing.
 */
export function reachOf(source: string): number {
  const stack: Frame[] = [{ longest: 0, sum: 0, last: 0, looks: false }];
  part.lastIndex = 0;
  for (let match = part.exec(source); match; match = part.exec(source)) {
    const [text, least, range, most] = match;
    const frame = stack.at(-1)!;
    if (text.startsWith("(")) stack.push({ longest: 0, sum: 0, last: 0, looks: /[=!]$/.test(text) });
    else if (text === ")") close(stack);
    else if (text === "|") Object.assign(frame, { longest: Math.max(frame.longest, frame.sum), sum: 0, last: 0 });
    else if (text === "^" || text === "$" || /^\\[bBk]/.test(text)) frame.last = 0;
    else if (text.startsWith("*") || text.startsWith("+")) repeat(frame, Infinity);
    else if (text.startsWith("?")) repeat(frame, 1);
    else if (least === undefined) Object.assign(frame, { sum: frame.sum + 1, last: 1 });
    else repeat(frame, range === undefined ? Number(least) : most === "" ? Infinity : Number(most));
  }
  const [{ longest, sum }] = stack as [Frame];
  return Math.max(longest, sum);
}

function repeat(frame: Frame, times: number): void {
  if (frame.last === 0) return;
  frame.sum += frame.last * (times - 1);
  frame.last *= times;
}

function close(stack: Frame[]): void {
  if (stack.length < 2) return;
  const { longest, sum, looks } = stack.pop()!;
  const taken = looks ? 0 : Math.max(longest, sum);
  const outer = stack.at(-1)!;
  outer.sum += taken;
  outer.last = taken;
}
