/** What the command line of a tool server gives it: places of the host, credentials, modes that ask nothing. */
import { credentialReferences, isCredentialName, isPlaceholder } from "#artifact/credential-text.ts";
import { recordCredential, recordGate, type Subject } from "#artifact/subject.ts";
import type { Node } from "#model/document.ts";

/** One word of a command line and the node that holds it. */
export interface Word {
  readonly text: string;
  readonly node: Node;
}

/** Places that hold everything: a server that is given one reads every credential on the host. */
const broadRoot =
  /^(\/|~\/?|\$HOME\/?|\$\{HOME\}\/?|\$\{userHome\}\/?|\$\{env:HOME\}\/?|%USERPROFILE%\\?|[A-Za-z]:[\\/]?|\/home\/[^/]+\/?|\/Users\/[^/]+\/?|\/root\/?|\/etc\/?|[A-Za-z]:\\Users\\[^\\]+\\?)$/;

/** Sockets over which a process governs every container, and so the host. */
const governingSocket = /(docker|podman|containerd|crio)\.sock$/;

/** Flags whose value is a place that is not given to the server: where it runs, as whom. */
const otherPlaces = /^(-w|--workdir|--cwd|--user|-u|--prefix|--directory|--entrypoint|-C)$/;

/** Flags with which an agent that is started as a server asks for nothing. */
const unattendedFlags =
  /^--(dangerously-skip-permissions|allow-dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|yolo)$/;

/** Holds if the place is a whole file system, a whole home, or a socket that governs the host. */
export function isBroadPlace(place: string): boolean {
  return broadRoot.test(place) || governingSocket.test(place);
}

/** Records what the words of a server's command line give it. */
export function argumentFacts(subject: Subject, words: readonly Word[]): void {
  words.forEach((word, index) => {
    const previous = words[index - 1]?.text ?? "";
    placeFact(subject, word, previous, index);
    isolationFact(subject, word, previous);
    wordCredentials(subject, word, previous);
    if (unattendedFlags.test(word.text)) {
      recordGate(subject, word.node, { verdict: "auto", covers: "*", setting: word.text });
    }
  });
}

function placeFact(subject: Subject, { text, node }: Word, previous: string, index: number): void {
  const mount = mountOf(text, previous);
  const given = mount ?? (index > 0 && isBroadPlace(text) && !otherPlaces.test(previous) ? text : undefined);
  if (given !== undefined) recordPlace(subject, node, given);
}

/** Records that the subject may use a place of the host; `wide` says that everything is there. */
export function recordPlace(
  { anchor, owner, record }: Subject,
  node: Node,
  place: string,
  wide = isBroadPlace(place),
): void {
  record.fact({
    kind: "grant",
    anchor,
    key: `filesystem:${place}`,
    owner,
    at: node,
    value: {
      system: "filesystem",
      actions: ["write"],
      resource: place,
      decision: "hardcoded",
      level: wide ? "admin" : "write",
      ...(wide ? { wildcard: true } : {}),
    },
  });
}

/** The host side of a container mount: `-v HOST:CONTAINER`, `--mount type=bind,src=HOST,…`. */
function mountOf(text: string, previous: string): string | undefined {
  if (previous === "--mount" || text.startsWith("--mount=")) return /(?:^|[,=])(?:src|source)=([^,]+)/.exec(text)?.[1];
  const inline = /^(?:-v|--volume)=(.+)$/s.exec(text)?.[1];
  const volume = inline ?? (previous === "-v" || previous === "--volume" ? text : undefined);
  return volume === undefined ? undefined : hostSide(volume);
}

/** The host side of `HOST:CONTAINER`; undefined for a named volume, which is no place of the host. */
export function hostSide(volume: string): string | undefined {
  const host = /^([A-Za-z]:[\\/][^:]*|[^:]*):/.exec(volume)?.[1];
  return host !== undefined && /[/\\~$%]/.test(host) ? host : undefined;
}

function isolationFact(subject: Subject, { text, node }: Word, previous: string): void {
  const everything = text === "--privileged" || text === "--allow-all";
  const shared = /^--(pid|network|net|ipc|userns)=host$/.test(text);
  const sharedApart = text === "host" && /^--(pid|network|net|ipc|userns)$/.test(previous);
  if (everything) {
    recordPlace(subject, node, text, true);
  } else if (shared || sharedApart) {
    const setting = sharedApart ? `${previous}=host` : text;
    recordGate(subject, node, { verdict: "auto", covers: "sandbox", setting });
  }
}

/** Records the credentials in a word: references, `-e NAME=value`, `--token value`, `?api_key=value`, `name:value@host`. */
export function wordCredentials(subject: Subject, { text, node }: Word, previous: string): void {
  const { name, value, via } = assignmentOf(text, previous);
  const named = isCredentialName(name);
  const references = credentialReferences(text);
  for (const reference of references) {
    if (named || isCredentialName(reference.name)) recordCredential(subject, node, { ...reference, via });
  }
  if (references.length > 0 || !named) return;
  if (value !== undefined && /^(~|\.{0,2}\/)/.test(value))
    recordCredential(subject, node, { source: "file", name: value, via });
  else if (value === undefined || value === "" || isPlaceholder(value))
    recordCredential(subject, node, { source: "env", name, via });
  else recordCredential(subject, node, { source: "literal", name, via });
}

interface Assignment {
  readonly name: string;
  /** Undefined where the variable is passed on by its name. */
  readonly value: string | undefined;
  readonly via: string;
}

function assignmentOf(text: string, previous: string): Assignment {
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text)) return addressAssignment(text);
  if (previous === "-e" || previous === "--env") return split(text, "=", "env");
  if (previous === "--header" || previous === "-H") return split(text, ":", "header");
  const flag = /^--?([A-Za-z][\w-]{0,60})=(.*)$/s.exec(text);
  if (flag) return { name: flag[1]!, value: flag[2]!, via: "argument" };
  const named = text.startsWith("-") ? undefined : /^--([A-Za-z][\w-]{0,60})$/.exec(previous)?.[1];
  return { name: named ?? "", value: text, via: "argument" };
}

function split(text: string, separator: string, via: string): Assignment {
  const index = text.indexOf(separator);
  if (index < 0) return { name: text, value: undefined, via };
  return { name: text.slice(0, index).trim(), value: text.slice(index + 1).trim(), via };
}

/** A credential written into an address: in its query, or before the host. */
function addressAssignment(text: string): Assignment {
  for (const part of text.slice(0, 2000).split(/[?&#]/).slice(1)) {
    const assignment = split(part, "=", "url");
    if (isCredentialName(assignment.name)) return assignment;
  }
  const password = /^[^/]*\/\/[^/?#@:]{0,200}:([^/?#@]{1,200})@/.exec(text)?.[1];
  return { name: password === undefined ? "" : "password", value: password, via: "url" };
}
