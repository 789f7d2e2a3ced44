import { environmentFacts, mapCredentials } from "#artifact/credential-facts.ts";
import { permissionEntries } from "#artifact/permission-list.ts";
import { permissionGrant, recordGrant, type PermissionGrant } from "#artifact/permission-pattern.ts";
import {
  recordCommand,
  recordHelper,
  recordCredential,
  recordEffect,
  recordGate,
  recordOpaque,
  type Subject,
} from "#artifact/subject.ts";
import type { Node } from "#model/document.ts";
import type { EffectValue, FactOrigin, GateValue } from "#model/fact.ts";
import { at, itemsOf, pairsOf, scalarOf } from "#model/tree.ts";

/** A setting that was found in a file, or that is absent and has a documented default. */
export interface Found {
  /** The value; for a default the nearest enclosing node that exists. */
  readonly node: Node;
  /** The value as text; undefined where it is no scalar. */
  readonly text: string | undefined;
  /** What stood in the place of each `*` of the row's path. */
  readonly names: readonly string[];
  /** The path of the setting as the format writes it: `permissions.defaultMode`. */
  readonly setting: string;
  readonly origin: FactOrigin;
}

/** What a setting means: records the facts that it is. */
export type Meaning = (found: Found, subject: Subject) => void;

/** One setting of a product, as a row of data. */
export interface SettingRow {
  /** Keys separated by `/`; `*` stands for every key of a mapping and every item of a sequence. */
  readonly path: string;
  /** The values, as text, that mean it; absent: every value. */
  readonly is?: readonly string[];
  readonly means: Meaning;
  /** The value that an absent key has, by the product's documentation; only for paths without `*`. */
  readonly absent?: string;
}

/** Records what the settings below `root` mean by the rows of a table. */
export function settingFacts(subject: Subject, rows: readonly SettingRow[], root: Node = subject.document.root): void {
  for (const row of rows) {
    const path = row.path.split("/");
    const found = findSettings(root, path);
    for (const each of found) if (counts(row, each.text)) row.means(each, subject);
    if (found.length === 0 && row.absent !== undefined && counts(row, row.absent)) {
      row.means(
        { node: nearest(root, path), text: row.absent, names: [], setting: path.join("."), origin: "default" },
        subject,
      );
    }
  }
}

function counts({ is }: SettingRow, text: string | undefined): boolean {
  return is === undefined || (text !== undefined && is.includes(text));
}

function findSettings(root: Node, path: readonly string[]): Found[] {
  let places: { node: Node; names: string[]; written: string[] }[] = [{ node: root, names: [], written: [] }];
  for (const key of path) {
    places = places.flatMap(({ node, names, written }) => {
      if (key !== "*") {
        const value = at(node, key);
        return value === undefined ? [] : [{ node: value, names, written: [...written, key] }];
      }
      const named = pairsOf(node).map((pair) => ({ node: pair.value, name: pair.key }));
      const listed = itemsOf(node).map((item, index) => ({ node: item, name: scalarOf(item) ?? String(index) }));
      return [...named, ...listed].map(({ node: value, name }) => ({
        node: value,
        names: [...names, name],
        written: [...written, name],
      }));
    });
  }
  return places.map(({ node, names, written }) => ({
    node,
    text: scalarOf(node),
    names,
    setting: written.join("."),
    origin: "config",
  }));
}

function nearest(root: Node, path: readonly string[]): Node {
  let current = root;
  for (const key of path) {
    const next = at(current, key);
    if (next === undefined) break;
    current = next;
  }
  return current;
}

type Verdict = GateValue["verdict"];

/** A gate. `{}` in `covers` stands for the value, `{0}` for what stood in the place of the first `*`. */
export function gate(verdict: Verdict, covers: string): Meaning {
  return (found, subject) =>
    recordGate(subject, found.node, { verdict, covers: filled(covers, found), setting: found.setting }, reading(found));
}

/** A gate whose meaning the value chooses: value, verdict, covers. A value that is none of them is told as opaque. */
export function choice(options: readonly (readonly [value: string, verdict: Verdict, covers: string])[]): Meaning {
  return (found, subject) => {
    const option = options.find(([value]) => value === found.text);
    if (!option) {
      recordOpaque(subject, found.node, found.setting, `The value of ${found.setting} is none that is known.`);
      return;
    }
    const [value, verdict, covers] = option;
    const gateValue = { verdict, covers: filled(covers, found), setting: `${found.setting} ${value}` };
    recordGate(subject, found.node, gateValue, { key: found.setting, ...reading(found) });
  };
}

/** One gate for each entry of a list; `{}` in `covers` stands for the entry. */
export function gates(verdict: Verdict, covers: string): Meaning {
  return (found, subject) => {
    for (const { text, node } of permissionEntries(found.node)) {
      const entry = { ...found, text, node };
      recordGate(subject, node, { verdict, covers: filled(covers, entry), setting: `${found.setting} ${text}` });
    }
  };
}

/** One grant for each entry of a list, read by the product's notation. */
export function grants(notation: (entry: string) => PermissionGrant | undefined = permissionGrant): Meaning {
  return (found, subject) => {
    for (const { text, node } of permissionEntries(found.node)) {
      const grant = notation(text);
      if (grant) recordGrant(grant, node, subject, subject.record);
    }
  };
}

/** One grant for each item of a list, where items are whole and hold commas and white space of their own. */
export function wholeGrants(notation: (entry: string) => PermissionGrant | undefined): Meaning {
  return (found, subject) => {
    for (const item of found.node.kind === "sequence" ? itemsOf(found.node) : [found.node]) {
      const text = scalarOf(item);
      const grant = text === undefined ? undefined : notation(text);
      if (grant) recordGrant(grant, item, subject, subject.record);
    }
  };
}

/** An effect that the product reaches by itself. */
export function effect(value: EffectValue): Meaning {
  return ({ node, setting, text }, subject) => {
    recordEffect(subject, node, { ...value, detail: text === undefined ? setting : `${setting} = ${text}` });
  };
}

/** A command that the product runs by itself. */
export const runsCommand: Meaning = ({ node, setting, text }, subject) => {
  if (text) recordCommand(subject, node, setting);
};

/** A command that the product runs to get a credential. */
export const fetchesCredential: Meaning = ({ node, setting, text }, subject) => {
  if (!text) return;
  recordCredential(subject, node, { source: "command", name: setting, authority: "unknown" });
  recordHelper(subject, node, setting);
};

/** Environment that the product sets for itself. */
export const setsEnvironment: Meaning = ({ node }, subject) => environmentFacts(subject, node);

/** A map of HTTP headers. */
export const setsHeaders: Meaning = ({ node }, subject) => mapCredentials(subject, node, "header");

function filled(covers: string, { text, names }: Found): string {
  return covers.replaceAll(/\{(\d?)\}/g, (_, index: string) =>
    index === "" ? (text ?? "*") : (names[Number(index)] ?? "*"),
  );
}

function reading({ origin }: Found): { origin?: FactOrigin } {
  return origin === "config" ? {} : { origin };
}
