import { failOnWords, profiles, type FailOn, type Profile } from "#cli/words.ts";
import { effectNames, privilegeNames } from "#model/fact.ts";
import { severities, type Severity } from "#model/finding.ts";
import type { RepoPath } from "#model/location.ts";
import { nearestName, UserError } from "#model/user-error.ts";
import { isDate } from "#rule/inline-ignore.ts";
import { readSource, type SourceNode } from "#rule/source.ts";
import type { ConfiguredIgnore } from "#rule/suppress.ts";

/** Another severity for a rule, or none at all. */
export interface SeverityChange {
  readonly to: Severity | "off";
  readonly reason: string;
  /** Where it stands in the configuration file. */
  readonly where: string;
}

/** Whose agreement to a change of the identity surface counts. Read from the base of a change. */
export interface ApprovalsConfig {
  /** Path of a list of those who may sign, in OpenSSH's `allowed_signers` format. */
  readonly signers?: RepoPath;
  /** Holds if only signed approvals count, whatever reviews the host asks for. */
  readonly requireSignature: boolean;
  /** The id of the repository, instead of the one made of its first commits. */
  readonly repository?: string;
}

/** The configuration of a tree: `countersign.yaml` at its root. */
export interface Config {
  /** Patterns in the notation of `.gitignore`. */
  readonly exclude: readonly string[];
  /** Files or folders with more rules, relative to the root. */
  readonly rules: readonly string[];
  readonly failOn?: FailOn;
  readonly sarifProfile: Profile;
  readonly severity: ReadonlyMap<string, SeverityChange>;
  readonly ignore: readonly ConfiguredIgnore[];
  readonly approvals: ApprovalsConfig;
  /** Owners, as CODEOWNERS names them, who must agree to identity logic; empty where nothing says so. */
  readonly identityOwners: readonly string[];
}

export const configName = "countersign.yaml";

/** What holds where there is no configuration. */
export const defaultConfig: Config = {
  exclude: [],
  rules: [],
  sarifProfile: "gate",
  severity: new Map(),
  ignore: [],
  approvals: { requireSignature: false },
  identityOwners: [],
};

/** Reads a configuration. Throws a `UserError` that names the place at the first mistake; nothing unknown is passed over. */
export function readConfig(path: string, text: string): Config {
  const file = readSource(path, text);
  if (file.scalar === null || (file.scalar === undefined && !file.isMap && !file.isList)) return defaultConfig;
  file.only(["exclude", "rules", "failOn", "sarif", "severity", "ignore", "approvals", "agents", "owners"]);
  checkAgents(file.get("agents"));
  const failOn = file.get("failOn")?.word(failOnWords);
  return {
    exclude: file.get("exclude")?.texts() ?? [],
    rules: file.get("rules")?.items().map(readRelativePath) ?? [],
    ...(failOn === undefined ? {} : { failOn }),
    sarifProfile: file.get("sarif")?.only(["profile"]).get("profile")?.word(profiles) ?? "gate",
    severity: readSeverities(file.get("severity")),
    ignore: file.get("ignore")?.items().map(readIgnore) ?? [],
    approvals: readApprovals(file.get("approvals")),
    identityOwners: readIdentityOwners(file.get("owners")),
  };
}

function readIdentityOwners(node: SourceNode | undefined): readonly string[] {
  return node?.only(["identity"]).get("identity")?.texts() ?? [];
}

/** What the declarations of agents may say; they are read as facts, where they can be held against what is there. */
function checkAgents(agents: SourceNode | undefined): void {
  for (const [, agent] of agents?.entries() ?? []) {
    agent.only(["owner", "systems", "effects", "privilege", "principals", "artifacts"]);
    agent.get("owner")?.text();
    for (const key of ["systems", "principals", "artifacts"]) agent.get(key)?.texts();
    for (const effect of agent.get("effects")?.items() ?? []) effect.word(effectNames);
    agent.get("privilege")?.word(privilegeNames);
  }
}

function readRelativePath(node: SourceNode): string {
  const path = node.text();
  if (/^([/\\~]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(path))
    throw node.error(`'${path}' leaves the tree; write a path below its root`);
  return path;
}

function readSeverities(node: SourceNode | undefined): Map<string, SeverityChange> {
  const changes = new Map<string, SeverityChange>();
  for (const [ruleId, change] of node?.entries() ?? []) {
    change.only(["to", "reason"]);
    const to = change.need("to").word([...severities, "off"] as const);
    changes.set(ruleId, { to, reason: readReason(change), where: change.where });
  }
  return changes;
}

/** Why: a text that says something. */
function readReason(node: SourceNode): string {
  const reason = node.need("reason").text().trim();
  if (reason === "") throw node.need("reason").error("a reason is expected here");
  return reason;
}

function readApprovals(node: SourceNode | undefined): ApprovalsConfig {
  node?.only(["signers", "requireSignature", "repository"]);
  const signersNode = node?.get("signers");
  const signers = signersNode && readRelativePath(signersNode);
  const requireNode = node?.get("requireSignature");
  const requireSignature = requireNode?.boolean() ?? false;
  if (requireNode && requireSignature && signers === undefined)
    throw requireNode.error("a signature can only be required where 'signers' names who may sign");
  const repository = node?.get("repository")?.text();
  return {
    ...(signers === undefined ? {} : { signers }),
    requireSignature,
    ...(repository === undefined ? {} : { repository }),
  };
}

/** Refuses changes for rules that are not there. Asked once all rules are known, the configuration's own among them. */
export function checkSeverities({ severity }: Config, knownRules: ReadonlySet<string>): void {
  for (const [ruleId, { where }] of severity) {
    if (knownRules.has(ruleId)) continue;
    const near = nearestName(ruleId, knownRules);
    const suggestion = near === undefined ? "`countersign rules` lists them." : `Did you mean '${near}'?`;
    throw new UserError(`no rule is called '${ruleId}'`, { where, suggestion, names: [ruleId, near ?? ""] });
  }
}

function readIgnore(node: SourceNode): ConfiguredIgnore {
  node.only(["rule", "path", "fingerprint", "reason", "expires"]);
  const path = node.get("path")?.text();
  const fingerprint = node.get("fingerprint")?.text();
  const expires = node.get("expires")?.text();
  if (expires !== undefined && !isDate(expires))
    throw node.need("expires").error(`'${expires}' is no date; write 2027-01-31`);
  const reason = readReason(node);
  return {
    rule: node.need("rule").text(),
    ...(path === undefined ? {} : { path }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    reason,
    ...(expires === undefined ? {} : { expires }),
    where: node.where,
    region: node.region,
  };
}
