/** Events → the part of their payload whose author is the sender. */
const subjects: ReadonlyMap<string, readonly string[]> = new Map([
  ["issue_comment", ["comment"]],
  ["pull_request_review_comment", ["comment"]],
  ["discussion_comment", ["comment"]],
  ["pull_request_review", ["review"]],
  ["issues", ["issue"]],
  ["discussion", ["discussion"]],
  ["pull_request", ["pull_request"]],
  ["pull_request_target", ["pull_request"]],
  ["workflow_run", ["workflow_run"]],
]);

function speaksOfSender(subject: string, event: string): boolean {
  return subject === "sender" || subject === "*" || (subjects.get(event)?.includes(subject) ?? true);
}

const loginContext =
  /^github\.(?:actor|actor_id|triggering_actor|event\.(?:(sender)|([a-z_*]+)\.(?:user|actor|triggering_actor))\.(?:login|id))$/i;
const associationContext = /^github\.event\.([a-z_*]+)\.author_association$/i;

/** Holds if a context is the login of whoever started the run, as far as the event says. */
export function isLogin(text: string, event: string): boolean {
  return firstPresent(text, event, (part) => {
    const match = loginContext.exec(part);
    return match ? (match[1] ?? match[2] ?? "sender") : undefined;
  });
}

/** Holds if a context is the association of whoever started the run with the repository. */
export function isAssociation(text: string, event: string): boolean {
  return firstPresent(text, event, (part) => associationContext.exec(part)?.[1]);
}

/** Payloads that an event brings besides the one whose author is the sender. */
const parents: ReadonlyMap<string, readonly string[]> = new Map([
  ["issue_comment", ["issue"]],
  ["pull_request_review_comment", ["pull_request"]],
  ["pull_request_review", ["pull_request"]],
  ["discussion_comment", ["discussion"]],
]);

/**
 * Holds if a context, or the first of several joined by `||` that the event brings, is about the sender.
 * `subjectOf` tells of which part of the payload a context speaks, if it is of the wanted kind.
 */
function firstPresent(text: string, event: string, subjectOf: (part: string) => string | undefined): boolean {
  for (const part of text.split("||")) {
    const subject = subjectOf(part.trim())?.toLowerCase();
    if (subject === undefined) return false;
    if (speaksOfSender(subject, event)) return true;
    if (parents.get(event)?.includes(subject)) return false;
  }
  return false;
}
