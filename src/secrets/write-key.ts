import { wordsOf } from "#secrets/secret-name.ts";

/** Services that count what people do, and how a program speaks to them. */
const analytics =
  /@segment\/|(?<![\w-])segment\.(?:io|com)(?![\w-])|analytics-(?:node|next|python|go|js)|analytics\.(?:load|identify|track)\(|new analytics\(|rudder(?:stack|-sdk|analytics)|jitsu/i;

const ofAnalytics = /(?:^| )(?:analytics|jitsu|june|rudder|rudderstack|segment|telemetry|tracking) /;

/**
 * Makes what holds for the name of a key in a text with which a program tells what people do: it can write and read nothing,
 * and is in every page and client. Elsewhere, a write key opens what it is of, such as the index of a search. The text is
 * read once, and only if a name needs it.
 */
export function analyticsWriteKeys(text: string): (name: string) => boolean {
  let speaks: boolean | undefined;
  return (name) => {
    const words = wordsOf(name).join(" ");
    if (!/(?:^| )write keys?$/.test(words)) return false;
    if (ofAnalytics.test(words)) return true;
    return !/^algolia|^honeycomb/.test(words) && (speaks ??= analytics.test(text));
  };
}
