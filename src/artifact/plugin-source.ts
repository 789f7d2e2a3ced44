/**
 * Where plugins and marketplaces of coding agents come from, and whether that can change without a commit here.
 * Sources: Claude Code plugin marketplaces reference; SchemaStore `claude-code-marketplace`. As of 2026-11.
 */
import type { Subject } from "#artifact/subject.ts";
import type { Node } from "#model/document.ts";
import type { FactId, PrincipalValue } from "#model/fact.ts";
import { at, textOf } from "#model/tree.ts";

/** What is installed: `plugin` or `marketplace`, and the name it is known by. */
interface Installed {
  readonly product: "plugin" | "marketplace";
  readonly name: string;
  readonly nameNode: Node;
}

/** Records a plugin or marketplace that the subject uses, with the place it is taken from. */
export function pluginSource(
  { anchor, owner, record }: Subject,
  { product, name, nameNode }: Installed,
  source: Node | undefined,
): FactId {
  const place = source?.kind === "mapping" ? placeOf(source) : textPlace(textOf(source));
  const { node, ...origin } = place;
  const value: PrincipalValue = { type: "service", product, ...origin };
  return record.fact({ kind: "principal", anchor, key: name, owner, at: node ?? source ?? nameNode, value });
}

type Place = Pick<PrincipalValue, "package" | "version" | "pinned"> & { readonly node?: Node };

function textPlace(text: string | undefined): Place {
  if (text === undefined || text === "") return {};
  if (isLocal(text) || !/[/:@]/.test(text)) return { package: text, pinned: true };
  return { package: text, pinned: /[@#][0-9a-f]{40}$/i.test(text) };
}

function isLocal(text: string): boolean {
  return /^(\.{1,2}(\/|$)|\/)/.test(text);
}

function placeOf(source: Node): Place {
  const local = at(source, "path");
  const named = ["repo", "url", "package"].map((key) => at(source, key)).find((node) => textOf(node));
  if (named === undefined) return local ? { ...textPlace(textOf(local)), node: local } : {};
  const commit = textOf(at(source, "sha")) ?? textOf(at(source, "commit"));
  const version = commit ?? textOf(at(source, "version")) ?? textOf(at(source, "ref")) ?? textOf(at(source, "tag"));
  return {
    package: textOf(named)!,
    ...(version === undefined ? {} : { version }),
    // A path of this repository changes with it.
    pinned: isLocal(textOf(named)!) || (version !== undefined && isExact(version)),
    node: named,
  };
}

/** A commit, or a name that customarily belongs to one release: a branch or a range moves. */
function isExact(version: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/i.test(version) || /^v?\d+\.\d+(\.\d+)?([-+.][\w.-]{1,60})?$/.test(version);
}

/** Records a plugin that is switched on by its name, `name@marketplace`; its source stands elsewhere. */
export function pluginReference({ owner, record }: Subject, reference: string, node: Node): void {
  const value: PrincipalValue = { type: "service", product: "plugin", package: reference };
  record.fact({ kind: "principal", anchor: `plugin/${reference}`, key: reference, owner, at: node, value });
}
