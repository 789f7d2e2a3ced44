import type { RepoPath } from "#model/location.ts";
import { account, isReservedHost } from "#secrets/address.ts";
import { commentLine } from "#secrets/commented.ts";

const markdown = /\.(?:md|mdx|mdc|markdown)$/i;

/** Holds for texts that are written to be read. */
export function isDocument(path: RepoPath): boolean {
  return markdown.test(path);
}

const walkthrough =
  /(?:^|\/)(?:solutions?|walk-?throughs?|write-?ups?)\/|(?:^|[/._-])(?:solution|walk-?through|write-?up)s?\.\w{1,8}$/i;

/** Holds for documents that lead through an exercise, and show what comes of it. */
export function isWalkthrough(path: RepoPath): boolean {
  return isDocument(path) && walkthrough.test(path);
}

/** What begins or ends a fence, with the name of its language. */
const fence = /^[ \t>]{0,12}(?:`{3,}|~{3,})[ \t]{0,4}([\w+#-]{0,20})/gm;

/** Programs: what a shell or a file of settings is shown with may be what one is to use. */
const programs: ReadonlySet<string> = new Set(
  "c c# cpp cs csharp dart go golang groovy http java javascript js jsx kotlin php py python rb ruby rs rust scala sql swift ts tsx typescript vb".split(
    " ",
  ),
);

/** What answers are written as. */
const data: ReadonlySet<string> = new Set(["", "http", "json", "jsonc", "text", "yaml", "yml"]);

/**
 * What stands above an answer of an interface, in the lines before the fence: a heading that is no sentence, or one that
 * says that it is returned.
 */
const answered =
  /^[ \t>#*_\-|\d.)]{0,12}(?:[\w/()-]{1,24} ){0,5}(?:responses?|answer|sample)(?: (?:\d{3}|\([^()\n]{0,60}\)|body|example|format|json|payload|shape|ok)){0,4}[*_`]{0,3}\s{0,2}(?:[:.*_#|]|$)|(?:^|[^\w])returns(?: (?:an?|the|this|something like|the following|json|http|\d{3})(?: [\w`-]{1,30}){0,5})?[*_`]{0,3}:?[*_`]{0,3}\s*$/i;
const longestLead = 200;
const mostLeadLines = 4;

/** What of a document a place is in. */
export interface ShownIn {
  /** Holds in a program that the document shows. */
  isProgram(at: number): boolean;
  /** Holds in what the document shows as an answer of an interface. */
  isAnswer(at: number): boolean;
}

/** Tells what of a document places are in; of other files, nothing. The text is read once, when first asked. */
export function shownIn(text: string, path: RepoPath): ShownIn {
  if (!isDocument(path)) return { isProgram: () => false, isAnswer: () => false };
  let fences: readonly { readonly start: number; readonly language: string }[] | undefined;
  const fenceAt = (at: number) => {
    fences ??= [...text.matchAll(fence)].map(({ index, 1: language = "" }) => ({
      start: index,
      language: language.toLowerCase(),
    }));
    let low = 0;
    for (let high = fences.length; low < high;) {
      const middle = (low + high) >> 1;
      if (fences[middle]!.start <= at) low = middle + 1;
      else high = middle;
    }
    return low % 2 === 1 ? fences[low - 1]! : undefined;
  };
  return {
    isProgram: (at) => programs.has(fenceAt(at)?.language ?? ""),
    isAnswer: (at) => {
      const around = fenceAt(at);
      if (around && data.has(around.language) && leadOf(text, around.start).some(isLead)) return true;
      return isInShownAnswer(text, at);
    },
  };
}

/** The lines above a fence that say what it shows. */
function leadOf(text: string, start: number): readonly string[] {
  const lines = text.slice(Math.max(0, start - longestLead), start).split("\n");
  return lines.slice(-mostLeadLines);
}

/** Holds for a line that introduces an answer, and not the lack of one. */
function isLead(line: string): boolean {
  return answered.test(line) && !/(?:^|[^\w])(?:no|not|nothing|never|without)(?!\w)/i.test(line);
}

/** Characters before a place in which what encloses it begins. */
const longestShown = 6000;

/** Holds within what the pages of an interface show as an answer or a question of it. */
function isInShownAnswer(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - longestShown), start);
  const [, closes] = /^[^]*<(\/?)(?:Response|Request)Example(?=[\s>])/.exec(before) ?? [];
  return closes === "";
}

/** Characters on either side of a password in which its account stands, of the lines next to it. */
const nearAccount = 200;

/** What is the account of a line next to a password: the value of a name, and of none that says whom to write to. */
const named =
  /(?:e-?mail|user(?:[-_ ]?(?:name|id))?|login|account|identifier|principal|upn)["'`\])]{0,3}\s{0,3}(?:[:=,(]|=>)[^\n]{0,60}$/i;
const toWriteTo = /(?:^|[^a-z])(?:contact|support|from|to|cc|bcc|sender|reply|author|maintainer|owner|notify|alert)/i;

/** Holds if the account beside a password is at a host that nobody can have: nobody has it either. */
export function isOfNobody(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - nearAccount), start).split("\n");
  const after = text.slice(end, end + nearAccount).split("\n");
  const own = [...`${before.pop()}\n${after.shift()}`.matchAll(account)];
  // A comment says who is to be asked, and is nobody's account.
  const beside = [...before.slice(-2), ...after.slice(0, 2)]
    .filter((line) => !commentLine.test(line))
    .flatMap((line) => [...line.matchAll(account)].filter(({ index }) => isNamed(line.slice(0, index))));
  const hosts = [...own, ...beside].map(([, host = ""]) => host);
  return hosts.length > 0 && hosts.every(isReservedHost);
}

function isNamed(lead: string): boolean {
  return named.test(lead) && !toWriteTo.test(lead);
}
