import type { DeltaReporter } from "#model/delta-report.ts";
import type { Reporter } from "#model/report.ts";

/** The formats of `scan`; each is loaded when it is asked for. */
export const reporters = {
  pretty: async (): Promise<Reporter> => (await import("#report/pretty.ts")).pretty,
  agent: async (): Promise<Reporter> => (await import("#report/agent.ts")).agent,
  json: async (): Promise<Reporter> => (await import("#report/json.ts")).json,
  sarif: async (): Promise<Reporter> => (await import("#report/sarif.ts")).sarif,
  github: async (): Promise<Reporter> => (await import("#report/github.ts")).github,
  html: async (): Promise<Reporter> => (await import("#report/html.ts")).htmlPage,
};

/** The formats of `inventory`. */
export const inventoryReporters = {
  table: async (): Promise<Reporter> => (await import("#report/inventory-table.ts")).inventoryTable,
  json: async (): Promise<Reporter> => (await import("#report/inventory-json.ts")).inventoryJson,
  html: async (): Promise<Reporter> => (await import("#report/html.ts")).htmlPage,
  mermaid: async (): Promise<Reporter> => (await import("#report/mermaid.ts")).mermaid,
};

/** The formats of `diff`. */
export const deltaReporters = {
  pretty: async (): Promise<DeltaReporter> => (await import("#report/delta-pretty.ts")).deltaPretty,
  json: async (): Promise<DeltaReporter> => (await import("#report/delta-json.ts")).deltaJson,
  markdown: async (): Promise<DeltaReporter> => (await import("#report/delta-markdown.ts")).deltaMarkdown,
};

/** The name of a format of `scan`. */
export type Format = keyof typeof reporters;

/** The name of a format of `inventory`. */
export type InventoryFormat = keyof typeof inventoryReporters;
