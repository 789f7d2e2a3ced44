import type { Change, ChangeType, FieldChange } from "#model/delta.ts";
import type { SurfaceEntry } from "#model/surface.ts";
import { ability, asked, covered, credentialName, field, forbids, holds, toldGate, whoIs } from "#report/delta-fact.ts";
import { join, list, say, sentence, type Phrase } from "#report/phrase.ts";

/** Fields of one change that are told. */
const mostFields = 4;

/** A change as a sentence without its full stop: what can be done now that could not be done before. */
export function changeSentence(change: Change): Phrase {
  const entry = change.after ?? change.before;
  if (!entry) return say`${change.id}`;
  return sentence(entry.kind === "edge" ? edgeWords(change, entry) : entryWords(change, entry));
}

function entryWords(change: Change, entry: SurfaceEntry): Phrase {
  if (change.type === "moved") return movedWords(change, entry);
  const hidden = hiddenWords(change, entry);
  if (hidden) return hidden;
  if (entry.kind === "text") return textWords(change, entry);
  if (entry.kind === "gate") return gateWords(change, entry);
  if (entry.kind === "log") return logWords(change, entry);
  if (entry.kind === "opaque") return opaqueWords(change, entry);
  if (entry.kind === "principal" || entry.kind === "tool") return thingWords(change, entry);
  const who = whoIs(entry.anchor ?? "");
  if (entry.kind === "credential" && entry.anchor?.startsWith("source/")) {
    return [...who, change.after ? " now holds " : " no longer holds ", ...credentialName(entry)];
  }
  const can = ability(entry) ?? say`${entry.key ?? entry.id}`;
  return [...who, verbs[change.type], ...can, ...fieldWords(change.fields)];
}

/** What stays as it was in all that is told, and differs in what only a digest says. */
function hiddenWords({ fields, type }: Change, entry: SurfaceEntry): Phrase | undefined {
  if (type !== "changed" || fields.length === 0 || fields.some(({ field: name }) => name !== "digest"))
    return undefined;
  const who = whoIs(entry.anchor ?? "");
  const can = entry.kind === "principal" ? undefined : ability(entry);
  return can
    ? [...who, " still can ", ...can, ", with other words or values than before"]
    : [...who, " is given other words or values than before"];
}

const verbs: Readonly<Record<ChangeType, string>> = {
  "gate-removed": " can now ",
  "gate-weakened": " can now ",
  added: " can now ",
  widened: " can now ",
  "newly-opaque": " can now ",
  changed: " can now ",
  narrowed: " can now only ",
  removed: " can no longer ",
  moved: " can now ",
  "newly-visible": ", as is seen for the first time, can ",
};

/** ` (scope: was a, is b)`; what is wider comes first. */
function fieldWords(fields: readonly FieldChange[]): Phrase {
  if (fields.length === 0) return [];
  const order = ["wider", "other", "narrower"];
  // A digest says nothing to a reader; what it stands for is looked up at its place.
  const sorted = fields
    .filter(({ field: name }) => name !== "digest")
    .toSorted((one, other) => order.indexOf(one.direction) - order.indexOf(other.direction));
  const words = sorted.map(({ field: name, before, after }): Phrase => [
    `${name}: `,
    ...(before === undefined ? ["was not set"] : say`was ${before}`),
    ...(after === undefined ? [", is not set any more"] : say`, is ${after}`),
  ]);
  return words.length === 0 ? [] : [" (", ...list(words, mostFields), ")"];
}

/** A new agent, server, account, skill or tool. */
function thingWords({ type, fields }: Change, entry: SurfaceEntry): Phrase {
  const who = whoIs(entry.anchor ?? "");
  const about = entry.kind === "tool" ? toolAbout(entry) : principalAbout(entry);
  if (type === "added") return [...who, " is new", ...about];
  if (type === "removed") return [...who, " is gone"];
  if (type === "newly-visible") return [...who, " is seen for the first time", ...about];
  return [...who, " is another one than before", ...fieldWords(fields)];
}

function principalAbout(entry: SurfaceEntry): Phrase {
  const words = startWords(entry);
  return words.length === 0 ? [] : [": ", ...words];
}

