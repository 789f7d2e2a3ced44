/** Where TOML text first nests deeper than `deepest`, by brackets or by dots in one key; undefined where it never does. */
export function tooDeepToml(text: string, deepest: number): number | undefined {
  let depth = 0;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case 34: // "
      case 39: // '
        index = endOfString(text, index);
        break;
      case 35: {
        const end = text.indexOf("\n", index);
        index = end < 0 ? text.length : end - 1;
        break;
      }
      case 46: // .
        if (++dots > deepest) return index;
        break;
      case 91: // [
      case 123: // {
        dots = 0;
        if (++depth > deepest) return index;
        break;
      case 93: // ]
      case 125: // }
        depth = Math.max(0, depth - 1);
        break;
      case 10:
      case 44: // ,
      case 61: // =
        dots = 0;
    }
  }
  return undefined;
}

/** The offset of the last unit of the string that starts at `start`, whether or not it is closed. */
function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  const escapes = quote === '"';
  if (text.startsWith(quote.repeat(3), start)) {
    for (let index = start + 3; index < text.length; index++) {
      if (escapes && text.charCodeAt(index) === 92) index++;
      else if (text.startsWith(quote.repeat(3), index)) return index + 2;
    }
    return text.length;
  }
  for (let index = start + 1; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || text.charAt(index) === quote) return index;
    if (escapes && unit === 92) index++;
  }
  return text.length;
}
