/**
 * Which folder of `src/` may import which: the architecture as a table. Everything not listed is an error.
 * `model` holds the nouns; parsers are injected into `match` and `artifact`, so neither imports `syntax`;
 * `cli`, and the files at the top of `src/`, stand above all of them.
 */
export const layers = {
  model: [],
  syntax: ["model"],
  secrets: ["model", "discover"],
  discover: ["model"],
  artifact: ["model", "secrets"],
  match: ["model"],
  flow: ["model", "match"],
  access: ["model", "flow"],
  identity: ["model", "access", "secrets"],
  graph: ["model"],
  rule: ["model", "match", "graph", "secrets"],
  lock: ["model", "graph", "rule"],
  report: ["model", "graph"],
  page: ["model", "graph"],
};
