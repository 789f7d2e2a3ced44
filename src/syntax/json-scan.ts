import type { Span } from "#model/location.ts";

/** What a first pass over JSON-like text sees without parsing it. */
export interface JsonScan {
  readonly comments: readonly Span[];
  /** Where nesting first goes beyond the bound; the rest was not looked at. */
  readonly tooDeepAt?: number;
  /** A block comment that runs to the end of the text. */
  readonly openComment?: Span;
  /** A string that its line or the text ends before its quote does; the rest was not looked at. */
  readonly openString?: Span;
}

/** Finds comments and the depth of nesting in one linear pass, so that no recursive reader is given what it cannot bear. */
export function scanJson(text: string, deepest: number): JsonScan {
  const comments: Span[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    switch (unit) {
      case 34: // "
      case 39: {
        // '
        const end = endOfString(text, index);
        if (text.charCodeAt(end) !== unit) return { comments, openString: { start: index, end } };
        index = end;
        break;
      }
      case 91: // [
      case 123: // {
        if (++depth > deepest) return { comments, tooDeepAt: index };
        break;
      case 93: // ]
      case 125: // }
        depth--;
        break;
      case 47: {
        const comment = commentAt(text, index);
        if (!comment) break;
        comments.push(comment);
        if (comment.open) return { comments, openComment: comment };
        index = comment.end - 1;
        break;
      }
    }
  }
  return { comments };
}

/** The offset of the quote that ends the string at `start`, or of the end of its line, where a string cannot go on. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let index = start + 1; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === quote) return index;
    if (unit === 92) index += text.startsWith("\r\n", index + 1) ? 2 : 1;
    else if (unit === 10 || unit === 13) return index;
  }
  return text.length;
}

function commentAt(text: string, start: number): (Span & { readonly open?: true }) | undefined {
  const second = text.charCodeAt(start + 1);
  if (second === 47) {
    const breaks = /[\n\r\u2028\u2029]/g;
    breaks.lastIndex = start;
    return { start, end: breaks.exec(text)?.index ?? text.length };
  }
  if (second !== 42) return undefined;
  const close = text.indexOf("*/", start + 2);
  return close < 0 ? { start, end: text.length, open: true } : { start, end: close + 2 };
}
