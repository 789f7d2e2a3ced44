import type { Words } from "#artifact/prose-context.ts";

/** Whom a text has do something, where it is not the agent that reads it. */
const person = String.raw`(?:the |your |each |any )?(?:end[- ])?(?:users?|humans?|persons?|people|customers?|developers?|operators?|maintainers?|admin(?:istrator)?s?|owners?|them|him|her)`;

const doing = String.raw`(?:(?:manually|first|then|please|just|also|either|simply|try to|now)\s){0,2}(?:run|re-?run|install|execute|paste|type|enter|sign in|log ?in|authenticate|set (?:it )?up)\b`;

/** Words that leave what follows to a person: `Tell the user to run`, `The user must install it first`. */
const handedOver = new RegExp(
  [
    String.raw`\b(?:tell|ask|instruct|remind|prompt|advise|direct|request|invite|guide|have|let)\s${person}\s(?:(?:that\s)?they\s(?:should|must|can|need to|have to)\s|to\s|how to\s)?${doing}`,
    String.raw`\b(?:suggest|recommend)\s(?:that\s)?(?:to\s)?${person}\s(?:(?:should|to)\s)?${doing}`,
    String.raw`\b(?:tell|show|give|send|offer)\s${person}\s(?:this|these|the)\s(?:following\s)?(?:\w+\s)?(?:commands?|lines?|instructions?|steps?)\b`,
    String.raw`\b(?:show|print|display|give|suggest|offer)\s(?:this|these|the)\s(?:following\s)?(?:\w+\s)?(?:commands?|lines?|instructions?|steps?)\s(?:to|for)\s${person}\b`,
    String.raw`\b(?:show|give|hand|send)s?\s(?:you|${person})\s(?:the|this|an?|one)\s(?:\w+\s){0,2}(?:one-?liners?|commands?|lines?|snippets?)\b`,
    String.raw`\b(?:to\s|(?:you|users?)\s(?:can\s|should\s)?)(?:paste|copy)\s(?:it\s|this\s|them\s)?(?:in|into|to)\s(?:the\s|your\s|a\s)?(?:own\s)?(?:terminal|shell|console|browser)\b`,
    String.raw`^\W*(?:the |your )?(?:user|human|customer|developer|operator|person)\s(?:should|must|can|may|needs to|has to|will need to|will have to)\s${doing}`,
  ].join("|"),
  "i",
);

/** What takes it back: `Do not ask the user to run it`, `Ask the user to install it, then run`. */
const takenBack =
  /\bthen\s(?:\w+ly\s)?(?:run|execute|install|continue|proceed|use|do|deploy|publish|push)\b|\b(?:not|never|instead of|rather than|without|avoid|no need)\b|n['’]t\b/i;

/** How much of a sentence or comment is read. */
const longest = 300;

/** Holds if a sentence or a comment leaves the commands that follow it to a person. */
export function leavesToPerson(words: string): boolean {
  const text = words.slice(0, longest);
  return handedOver.test(text) && !takenBack.test(text);
}

/** Headings of tables of commands to look up. */
const reference =
  /\b(?:quick[- ]?(?:reference|ref)|cheat[- ]?sheets?|(?:essential|common|useful|basic|frequent(?:ly used)?|key|core)\s(?:[\w-]{1,20}\s)?commands|commands?\s(?:reference|overview|summary|list))\b/i;

/** Holds if one of the headings above commands says that they are there to be looked up. */
export function areReference(above: readonly Words[]): boolean {
  return above.some(({ isHeading, text }) => isHeading && reference.test(text));
}

const ownName = "(?:my|your)(?:-\\w{1,20}|app|image|repo|project|registry|container|user(?:name)?|org|company)";
const kind = `(?:image|name|repo(?:sitory)?|registry|container|${ownName})`;
const part = `(?:user(?:name)?|org|project|app|package|${kind})`;

/** A word that stands for one of its kind: `image:tag`, `user/repo`, `<registry>/app`, `myapp:latest`, `NAME:TAG`. */
const generic = new RegExp(
  [
    String.raw`\s(?:${kind}|${part}(?:/${part}){1,3}|${part}(?:/${part}){0,3}:(?:tag|latest|version|v?\d[\w.]{0,10}))(?=\s|$)`,
    String.raw`\s[A-Z]{2,20}(?:[/:][A-Z]{2,20}){1,3}(?=\s|$)`,
    String.raw`<[a-z][\w -]{0,40}>`,
  ].join("|"),
);

/** Holds if a command names no thing, but the kind of thing that belongs there. */
export function namesKinds(command: string): boolean {
  return generic.test(command.slice(0, longest));
}
