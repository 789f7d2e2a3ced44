/** Characters before a place in which the objects and lists around it begin. */
const longestWay = 20_000;

/** Containers around a place that are looked at. */
const mostContainers = 12;

/** What gives an object or a list its names: a key, a variable with its type maybe, and the call that it is handed to. */
const naming =
  /(?:([A-Za-z_$][\w$-]{0,60})["']?\??\s{0,8}(?::\s{0,8}[A-Za-z][\w.<>[\]| ,]{0,60}=|[:=])\s{0,20})?(?:(?:await |new )?([\w.]{1,60})\()?\s{0,20}$/;

/** One object or list around a place. */
export interface Container {
  /** Where its bracket stands. */
  readonly start: number;
  /** What it is called, and what it is handed to; empty for what nothing names. */
  readonly names: string;
}

/** The objects and lists around a place, the inner ones first. Brackets in texts count as others do: mostly they come in pairs. */
export function containersAround(text: string, place: number): readonly Container[] {
  const found: Container[] = [];
  const last = Math.max(0, place - longestWay);
  let closed = 0;
  for (let at = place - 1; at >= last && found.length < mostContainers; at--) {
    const code = text.charCodeAt(at);
    if (code === 125 || code === 93) closed++;
    else if (code === 123 || code === 91) {
      if (closed > 0) closed--;
      else found.push({ start: at, names: namesBefore(text, at) });
    }
  }
  return found;
}

function namesBefore(text: string, bracket: number): string {
  const [, key = "", callee = ""] = naming.exec(text.slice(Math.max(0, bracket - 200), bracket)) ?? [];
  return `${key} ${callee}`;
}
