import type { Location } from "#model/location.ts";

/** `kind:anchor#key`, percent-encoded where a part holds `#` or `%`; an ordinal `~n` only where all three are equal. */
export type FactId = string;

/** Very likely right, or less so; the same four words as SARIF's `precision`. */
export type Confidence = "very-high" | "high" | "medium" | "low";

/** Where a fact was read: program text, configuration, prose meant for a model, or the documented default of an absent key. */
export type FactOrigin = "code" | "config" | "prose" | "default";

/** Who acts. */
export interface PrincipalValue {
  readonly type: "human" | "user-delegated" | "service" | "agent";
  /** The product that runs it: `claude-code`, `openclaw`, `mcp`, `github-actions`, … */
  readonly product?: string;
  /** What is started, for principals that are processes: the package runner, the package and its version as written. */
  readonly runner?: string;
  readonly package?: string;
  readonly version?: string;
  /** Holds if the same artifact starts every time: an exact version, a digest, a local path. */
  readonly pinned?: boolean;
  /** `stdio`, `http`, `sse`; and the host, for remote ones. */
  readonly transport?: string;
  readonly host?: string;
  /** What starts it or where it is, as written, redacted, where the fields above do not say all of it. */
  readonly detail?: string;
  readonly digest?: string;
  /**
   * `inherit` where the principal gets every tool of its parent, `reduced` where what changes or runs something is taken
   * out of these, `all` where it has every tool and no parent.
   */
  readonly tools?: "inherit" | "reduced" | "all" | "listed" | "none";
  readonly model?: string;
  /** Of an agent that the configuration of the tree declares: what it may reach, and who answers for it. */
  readonly budget?: AgentBudget;
}

/** How much somebody may do, the least first. */
export const privilegeNames = ["read", "write", "admin", "grant"] as const;

/** What somebody declared that an agent needs; what is absent is not limited. */
export interface AgentBudget {
  readonly owner?: string;
  /** Systems by the names that grants and issuers have. */
  readonly systems?: readonly string[];
  readonly effects?: readonly string[];
  /** The most that it may do anywhere. */
  readonly privilege?: (typeof privilegeNames)[number];
  /** Who it acts as, as anchors: `role/refund-bot`, `agent/refunds`. */
  readonly principals?: readonly string[];
  /** Patterns of the files that it is made of, in the notation of `.gitignore`. */
  readonly artifacts?: readonly string[];
}

/** What proves it: by name, never by value. */
export interface CredentialValue {
  readonly source: "literal" | "env" | "file" | "vault" | "metadata" | "exchange" | "command";
  /** The name the source knows it by: variable, path, secret. */
  readonly name: string;
  readonly issuer?: string;
  readonly lifetime: "ephemeral" | "long-lived" | "unknown";
  readonly authority: "user" | "service" | "agent" | "human-session" | "unknown";
  /** How it is handed over: `env`, `header`, `argument`, `url`, `input`. */
  readonly via?: string;
  /** The environment that the place using it names: `staging`, `production`. */
  readonly environment?: string;
  /** Of what is written out and was known for a secret: which one it is, as a noun phrase: `OpenAI project key`. */
  readonly what?: string;
  /**
   * How it was known: by a provider's format, by the name beside a value that is drawn at random, as a password, as a
   * token or key that is not drawn at random (`weak`); or that it is a key of a test environment, or malformed, as an
   * invented one is, a sample of one by its place, or a token that says itself that it ends soon.
   */
  readonly form?: "format" | "context" | "password" | "weak" | "test" | "malformed" | "sample" | "short-lived";
  /** In what it is written out, as a phrase: `the text of a skill`. */
  readonly place?: string;
  /** What holding it lets one do, as a phrase behind `act`: `as a service at api.openai.com`. */
  readonly opens?: string;
}

/** An operation on a credential. */
export interface TokenValue {
  readonly operation: "sign" | "verify" | "decode" | "exchange" | "store" | "refresh" | "revoke";
  readonly algorithm?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly expiry?: string;
  readonly scope?: readonly string[];
}

/** An operation on a principal. */
export interface IdentityValue {
  readonly operation: "create" | "link" | "impersonate" | "revoke" | "sign-in" | "provision";
  readonly system: string;
  readonly subject?: string;
}

/** Authority given or requested. */
export interface GrantValue {
  /** `shell`, `filesystem`, `mcp`, `web`, `github`, `aws`, `gcp`, `kubernetes`, `slack`, … */
  readonly system: string;
  /** Roles, scopes, actions or tool patterns, as the system writes them, sorted. */
  readonly actions: readonly string[];
  readonly resource?: string;
  readonly subject?: string;
  readonly decision: "hardcoded" | "runtime";
  /** The widest order of what is given. */
  readonly level?: "read" | "write" | "admin" | "grant" | "unknown";
  /** Holds if everything the system has is given. */
  readonly wildcard?: boolean;
  /** Holds if a condition narrows it. */
  readonly conditioned?: boolean;
  /** The conditions it is given under, as the system writes them, sorted. */
  readonly condition?: string;
}

/** A capability that a model can call. */
export interface ToolValue {
  readonly name: string;
  /** `skill`, `command`, `mcp`, `function`. */
  readonly form: string;
  /** `sha256:` of the description the model reads. */
  readonly description?: string;
  readonly registration: "static" | "dynamic";
  /** Holds if the model may call it by its own decision. */
  readonly modelInvocable?: boolean;
  readonly annotations?: readonly string[];
  /** `sha256:` of what it takes, as far as that is known. */
  readonly schema?: string;
  /** Holds if something decides at run time whether it is there. */
  readonly conditional?: true;
  /** Of a skill: the variables and providers that its text names. */
  readonly mentions?: readonly string[];
}

