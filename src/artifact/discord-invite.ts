import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import { compareText } from "#model/location.ts";

/** Links that invite a Discord bot with a number of permissions. Source: Discord, "OAuth2" and "Permissions". */
export const discordInvite: ArtifactFrontEnd = {
  format: "discord-invite",
  role: "agent-settings",
  claims: () => false,
  markers: ["discord.com/oauth2/authorize", "discord.com/api/oauth2/authorize", "discordapp.com/oauth2/authorize"],
  recognises: (document) => invite.test(document.text),
  facts(document, record) {
    for (const match of document.text.matchAll(new RegExp(invite, "g"))) {
      const query = new URLSearchParams(match[1]!.replaceAll("&amp;", "&"));
      const bits = permissionBits(query.get("permissions"));
      if (bits === undefined || !/(^|[\s+])bot($|[\s+])/.test(query.get("scope") ?? "bot")) continue;
      const client = query.get("client_id") ?? document.path;
      const start = match.index;
      const at: Node = { kind: "string", value: match[0], start, end: start + match[0].length, children: [] };
      const admin = (bits & administrator) !== 0n;
      record.fact({
        kind: "grant",
        anchor: `app/${client}`,
        key: "discord:bot",
        at,
        confidence: "high",
        value: {
          system: "discord",
          actions: namesOf(bits),
          subject: "bot",
          decision: "hardcoded",
          level: admin ? "admin" : (bits & granting) !== 0n ? "grant" : bits === 0n ? "read" : "write",
          ...(admin ? { wildcard: true } : {}),
        },
      });
    }
  },
};

const invite =
  /https:\/\/(?:[a-z]{1,10}\.)?discord(?:app)?\.com\/(?:api\/)?oauth2\/authorize\?([\w%&=+;.:/~-]{1,2000})/;

const administrator = 0x8n;

/** Bits by name that let the bot change rights, members or the server. Source: Discord, "Bitwise Permission Flags". */
const permissions: readonly (readonly [bigint, string])[] = [
  [0x2n, "KICK_MEMBERS"],
  [0x4n, "BAN_MEMBERS"],
  [0x8n, "ADMINISTRATOR"],
  [0x10n, "MANAGE_CHANNELS"],
  [0x20n, "MANAGE_GUILD"],
  [0x80n, "VIEW_AUDIT_LOG"],
  [0x400n, "VIEW_CHANNEL"],
  [0x800n, "SEND_MESSAGES"],
  [0x2000n, "MANAGE_MESSAGES"],
  [0x10000n, "READ_MESSAGE_HISTORY"],
  [0x20000n, "MENTION_EVERYONE"],
  [0x8000000n, "MANAGE_NICKNAMES"],
  [0x10000000n, "MANAGE_ROLES"],
  [0x20000000n, "MANAGE_WEBHOOKS"],
  [0x200000000n, "MANAGE_EVENTS"],
  [0x400000000n, "MANAGE_THREADS"],
  [0x10000000000n, "MODERATE_MEMBERS"],
];

const granting = 0x10000000n | 0x20000000n | 0x20n;

function permissionBits(text: string | null): bigint | undefined {
  return text !== null && /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
}

function namesOf(bits: bigint): string[] {
  const names = permissions.filter(([bit]) => (bits & bit) !== 0n).map(([, name]) => name);
  return (names.length > 0 ? names : [`permissions ${bits}`]).sort(compareText);
}
