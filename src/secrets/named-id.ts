import type { NamedPlace } from "#secrets/name-at.ts";
import { wordsOf } from "#secrets/secret-name.ts";
import type { PlacedValue } from "#secrets/value-at.ts";

/** What a product calls a token and is an id, which opens nothing by itself. */
interface NamedId {
  /** The words of its name. */
  readonly name: RegExp;
  readonly value: RegExp;
  /** What stands near, where the name and the value do not decide. */
  readonly near?: RegExp;
}

const ids: readonly NamedId[] = [
  // Documents of Lark and Feishu, as their addresses name them: https://open.feishu.cn/document/server-docs/docs/faq
  {
    name: /(?:^| )tokens?$/,
    value: /^(?:bas|bmn|box|doc|dox|fld|mnt|obc|sht|wik)(?:cn|us|lg|k4|jp)[A-Za-z\d]{18,24}$/,
  },
  {
    name: /^(?:(?:base|bitable|feishu|lark) ){0,2}app tokens?$/,
    value: /^[A-Za-z\d]{26,28}$/,
    near: /(?<![a-z])(?:bitable|feishu|lark)(?![a-z])/i,
  },
  // Accounts of Solana, which tokens are called by: https://solana.com/docs/core/accounts
  {
    name: /^(?:(?:base|bonk|buy|eurc|from|in|input|jup|mint|native|out|output|pool|pyusd|quote|ray|reward|sell|sol|source|spl|stake|target|to|usdc|usdt|wrapped|wsol) )?tokens?(?: [abxy\d])?$/,
    value: /^[1-9A-HJ-NP-Za-km-z]{43,44}$/,
    near: /(?<![a-z])(?:solana|lamports|raydium|spl)(?![a-z])/i,
  },
  // What a certificate's owner shows to everybody: https://www.rfc-editor.org/rfc/rfc8555#section-8.1, 32 bytes as issued
  {
    name: /(?:^| )token$/,
    value: /^[\w-]{43}$/,
    near: /(?<![a-z])(?:dns-01|http-01|tls-alpn-01|acme-challenge|validationRecords)(?![a-z])/i,
  },
];

/** Characters on either side of a value in which what it is of is named. */
const window = 2000;

/** Holds for an id of a document or an account under the name of a token. */
export function isNamedId(text: string, { name }: NamedPlace, { start, end, text: value }: PlacedValue): boolean {
  const words = wordsOf(name).join(" ");
  const around = () => text.slice(Math.max(0, start - window), end + window);
  return ids.some((id) => id.name.test(words) && id.value.test(value) && (!id.near || id.near.test(around())));
}
