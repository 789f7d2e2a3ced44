import type { SyntaxName } from "#model/document.ts";
import { type PreparedPattern, jsonStyle, prepareFlow, prepareLines, tomlStyle } from "#match/prepare-flow.ts";
import { prepareYaml } from "#match/prepare-yaml.ts";

/** How patterns of one syntax are written: everything in which syntaxes differ for the matcher. */
export interface Dialect {
  /** Replaces the pattern syntax by placeholders that the syntax's own front-end can parse. */
  readonly prepare: (pattern: string) => PreparedPattern;
  /** A pattern of one pair or one element means that pair or element, wherever it stands. */
  readonly unwraps: boolean;
  /** `"$K"` as a key binds the key as it is written, quotes and all, as `$K` does. */
  readonly bindsQuotedKeys: boolean;
  /** A mapping in a pattern matches mappings that hold more; where it does not, `...` says so. */
  readonly hasOpenMappings: boolean;
  /** A value that is not written is the empty text as well. */
  readonly readsNothingAsText: boolean;
  /** Values have tags, and a tag in a pattern asks for one. */
  readonly hasTags: boolean;
}

const dialects: ReadonlyMap<SyntaxName, Dialect> = new Map<SyntaxName, Dialect>([
  [
    "json",
    {
      prepare: (pattern) => prepareFlow(pattern, jsonStyle),
      unwraps: false,
      bindsQuotedKeys: true,
      hasOpenMappings: false,
      readsNothingAsText: false,
      hasTags: false,
    },
  ],
  [
    "yaml",
    {
      prepare: prepareYaml,
      unwraps: true,
      bindsQuotedKeys: false,
      hasOpenMappings: false,
      readsNothingAsText: true,
      hasTags: true,
    },
  ],
  [
    "toml",
    {
      prepare: (pattern) => prepareFlow(pattern, tomlStyle),
      unwraps: true,
      bindsQuotedKeys: false,
      hasOpenMappings: false,
      readsNothingAsText: false,
      hasTags: false,
    },
  ],
  [
    "dotenv",
    {
      prepare: prepareLines,
      unwraps: true,
      bindsQuotedKeys: false,
      hasOpenMappings: false,
      readsNothingAsText: false,
      hasTags: false,
    },
  ],
]);

/** The dialect of a syntax; undefined where no patterns can be written over its trees. */
export function dialectOf(syntax: SyntaxName): Dialect | undefined {
  return dialects.get(syntax);
}
