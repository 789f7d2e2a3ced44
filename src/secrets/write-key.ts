import { wordsOf } from "#secrets/secret-name.ts";

/** Services that count what people do, and how a program speaks to them. */
const analytics =
  /@segment\/|(?<![\w-])segment\.(?:io|com)(?![\w-])|analytics-(?:node|next|python|go|js)|analytics\.(?:load|identify|track)\(|new analytics\(|rudder(?:stack|-sdk|analytics)|jitsu/i;

const ofAnalytics = /(?:^| )(?:analytics|jitsu|june|rudder|rudderstack|segment|telemetry|tracking) /;

/**
 * Holds for the key with which a program tells what people do: it can write and read nothing, and is in every page and
 * client. Elsewhere, a write key opens what it is of, such as the index of a search.
 */
export function isAnalyticsWriteKey(text: string, name: string): boolean {
  const words = wordsOf(name).join(" ");
  if (!/(?:^| )write keys?$/.test(words)) return false;
  return ofAnalytics.test(words) || (!/^algolia|^honeycomb/.test(words) && analytics.test(text));
}
