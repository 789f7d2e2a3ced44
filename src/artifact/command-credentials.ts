import { credentialHost } from "#artifact/credential-destination.ts";
import { issuerOf, ofModel } from "#secrets/credential-issuer.ts";
import { assignedIn, type Assignments } from "#artifact/command-assignments.ts";
import { warnedCommands } from "#artifact/command-warnings.ts";
import { commandLines, type CommandLine, feedsOf } from "#artifact/command-words.ts";
import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { factId, type Confidence, type FactId } from "#model/fact.ts";
import { authorityOf, isEnvironmentCredential, lifetimeOf } from "#secrets/environment-name.ts";

/** A text of commands, and whose it is. */
export interface CommandText {
  readonly document: Document;
  readonly owner: TextOwner;
}

/** Where the credentials of commands go. */
export interface CredentialSink {
  readonly record: Recorder;
  /** Holds if the file tells of the fact otherwise: a setting says more of a credential than a command that uses it. */
  readonly isTold: (id: FactId) => boolean;
}

/**
 * Records the credentials that commands take from their environment, by the names of the variables, and the hosts that
 * they are sent to. A variable that the commands of the same owner set from elsewhere is none of the environment; one
 * that they set to a placeholder is what somebody is asked to fill in.
 */
export function environmentCredentials(texts: readonly CommandText[], sink: CredentialSink): void {
  const byOwner = new Map<string, CommandText[]>();
  for (const text of texts) {
    const same = byOwner.get(text.owner.anchor);
    if (same) same.push(text);
    else byOwner.set(text.owner.anchor, [text]);
  }
  for (const same of byOwner.values()) ownerCredentials(same, sink);
}

function ownerCredentials(texts: readonly CommandText[], sink: CredentialSink): void {
  const read = texts.map(({ document, owner }) => ({ document, owner, lines: commandLines(document) }));
  const all = read.flatMap(({ lines }) => lines);
  const assignments = assignedIn(all);
  const modelKeys = modelKeysIn(all);
  for (const { document, owner, lines } of read) {
    const warned = warnedCommands(document);
    const feeds = feedsOf(lines);
    for (const line of lines) {
      const confidence = warned(line.node) ? "low" : "high";
      lineCredentials(line, { document, owner, assignments, modelKeys, feeds, confidence }, sink);
    }
  }
}

/** What a program takes the key of its model from, whoever runs the model. */
const modelKey = /^(?:ANTHROPIC|OPENAI|GEMINI|OPENROUTER|GROQ|MISTRAL)_(?:API_KEY|AUTH_TOKEN)$/;

/** Variables that commands hand on as the key of a model: another one serves it under the address beside. */
function modelKeysIn(lines: readonly CommandLine[]): ReadonlySet<string> {
  const given = lines.flatMap(({ node }) =>
    node.children.filter(({ value }) => modelKey.test(String(value ?? "").split("=", 1)[0]!)),
  );
  return new Set(given.flatMap(({ children }) => children.map(({ value }) => String(value))));
}

interface LinePlace {
  readonly document: Document;
  readonly owner: TextOwner;
  readonly assignments: Assignments;
  readonly modelKeys: ReadonlySet<string>;
  readonly feeds: ReadonlyMap<CommandLine, CommandLine>;
  readonly confidence: Confidence;
}

function isCredential(name: string, { own }: Assignments): boolean {
  return !own.has(name) && isEnvironmentCredential(name);
}

function lineCredentials(line: CommandLine, place: LinePlace, sink: CredentialSink): void {
  const found = new Map<string, Node>();
  for (const { children } of line.node.children) {
    for (const variable of children) {
      const name = String(variable.value);
      if (!found.has(name) && isCredential(name, place.assignments)) found.set(name, variable);
    }
  }
  const asked = place.assignments.asked.get(line) ?? [];
  for (const { name, node } of asked)
    if (!found.has(name) && isCredential(name, place.assignments)) found.set(name, node);
  if (found.size === 0) return;
  const host = credentialHost(line, place);
  for (const [name, at] of found) {
    const isAsked = asked.some(({ node }) => node === at);
    if (isAsked) recordUse({ name, at }, { ...place, confidence: place.confidence === "low" ? "low" : "medium" }, sink);
    else recordUse({ name, at, ...(host === undefined ? {} : { host }) }, place, sink);
  }
}

interface CredentialUse {
  readonly name: string;
  readonly at: Node;
  readonly host?: string;
}

function recordUse(
  { name, at, host }: CredentialUse,
  { document, owner, modelKeys, confidence }: LinePlace,
  sink: CredentialSink,
): void {
  const { record, isTold } = sink;
  const place = { ...owner, at, in: document, confidence, origin: "code" } as const;
  const told = factId("credential", owner.anchor, `env:${name}`);
  const issuer = issuerOf(name) ?? (modelKeys.has(name) ? ofModel : undefined);
  const credential = isTold(told)
    ? told
    : record.fact({
        ...place,
        kind: "credential",
        key: `env:${name}`,
        value: {
          source: "env",
          name,
          lifetime: lifetimeOf(name),
          authority: authorityOf(name),
          via: "env",
          ...(issuer === undefined ? {} : { issuer }),
        },
      });
  if (host === undefined) return;
  const effect = record.fact({
    ...place,
    kind: "effect",
    key: `network:${host}`,
    value: { effect: "network", target: host },
  });
  record.edge(credential, "reaches", effect);
}
