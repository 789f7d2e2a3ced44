import { compareText } from "#model/location.ts";
import type { AuthorModel, CommitRecord, Identity, Provenance } from "#model/provenance.ts";

/** UTF-16 units of a message that are looked at. */
const longestMessage = 65_536;

/** What commits tell about who wrote what they hold; newest first. Without commits it is `unknown`. */
export function provenanceOf(commits: readonly CommitRecord[], models: readonly AuthorModel[]): Provenance {
  const marked = new Map(commits.flatMap((commit) => marksOf(commit, models).map((model) => [model.name, model.kind])));
  const kinds = new Set(marked.values());
  return {
    writer: kinds.has("agent") ? "agent" : kinds.has("automation") ? "automation" : "unknown",
    marks: [...marked.keys()].sort(compareText),
    authors: [...new Set(commits.map(({ author }) => author.name))].filter((name) => name !== "").sort(compareText),
    commits: commits.map(({ commit }) => commit),
  };
}

/** The rows whose mark a commit bears; a row of mere endings of names, such as that of all bots, only if no other fits. */
export function marksOf(commit: CommitRecord, models: readonly AuthorModel[]): readonly AuthorModel[] {
  const message = commit.message.slice(0, longestMessage);
  const trailers = trailersOf(message);
  const coAuthors = trailers.flatMap(({ key, value }) => (key === "co-authored-by" ? [identityOf(value)] : []));
  const people = [commit.author, commit.committer, ...coAuthors].map(normalised);
  const found = models.filter(
    (model) =>
      people.some((person) => isMarked(person, model)) ||
      model.phrases.some((phrase) => message.includes(phrase)) ||
      model.trailers.some((trailer) => trailers.some((written) => fits(written, trailer))),
  );
  const specific = found.filter(({ emails, names, trailers: own }) => emails.length + names.length + own.length > 0);
  return specific.length > 0 ? specific : found;
}

interface Trailer {
  /** Lower case. */
  readonly key: string;
  readonly value: string;
}

/** All lines of the form `Key: value`, wherever they stand: a squashed commit has those of its parts in the middle. */
function trailersOf(message: string): Trailer[] {
  return message.split("\n").flatMap((line) => {
    const trailer = /^\s{0,8}(?:[*-] )?([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*(.*)$/.exec(line.slice(0, 1000));
    return trailer ? [{ key: trailer[1]!.toLowerCase(), value: trailer[2]!.trim() }] : [];
  });
}

/** `name <address>` */
function identityOf(text: string): Identity {
  const open = text.lastIndexOf("<");
  const close = text.indexOf(">", open);
  if (open < 0 || close < 0) return { name: text, email: "" };
  return { name: text.slice(0, open).trim(), email: text.slice(open + 1, close).trim() };
}

function normalised({ name, email }: Identity): Identity {
  return {
    name: name.toLowerCase(),
    email: email.toLowerCase().replace(/^\d+\+(?=.*@users\.noreply\.github\.com$)/, ""),
  };
}

function isMarked({ name, email }: Identity, model: AuthorModel): boolean {
  return (
    model.emails.includes(email) || model.names.includes(name) || model.nameEndings.some((end) => name.endsWith(end))
  );
}

function fits({ key, value }: Trailer, mark: string): boolean {
  const colon = mark.indexOf(":");
  if (key !== mark.slice(0, colon).toLowerCase()) return false;
  const wanted = mark
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  const given = value.toLowerCase();
  return wanted === "" || given === wanted || (given.startsWith(wanted) && /^[:\s/]/.test(given.slice(wanted.length)));
}
