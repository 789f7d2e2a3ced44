import { append } from "#model/append.ts";
import { effectFact, gateFact, grantFact, type OpenclawScope } from "#artifact/openclaw-scope.ts";
import type { Node } from "#model/document.ts";
import type { FactId, TriggerValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, isFalse, isTrue, pairsOf, stringsOf, textOf, type Pair } from "#model/tree.ts";

/** Keys under `channels` that are no channel. */
const notChannels = new Set(["defaults", "modelByChannel"]);

/** Channels that stood at the top of the file before there was `channels`. */
const olderChannels = new Set(["whatsapp", "telegram", "discord", "slack", "signal", "imessage", "msteams"]);

/** Actions with which an agent changes what people may do. */
const adminActions = new Set(["roles", "moderation", "permissions", "channels", "memberInfo"]);

/** The ids of the triggers that a channel has, under `<channel>` and `<channel>/<account>`. */
export type ChannelTriggers = ReadonlyMap<string, readonly FactId[]>;

/** Records who may start the agent over each channel, and what it may do there. */
export function channelFacts(scope: OpenclawScope, root: Node): ChannelTriggers {
  const triggers = new Map<string, FactId[]>();
  const channels = at(root, "channels");
  const groupDefault = at(channels, "defaults", "groupPolicy");
  for (const pair of [...pairsOf(channels), ...olderChannelsOf(root)]) {
    if (notChannels.has(pair.key) || pair.value.kind !== "mapping") continue;
    const own = doorsOf(pair.value);
    const shared = { ...own, groupPolicy: own.groupPolicy ?? groupDefault };
    for (const place of placesOf(pair)) {
      const doors = place.settings === pair.value ? shared : doorsOf(place.settings);
      const ids = placeTriggers(scope, place, inherited(doors, shared, place.name === pair.key));
      const known = triggers.get(pair.key) ?? [];
      append(known, ids);
      triggers.set(pair.key, known);
      if (place.name !== pair.key) triggers.set(place.name, ids);
      placeRights(scope, place);
    }
  }
  return triggers;
}

function olderChannelsOf(root: Node): Pair[] {
  return pairsOf(root).filter(({ key }) => olderChannels.has(key));
}

/** A channel, or one account of it: something with senders of its own. */
interface Place {
  /** `discord`, or `discord/work` for an account of it. */
  readonly name: string;
  readonly settings: Node;
  readonly keyNode: Node;
}

/**
 * The accounts of a channel; the channel itself where it has none, or has a credential or policy of its own beside
 * them. The account `default` is the channel.
 */
function placesOf({ key: channel, keyNode, value }: Pair): Place[] {
  const accounts = pairsOf(at(value, "accounts")).filter(({ value: account }) => account.kind === "mapping");
  const places = accounts.map(({ key, keyNode: node, value: settings }) => ({
    name: key === "default" ? channel : `${channel}/${key}`,
    settings,
    keyNode: node,
  }));
  if (places.some(({ name }) => name === channel)) return places;
  const needed = places.length === 0 || ownKeys.some((key) => at(value, key) !== undefined);
  return needed ? [{ name: channel, settings: value, keyNode }, ...places] : places;
}

/** Keys that make a channel with accounts something of its own. */
const ownKeys = ["token", "botToken", "appId", "dmPolicy", "dm", "allowFrom", "groupPolicy", "groupAllowFrom"];

/** Who gets in at one place, as far as it is written there. */
interface Doors {
  readonly enabled: Node | undefined;
  readonly dmPolicy: Node | undefined;
  readonly groupPolicy: Node | undefined;
  /** Senders of direct messages; undefined where no list is written. */
  readonly people: readonly string[] | undefined;
  /** Senders in groups. */
  readonly members: readonly string[] | undefined;
  /** The groups that an allow list names. */
  readonly rooms: readonly string[];
}

/** Maps from the groups that an allow list names to their settings. */
const roomMaps = ["groups", "guilds", "teams", "rooms"];

function doorsOf(settings: Node): Doors {
  return {
    enabled: at(settings, "enabled"),
    dmPolicy: at(settings, "dmPolicy") ?? at(settings, "dm", "policy"),
    groupPolicy: at(settings, "groupPolicy"),
    people: namesOf(at(settings, "allowFrom") ?? at(settings, "dm", "allowFrom")),
    members: namesOf(at(settings, "groupAllowFrom")),
    rooms: roomMaps.flatMap((key) => pairsOf(at(settings, key)).map((pair) => `group:${pair.key}`)),
  };
}

function namesOf(list: Node | undefined): string[] | undefined {
  return list && stringsOf(list).map(({ text }) => text);
}

