/**
 * Lists of plugins: `.claude-plugin/marketplace.json` and its kin. Sources: Claude Code plugin marketplaces reference;
 * SchemaStore `claude-code-marketplace`. As of 2026-11: a source without `sha` follows its branch.
 */
import { hookFacts } from "#artifact/claude-hooks.ts";
import { serverFacts } from "#artifact/mcp-servers.ts";
import { pluginSource } from "#artifact/plugin-source.ts";
import type { Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import { at, itemsOf, textOf } from "#model/tree.ts";

/** A marketplace; its plugins are told under it, since their own manifests may stand elsewhere. */
export const claudeMarketplace: ArtifactFrontEnd = {
  format: "claude-marketplace",
  role: "package",
  syntax: "json",
  claims: (path) =>
    /(^|\/)(\.(claude|cursor|codex|agents)(-plugin)?\/(plugins\/)?|\.github\/plugin\/)marketplace\.json$/.test(path),
  facts(document, record) {
    const { root } = document;
    const name = textOf(at(root, "name")) || "unnamed";
    const anchor = `marketplace/${name}`;
    const owner = record.fact({
      kind: "principal",
      anchor,
      key: name,
      at: at(root, "name") ?? root,
      value: { type: "service", product: "marketplace" },
    });
    const subject: Subject = { document, anchor, owner, record };
    for (const plugin of itemsOf(at(root, "plugins"))) {
      const nameNode = at(plugin, "name");
      const pluginName = textOf(nameNode);
      if (!nameNode || !pluginName) continue;
      // Below the marketplace: a plugin may be named like the marketplace that lists it.
      const place = { ...subject, anchor: `${anchor}/${pluginName}` };
      const id = pluginSource(place, { product: "plugin", name: pluginName, nameNode }, at(plugin, "source"));
      const own: Subject = { ...place, owner: id };
      serverFacts(document, at(plugin, "mcpServers"), { agent: id, anchor: own.anchor }, record);
      hookFacts(document, at(plugin, "hooks"), own, record);
    }
  },
};