/** What can start the agent. */
export interface TriggerValue {
  readonly type: "chat" | "voice" | "http" | "webhook" | "schedule" | "ci" | "model" | "agent-message";
  /** The channel, event or schedule: `discord`, `issue_comment`, `every 30m`. */
  readonly source: string;
  /** Who may: anyone; whoever pairs; a list; those with write access; nobody; itself; somebody, but the place does not tell who. */
  readonly sender: "open" | "pairing" | "allowlist" | "writers" | "none" | "internal" | "unknown";
  /** The list, where there is one, sorted. */
  readonly senders?: readonly string[];
}

/** What must say yes first. */
export interface GateValue {
  /** `auto` always says yes: no gate at all. */
  readonly verdict: "human" | "policy" | "allowlist" | "auto";
  /** What it decides about: `*`, a tool pattern, `mcp`, `skills`, `exec`, `sandbox`, … */
  readonly covers: string;
  /** The setting that says so, as the format writes it. */
  readonly setting: string;
  /** How a refusal shows. */
  readonly refuses?: "returns" | "throws" | "responds";
}

/** What may be done. */
export const effectNames = [
  "exec",
  "file-read",
  "file-write",
  "network",
  "database",
  "deploy",
  "spawn-agent",
  "self-modify",
  "publish",
] as const;

/** What is reached. Order: read < write < admin < grant, identity, self-modify. */
export interface EffectValue {
  readonly effect: (typeof effectNames)[number];
  /** Self-modification: `skill`, `instructions`, `permissions`, `source`, `schedule`, `deployment`, `guardrail`. Else a host, path or command family. */
  readonly target: string;
  /** What is written in the artifact, redacted: a command, a path pattern. */
  readonly detail?: string;
  /** `sha256:` of all that is written, values of credentials masked, where the detail is not all of it. */
  readonly digest?: string;
  /** Holds for what is fetched at run time and then obeyed or executed. */
  readonly remote?: boolean;
  /** Holds for what is deployed or published once a person, whom the text has asked first, agrees. */
  readonly asked?: boolean;
}

/** An audit record. */
export interface LogValue {
  readonly actor?: string;
  readonly subject?: string;
  readonly intent?: string;
  readonly chain?: string;
}

/** A place that could not be read or resolved. */
export interface OpaqueValue {
  readonly reason: string;
}

/** The value of a fact, by kind. */
export interface FactValues {
  readonly principal: PrincipalValue;
  readonly credential: CredentialValue;
  readonly token: TokenValue;
  readonly identity: IdentityValue;
  readonly grant: GrantValue;
  readonly tool: ToolValue;
  readonly trigger: TriggerValue;
  readonly gate: GateValue;
  readonly effect: EffectValue;
  readonly log: LogValue;
  readonly opaque: OpaqueValue;
}

export type FactKind = keyof FactValues;

/** What an artifact says about identity. Not a problem by itself; rules decide that. */
export interface FactOf<Kind extends FactKind> {
  readonly id: FactId;
  readonly kind: Kind;
  /** The nearest thing with a name of its own that outlives edits: `server/github`, `skill/pdf`, `workflow/release/build`. */
  readonly anchor: string;
  /** What the world calls the fact: tool name, variable, role and system, channel. */
  readonly key: string;
  readonly value: FactValues[Kind];
  /** Sorted; more than one where the same fact is written in several places. */
  readonly locations: readonly Location[];
  readonly confidence: Confidence;
  readonly origin: FactOrigin;
}

/** Any fact. */
export type Fact = { [Kind in FactKind]: FactOf<Kind> }[FactKind];

export type Relation = "uses" | "holds" | "triggers" | "guards" | "reaches" | "registers" | "delegates-to" | "records";

/** A direct relation between two facts that one artifact states. Reachability is derived, never stored. */
export interface Edge {
  readonly from: FactId;
  readonly relation: Relation;
  readonly to: FactId;
  /** Of the places that state where it begins, those of which it holds; absent: all. No part of the surface. */
  readonly at?: readonly Location[];
}

/** Customary edge between an owner and a fact of each kind; a leading `<` means that it runs from the fact to the owner. */
export const customary: Readonly<Record<FactKind, Relation | `<${Relation}` | undefined>> = {
  principal: "uses",
  credential: "holds",
  token: "uses",
  identity: "reaches",
  grant: "holds",
  tool: "registers",
  trigger: "<triggers",
  gate: "<guards",
  effect: "reaches",
  log: "records",
  opaque: undefined,
};

/** Every kind of fact, in the order of the vocabulary. */
export const factKinds = Object.keys(customary) as readonly FactKind[];

/** The customary edge between an owner and a fact; undefined where there is none. */
export function customaryEdge(owner: FactId, { id, kind }: Pick<Fact, "id" | "kind">): Edge | undefined {
  const relation = customary[kind];
  if (relation === undefined) return undefined;
  if (relation.startsWith("<")) return { from: id, relation: relation.slice(1) as Relation, to: owner };
  return { from: owner, relation: relation as Relation, to: id };
}

/** The id of a fact: kind, anchor and natural key, and nothing that an edit elsewhere could change. */
export function factId(kind: FactKind, anchor: string, key: string): FactId {
  return `${kind}:${escapePart(anchor)}#${escapePart(key)}`;
}

function escapePart(part: string): string {
  return part.replaceAll("%", "%25").replaceAll("#", "%23");
}
