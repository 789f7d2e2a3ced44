/** What the command line of a tool server gives it: places of the host, credentials, modes that ask nothing. */
import { credentialReferences } from "#artifact/credential-text.ts";
import { passwordPlace } from "#secrets/address-secrets.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { isSecretName } from "#secrets/secret-name.ts";
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
  for (const assignment of assignmentsOf(text, previous)) assignedCredentials(subject, node, assignment);
}

function assignedCredentials(subject: Subject, node: Node, { name, value, via }: Assignment): void {
  const named = isSecretName(name);
  const references = credentialReferences(value ?? "");
  for (const reference of references) {
    if (named || isSecretName(reference.name)) recordCredential(subject, node, { ...reference, via });
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

function assignmentsOf(text: string, previous: string): Assignment[] {
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text)) return addressAssignments(text);
  if (previous === "-e" || previous === "--env") return [split(text, "=", "env")];
  if (previous === "--header" || previous === "-H") return [split(text, ":", "header")];
  const flag = /^--?([A-Za-z][\w-]{0,60})=(.*)$/s.exec(text);
  if (flag) return [{ name: flag[1]!, value: flag[2]!, via: "argument" }];
  const named = text.startsWith("-") ? undefined : /^--([A-Za-z][\w-]{0,60})$/.exec(previous)?.[1];
  return [{ name: named ?? "", value: text, via: "argument" }];
}

function split(text: string, separator: string, via: string): Assignment {
  const index = text.indexOf(separator);
  if (index < 0) return { name: text, value: undefined, via };
  return { name: text.slice(0, index).trim(), value: text.slice(index + 1).trim(), via };
}

/** Characters of an address that are looked at. */
const addressLength = 2000;

/** What is written into an address: before the host, in its path, and in each part of its query. */
function addressAssignments(text: string): Assignment[] {
  const address = text.slice(0, addressLength);
  const sign = address.indexOf("://");
  const place = sign < 0 ? undefined : passwordPlace(address, sign);
  const [front = "", ...parts] = address.slice(place?.end ?? 0).split(/[?&#]/);
  return [
    place
      ? { name: "password", value: address.slice(place.start, place.end), via: "url" }
      : { name: "", value: front, via: "url" },
    ...parts.filter((part) => part.includes("=")).map((part) => split(part, "=", "url")),
  ];
}
