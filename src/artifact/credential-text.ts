import type { CredentialValue } from "#model/fact.ts";

/** A reference to a credential inside a text, by name. */
export interface CredentialReference {
  readonly source: CredentialValue["source"];
  readonly name: string;
}

/** How the formats write "take it from there": one row a spelling, the first group is the name. Linear each. */
const spellings: readonly (readonly [RegExp, CredentialValue["source"]])[] = [
  [/\$\{\{\s{0,9}secrets\.([\w-]{1,100})\s{0,9}\}\}/g, "vault"],
  [/\$\{env:([\w-]{1,100})\}/g, "env"],
  [/\$\{input:([\w.-]{1,100})\}/g, "exchange"],
  [/\$\{(?:user_config|userConfig)\.([\w.-]{1,100})\}/g, "exchange"],
  [/\$\{([A-Za-z_]\w{0,100})(?::-[^}]{0,200})?\}/g, "env"],
  [/\{env:([\w-]{1,100})\}/g, "env"],
  [/\{file:([^}]{1,200})\}/g, "file"],
  [/%([A-Za-z_]\w{0,100})%/g, "env"],
  [/(?<![\w$])\$([A-Za-z_]\w{0,100})/g, "env"],
  [/\b(op:\/\/[\w./ -]{1,200})/g, "vault"],
  [/\b(vault:[\w./#-]{1,200})/g, "vault"],
  [/\b(arn:aws:(?:secretsmanager|ssm):[\w:/.-]{1,200})/g, "vault"],
];

/** The references in a text, in the order of the spellings, each name once. */
export function credentialReferences(text: string): CredentialReference[] {
  const found = new Map<string, CredentialReference>();
  let rest = text;
  for (const [spelling, source] of spellings) {
    rest = rest.replace(spelling, (whole, name: string) => {
      if (!found.has(name)) found.set(name, { source, name });
      return " ".repeat(whole.length);
    });
  }
  return [...found.values()];
}