/** How a principal is started and where it is, as far as its value says; empty where it says nothing. */
export function startWords(entry: SurfaceEntry): Phrase {
  const [runner, name, version] = [field(entry, "runner"), field(entry, "package"), field(entry, "version")];
  const started = [runner, version === "" ? name : `${name}@${version}`]
    .filter((part) => part !== "" && part !== "@" && part !== entry.key)
    .join(" ");
  const isTaken = ["plugin", "marketplace"].includes(field(entry, "product"));
  const host = field(entry, "host");
  const loose =
    entry.value !== null && typeof entry.value === "object" && "pinned" in entry.value && !holds(entry, "pinned");
  const parts: Phrase[] = [
    ...(started === "" ? [] : [say`${[isTaken ? "taken from" : "started as"]} ${started}`]),
    ...(host === "" ? [] : [say`at ${host}`]),
    ...(loose ? [["in whatever version there is"]] : []),
    ...toolsPhrase(field(entry, "tools")),
  ];
  return join(parts, ", ");
}

function toolsPhrase(tools: string): readonly Phrase[] {
  switch (tools) {
    case "inherit":
      return [["with every tool of its parent"]];
    case "reduced":
      return [["with the tools of its parent but those it is denied"]];
    case "all":
      return [["with every tool"]];
    default:
      return [];
  }
}

function toolAbout(entry: SurfaceEntry): Phrase {
  return holds(entry, "modelInvocable") ? [", and the model may use it by its own decision"] : [];
}

/** How it is told that an entry of a list of what is refused comes or goes. */
const bans: ReadonlyMap<ChangeType, string> = new Map([
  ["gate-removed", " is no longer forbidden "],
  ["added", " is now forbidden "],
]);

function gateWords({ type, fields, before }: Change, gate: SurfaceEntry): Phrase {
  const who = whoIs(gate.anchor ?? "");
  const verdict = field(gate, "verdict");
  const what: Phrase = [...covered(gate), " (", { quoted: field(gate, "setting") }, ")"];
  const ban = forbids(gate) ? bans.get(type) : undefined;
  if (ban !== undefined) return [...who, ban, ...what];
  if (type === "gate-removed") return [...who, ` no longer asks ${asked(verdict)} before `, ...what];
  if (type === "gate-weakened" && verdict === "auto") {
    return [...who, ` no longer asks ${before ? asked(field(before, "verdict")) : "anybody"} before `, ...what];
  }
  if (type === "gate-weakened") return [...who, " asks less before ", ...what, ...fieldWords(fields)];
  if (type === "added" && verdict === "auto") return [...who, " ", ...toldGate(gate)];
  if (type === "added" && verdict === "allowlist") {
    return [...who, " has on its list of what may pass: ", { quoted: field(gate, "setting") }];
  }
  if (type === "added") return [...who, ` now asks ${asked(verdict)} before `, ...what];
  if (type === "removed") return [...who, " no longer says what to ask before ", ...what];
  return [
    ...who,
    type === "narrowed" ? " asks more before " : " asks otherwise before ",
    ...what,
    ...fieldWords(fields),
  ];
}

function logWords({ type, fields }: Change, entry: SurfaceEntry): Phrase {
  const who = whoIs(entry.anchor ?? "");
  const what = say`${entry.key ?? ""}`;
  if (type === "added") return [...who, " now records ", ...what];
  if (type === "gate-removed" || type === "removed") return [...who, " no longer records ", ...what];
  return [...who, " records less or otherwise: ", ...what, ...fieldWords(fields)];
}

function opaqueWords({ type }: Change, entry: SurfaceEntry): Phrase {
  const who = whoIs(entry.anchor ?? "");
  if (entry.key === "tool-list") {
    return type === "newly-opaque"
      ? ["which tools ", ...who, " has is known only when it runs"]
      : ["which tools ", ...who, " has is no longer left open"];
  }
  if (type === "newly-opaque") return ["what ", ...who, " says cannot be read: ", ...say`${entry.key ?? ""}`];
  return ["what ", ...who, " says is no longer unreadable: ", ...say`${entry.key ?? ""}`];
}

