import { withLineFeeds, withoutMark } from "#syntax/line-breaks.ts";
import { withoutPrompts } from "#syntax/shell-session.ts";

/** A text of Bash as its front-ends read it, as long as the text itself. Of a terminal session it is what was typed. */
export function readableBash(text: string): string {
  return withoutPrompts(withoutReturns(withoutMark(withLineFeeds(text))));
}

/** A CR before an LF would be a part of the last word of its line. */
function withoutReturns(text: string): string {
  return text.includes("\r") ? text.replaceAll("\\\r\n", "\\\n ").replaceAll("\r\n", " \n") : text;
}