/**
 * What an account says, filled in with what its channel says. Lists of the channel are repeated for its default
 * account only: for the others they are told of the channel, and only whether everyone is in them is inherited.
 */
function inherited(own: Doors, shared: Doors, whole: boolean): Doors {
  const listOf = (list: readonly string[] | undefined) => (whole ? list : list?.filter((name) => name === "*"));
  return {
    enabled: isFalse(shared.enabled) ? (own.enabled ?? shared.enabled) : own.enabled,
    dmPolicy: own.dmPolicy ?? shared.dmPolicy,
    groupPolicy: own.groupPolicy ?? shared.groupPolicy,
    people: own.people ?? listOf(shared.people),
    members: own.members ?? listOf(shared.members),
    rooms: own.rooms.length === 0 && whole ? shared.rooms : own.rooms,
  };
}

function placeTriggers(scope: OpenclawScope, place: Place, doors: Doors): FactId[] {
  const disabled = isFalse(doors.enabled);
  const ids = [
    trigger(scope, place, {
      source: place.name,
      policy: doors.dmPolicy,
      absent: "pairing",
      senders: doors.people ?? [],
      disabled,
    }),
    trigger(scope, place, {
      source: `${place.name} groups`,
      policy: doors.groupPolicy,
      absent: "allowlist",
      senders: [...(doors.members ?? []), ...doors.rooms],
      disabled,
    }),
  ];
  const bots = at(place.settings, "allowBots");
  if (bots && !isFalse(bots) && !disabled) ids.push(botTrigger(scope, place, bots));
  return ids;
}

interface Entrance {
  readonly source: string;
  readonly policy: Node | undefined;
  /** The documented policy where none is written. */
  readonly absent: "pairing" | "allowlist";
  readonly senders: readonly string[];
  readonly disabled: boolean;
}

/** Policies as the channels write them. Source: docs/gateway/config-channels/shared-policies.md. */
const policies: ReadonlyMap<string, TriggerValue["sender"]> = new Map([
  ["pairing", "pairing"],
  ["allowlist", "allowlist"],
  ["open", "open"],
  ["disabled", "none"],
]);

function trigger({ record, anchor, agent }: OpenclawScope, place: Place, entrance: Entrance): FactId {
  const { source, policy, absent, disabled } = entrance;
  const senders = [...new Set(entrance.senders)].sort(compareText);
  const written = policies.get(textOf(policy) ?? "");
  const named = written ?? absent;
  // A list that holds everyone lets everyone in, whatever the policy beside it is called.
  const wide = named !== "none" && senders.includes("*");
  const sender = disabled ? "none" : wide ? "open" : named;
  return record.fact({
    kind: "trigger",
    anchor,
    key: `${typeOf(source)}:${source}`,
    owner: agent,
    at: written === undefined ? place.keyNode : policy!,
    ...(written === undefined && !wide && !disabled ? { origin: "default" as const } : {}),
    value: {
      type: typeOf(source),
      source,
      sender,
      ...(senders.length > 0 && (sender === "allowlist" || sender === "pairing") ? { senders } : {}),
    },
  });
}

function typeOf(source: string): "voice" | "chat" {
  return /^voice/i.test(source) ? "voice" : "chat";
}

function botTrigger({ record, anchor, agent }: OpenclawScope, place: Place, node: Node): FactId {
  const source = `${place.name} bots`;
  return record.fact({
    kind: "trigger",
    anchor,
    key: `agent-message:${source}`,
    owner: agent,
    at: node,
    value: { type: "agent-message", source, sender: "open" },
  });
}

/** What the agent may do on the channel besides talking, and who approves its commands there. */
function placeRights(scope: OpenclawScope, { name, settings }: Place): void {
  const path = `channels.${name.replace("/", ".accounts.")}`;
  const approvals = at(settings, "execApprovals");
  if (isTrue(at(approvals, "enabled")) || stringsOf(at(approvals, "approvers")).length > 0) {
    const anyone = namesOf(at(approvals, "approvers"))?.includes("*") ?? false;
    gateFact(scope, approvals!, {
      path: `${path}.execApprovals`,
      ...(anyone
        ? ({ choice: "*", verdict: "auto", covers: "approvals" } as const)
        : ({ verdict: "human", covers: "exec" } as const)),
    });
  }
  const writes = at(settings, "configWrites");
  if (isTrue(writes))
    effectFact(scope, writes!, { effect: "self-modify", target: "permissions", detail: "configWrites" });
  for (const { key, keyNode, value } of pairsOf(at(settings, "actions"))) {
    if (!isTrue(value)) continue;
    const level = adminActions.has(key) ? "admin" : "write";
    grantFact(scope, keyNode, { system: name.split("/", 1)[0] ?? name, actions: [key], level });
  }
}