function textWords({ type }: Change, { id }: SurfaceEntry): Phrase {
  const { added, removed, changed } = textVerbs(id);
  const path = say`${id.slice("text:".length)}`;
  if (type === "added") return [added, ...path];
  return type === "removed" ? [removed, ...path] : [changed, ...path, " changed"];
}

/** How a change of a text is told, to stand before its path. */
interface TextVerbs {
  readonly added: string;
  readonly removed: string;
  /** With `changed` behind the path. */
  readonly changed: string;
}

const told: TextVerbs = {
  added: "models are told something new in ",
  removed: "models are no longer told what stood in ",
  changed: "what models are told in ",
};

const run: TextVerbs = {
  added: "agents can now run ",
  removed: "agents can no longer run ",
  changed: "what agents run in ",
};

const scripts =
  /\.(?:[cm]?[jt]sx?|py|rb|pl|php|lua|go|rs|swift|kts|jar|sh|bash|zsh|fish|ksh|ps1|psm1|bat|cmd|exe|wasm|applescript|scpt)$/i;

/** A text is told to a model, or it is a script that an agent runs: by its name, for nothing else is known of it here. */
export function textVerbs(id: string): TextVerbs {
  return scripts.test(id) ? run : told;
}

function movedWords({ before, after }: Change, entry: SurfaceEntry): Phrase {
  if (entry.kind === "text") {
    const [from, to] = [before, after].map((side) => (side?.id ?? "").slice("text:".length));
    return say`${from ?? ""} is now ${to ?? ""}, with the same text`;
  }
  const can = ability(entry);
  const what = can ? ["that it can ", ...can] : say`${entry.kind} ${entry.key ?? ""}`;
  return [
    ...what,
    " is now said of ",
    ...whoIs(after?.anchor ?? ""),
    ", no longer of ",
    ...whoIs(before?.anchor ?? ""),
  ];
}

const relations: ReadonlyMap<string, readonly [now: string, gone: string]> = new Map([
  ["uses", [" now uses ", " no longer uses "]],
  ["holds", [" now holds ", " no longer holds "]],
  ["triggers", [" now starts ", " no longer starts "]],
  ["guards", [" now stands before ", " no longer stands before "]],
  ["reaches", [" now reaches ", " no longer reaches "]],
  ["registers", [" now offers ", " no longer offers "]],
  ["delegates-to", [" can now hand work to ", " can no longer hand work to "]],
  ["records", [" now records ", " no longer records "]],
]);

function edgeWords({ after }: Change, { value }: SurfaceEntry): Phrase {
  const [from = "", relation = "", to = ""] = Array.isArray(value) ? (value as readonly string[]) : [];
  const [now, gone] = relations.get(relation) ?? [" now relates to ", " no longer relates to "];
  return [...endWords(from), after ? now : gone, ...endWords(to)];
}

/** One end of an edge: `kind:anchor#key`. */
function endWords(id: string): Phrase {
  const { kind, anchor, key } = idParts(id);
  if (kind === "principal" || kind === "tool") return whoIs(anchor);
  return [`the ${kindWords.get(kind) ?? "fact"} `, { quoted: key }, " of ", ...whoIs(anchor)];
}

const kindWords: ReadonlyMap<string, string> = new Map([
  ["credential", "credential"],
  ["token", "token operation"],
  ["identity", "identity operation"],
  ["grant", "permission"],
  ["trigger", "trigger"],
  ["gate", "gate"],
  ["effect", "effect"],
  ["log", "record"],
  ["opaque", "unreadable part"],
]);

/** The parts of a fact's id. */
export function idParts(id: string): { readonly kind: string; readonly anchor: string; readonly key: string } {
  const [colon, hash] = [id.indexOf(":"), id.indexOf("#")];
  return { kind: id.slice(0, colon), anchor: unescaped(id.slice(colon + 1, hash)), key: unescaped(id.slice(hash + 1)) };
}

function unescaped(part: string): string {
  return part.replaceAll("%23", "#").replaceAll("%25", "%");
}
