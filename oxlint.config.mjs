import { layers } from "./layers.mjs";

/** Modules that reach outside the process: for `discover`, the command line and the files at the top alone. */
const outside = {
  group: ["node:fs", "node:fs/*", "fs", "node:child_process", "node:net", "node:http", "node:https", "node:process"],
  message: "Only src/discover and src/cli reach outside the process.",
};

/** An override that lets files of one folder import only what the layer table grants it. */
const layerOf = ([folder, allowed]) => ({
  files: [`src/${folder}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: ["../*", "./*", "#*", "#*/**", ...[folder, ...allowed].map((name) => `!#${name}/**`)],
            message: `src/${folder} may import only: ${[folder, ...allowed].join(", ")}, written #folder/file.ts.`,
          },
          ...(folder === "discover" ? [] : [outside]),
        ],
      },
    ],
  },
});

/** Only the command line touches the process; only reading the tree touches the file system. */
const pureFolders = ["model", "syntax", "artifact", "match", "graph", "secrets", "rule", "lock", "report", "page"];

export default {
  plugins: ["typescript", "import", "unicorn", "oxc"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  options: { typeAware: true },
  rules: {
    "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
    "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
    "max-params": ["error", { max: 4 }],
    "max-depth": ["error", { max: 4 }],
    // A switch over kinds is one decision, however many kinds there are.
    complexity: ["error", { max: 16, variant: "modified" }],
    "no-console": "error",
    "no-warning-comments": "error",
    "no-await-in-loop": "off",
    "no-control-regex": "off",
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "import/no-unassigned-import": "off",
    "import/no-named-as-default-member": "off",
    "oxc/no-map-spread": "off",
    "typescript/consistent-return": "off",
    "unicorn/require-post-message-target-origin": "off",
    "oxc/no-barrel-file": "error",
    "typescript/no-floating-promises": "error",
    "typescript/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    "typescript/no-explicit-any": "error",
    "typescript/no-unsafe-type-assertion": "off",
    "unicorn/no-array-sort": "off",
    "unicorn/no-array-reverse": "off",
  },
  overrides: [
    ...Object.entries(layers).map(layerOf),
    {
      files: pureFolders.map((folder) => `src/${folder}/**`),
      rules: {
        "no-restricted-globals": [
          "error",
          { name: "process", message: "Only src/cli touches the process." },
          { name: "globalThis", message: "Only src/cli touches the process." },
        ],
      },
    },
    {
      // The parser's kinds are strings in its types and an enum in its values.
      files: ["src/syntax/script-*.ts"],
      rules: { "typescript/no-unsafe-enum-comparison": "off", "typescript/switch-exhaustiveness-check": "off" },
    },
    {
      files: ["test/**"],
      rules: {
        "max-lines-per-function": "off",
        "max-lines": "off",
        "typescript/require-array-sort-compare": "off",
        "unicorn/consistent-function-scoping": "off",
      },
    },
    { files: ["scripts/**"], rules: { "no-console": "off" } },
    { files: ["*.config.ts", "*.config.mjs"], rules: { "import/no-default-export": "off" } },
  ],
  ignorePatterns: ["dist/**", "fixtures/**", "rules/**", "node_modules/**"],
};
