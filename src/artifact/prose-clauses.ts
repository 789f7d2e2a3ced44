import { baseOfGerund, baseOfThirdPerson, baseVerbs } from "#artifact/prose-verbs.ts";

/**
 * What a clause does: tells the model to do something, tells it not to, or tells what something does by itself.
 * Everything else (questions, noun phrases, the past) is no clause here.
 */
export type Mood = "instruction" | "prohibition" | "description";

/** A part of a sentence with one verb of its own, without the words that lead up to the verb. */
export interface Clause {
  /** Begins with the verb in its base form. */
  readonly text: string;
  readonly mood: Mood;
  /** Of a description: holds if it tells of a program rather than of the agent or what the agent is given. */
  readonly isOfProgram?: true;
}

/** Between clauses. What follows is a clause of its own only if it begins with a verb. */
const separators =
  /;|\s[–—→]\s|\s(?:->|=>)\s|,?\s(?:and\s)?then\s|,?\sbut\s|,\s(?:and\s|or\s)?|\s(?:and|or)\s|[:.!]\s|\s\(|\)\s/gi;

/** Separators after which a negation no longer holds. */
const fresh = /[;–—→:.!(]|->|=>|then|but/i;

/** A label that forbids what follows it. */
const forbiddingLabel = /^\W*(?:never|don['’]?ts?|do not|avoid|forbidden|prohibited|not allowed|you must not)\W*$/i;

/** The clauses of a sentence, in order. Linear in its length, but with a large factor: callers bound it. */
export function clausesOf(sentence: string): Clause[] {
  const text = sentence.trim();
  if (/\?\W*$/.test(text)) return [];
  const clauses: Clause[] = [];
  let mood: Mood | undefined;
  for (const { part, after, before } of partsOf(text)) {
    if (forbiddingLabel.test(part)) {
      mood = "prohibition";
      continue;
    }
    const inherited = carries(after, clauses.at(-1)) ? mood : undefined;
    const clause = isLabel(part, before) || continues(after, text, clauses) ? undefined : clauseOf(part, inherited);
    if (clause) {
      mood = clause.mood;
      clauses.push(clause);
    } else {
      // A part without a verb belongs to the clause before it: an object, a place, a manner.
      const last = clauses.pop();
      if (last) clauses.push({ ...last, text: `${last.text}${after}${part}` });
    }
  }
  return clauses;
}

/** `Schedule: …`, `Update 2026-07-30: …`: a word that names what follows. */
function isLabel(part: string, before: string): boolean {
  return before.trimStart().startsWith(":") && /^\S*(?:\s\W?\d{4}-\d\d-\d\d\W?)?$/.test(part.trim());
}

/** Words with which a part begins that leads up to an instruction: a condition, a time, a purpose. */
const leading =
  /^\W*(?:if|when|whenever|after|before|once|on|for|every|each|at|in|during|upon|while|as|unless|until|to|by|using|with|from|given|based|over|first|second|third|next|then|finally|lastly|also|otherwise|instead|always|step|now|note|important|you(?![’']|\s(?:are|have)\b))\b/i;

/**
 * Holds if a part goes on with a list of things rather than with an instruction: `the rules that decide who may
 * post, comment, merge`.
 */
function continues(after: string, sentence: string, clauses: readonly Clause[]): boolean {
  if (clauses.length > 0 || after === "" || fresh.test(after)) return false;
  return !leading.test(sentence);
}

/** Holds if what is said of the clause before holds for the next one too: `never read, copy or send it`. */
function carries(after: string, last: Clause | undefined): boolean {
  if (last === undefined) return true;
  if (fresh.test(after)) return false;
  return /and|or/i.test(after) || !/\s\S+\s/.test(last.text.trim());
}

interface Part {
  readonly part: string;
  /** The separator that it comes after; empty for the first. */
  readonly after: string;
  /** The separator that it comes before; empty for the last. */
  readonly before: string;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let after = "";
  for (const match of text.matchAll(separators)) {
    parts.push({ part: text.slice(from, match.index), after, before: match[0] });
    from = match.index + match[0].length;
    after = match[0];
  }
  parts.push({ part: text.slice(from), after, before: "" });
  return parts;
}

/** Words before a verb that change nothing about who is told to do it. */
const adverbs =
  /^(?:(?:[\s"'“”‘’•>*-]|\p{So}|\u{FE0F})+|\d{1,3}[.)]\s|step\s\d{1,3}\s|(?:every\s(?:\d{1,4}\s)?[a-z]{3,9}|once\s(?:a|per|every)\s[a-z]{3,9}|please|then|next|first|second|third|finally|lastly|now|also|always|immediately|automatically|just|simply|and|or|so|instead|afterwards?|optionally|silently|quietly|proactively|periodically|regularly|directly|only|either|otherwise|actively|aggressively|continuously|autonomously|must|should|important|critical|mandatory|required)\b[,\s]*)/iu;

/** Words that tell the model, and only the model, to do what follows. */
const addressing =
  /^(?:(?:you|the agent|agents?|the assistant|the model|the ai|claude|codex|the bot)\s(?:should|must|will|shall|may|can|(?:need|have|are|has|is)\s(?:to|expected to|required to|allowed to|free to|authorized to))|make sure\s(?:to|you|that you)|be sure to|ensure\s(?:that\s)?you|remember to|don['’]?t forget to|your\s(?:job|task|role|goal)\sis\sto|feel free to|it is your\s(?:job|responsibility)\sto)\s/i;

/** Words that take back what follows. */
const negation =
  /^(?:never|do not|don['’]?t|does not|doesn['’]?t|must not|mustn['’]?t|should not|shouldn['’]?t|may not|will not|won['’]?t|cannot|can['’]?t|avoid|refrain from|not|(?:there is |there['’]s )?no need (?:to|for)|(?:you )?(?:do not|don['’]?t) (?:need|have) to|instead of|rather than|unless|without)\s/i;

/** Something that acts by itself, as texts about skills tell of it. */
const thirdPerson =
  /^(?:(?:this|the|that|our)\s(?:skill|script|agent|tool|command|hook|plugin|workflow|bot|assistant|system|process|server|cli|job|heartbeat|installer|function|module|app)|it|which|that)\s(?:also\s|then\s|automatically\s)?/i;

/** The agent, and what tells it what to do; all else that acts by itself is a program. */
const agentSubject = /\b(?:skill|agent|plugin|workflow|bot|assistant|system|job|heartbeat)\s/i;

/** How many words may lead up to the verb. */
const mostLeads = 6;

function clauseOf(part: string, inherited: Mood | undefined): Clause | undefined {
  const { rest, mood = inherited } = withoutLead(part.trim());
  const word = firstWord(rest);
  // A word of another language after the verb: the sentence is not English and the word no verb.
  if (/^\s?[^\s\x20-\x7e‘’“”…–—]/.test(rest.slice(word.length))) return undefined;
  if (baseVerbs.has(word)) return { text: rest, mood: mood ?? "instruction" };
  const base = mood === "prohibition" ? baseOfGerund(word) : undefined;
  if (base !== undefined) return { text: base + rest.slice(word.length), mood: "prohibition" };
  return descriptionOf(rest);
}

/** A part without the words that lead up to its verb, and what those words make of it. */
function withoutLead(part: string): { readonly rest: string; readonly mood?: Mood } {
  let rest = part;
  let mood: Mood | undefined;
  for (let lead = 0; lead < mostLeads; lead++) {
    const [words, next] = leadOf(rest, mood);
    if (words === "") break;
    rest = rest.slice(words.length);
    mood = next;
  }
  return mood === undefined ? { rest } : { rest, mood };
}

/** The words at the start of a text that lead up to a verb, and the mood with them. */
function leadOf(text: string, mood: Mood | undefined): readonly [string, Mood | undefined] {
  const adverb = adverbs.exec(text)?.[0];
  if (adverb) return [adverb, mood];
  const address = addressing.exec(text)?.[0];
  if (address) return [address, mood ?? "instruction"];
  const negative = negation.exec(text)?.[0];
  return negative ? [negative, "prohibition"] : ["", mood];
}

function firstWord(text: string): string {
  return /^[a-z]+(?:-[a-z]+)?/i.exec(text)?.[0].toLowerCase() ?? "";
}

function descriptionOf(text: string): Clause | undefined {
  const subject = thirdPerson.exec(text)?.[0];
  // Without a subject it is a heading in other words: what a feature or a flag does.
  if (subject === undefined) return undefined;
  const rest = text.slice(subject.length).replace(/^(?:will|can|must|should)\s(?:also\s|then\s|automatically\s)?/i, "");
  const word = firstWord(rest);
  const base = baseVerbs.has(word) ? word : baseOfThirdPerson(word);
  if (base === undefined) return undefined;
  const clause: Clause = { text: base + rest.slice(word.length), mood: "description" };
  return agentSubject.test(subject) ? clause : { ...clause, isOfProgram: true };
}
