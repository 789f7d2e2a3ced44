import { issuerOf } from "#secrets/credential-issuer.ts";
import { isSecretName } from "#secrets/secret-name.ts";
import type { TriggerPlace } from "#artifact/workflow-trigger.ts";
import type { Node } from "#model/document.ts";
import { pairsOf, scalarOf, walk } from "#model/tree.ts";

/** How a text hands a secret over: under which name, to which deployment environment. */
export interface HandOver {
  readonly via?: "input" | "env" | "argument" | "output";
  /** The variable or input that takes it. */
  readonly name?: string;
  readonly environment?: string | undefined;
  /** Set where the input that takes it says what the secret opens. */
  readonly issuer?: string | undefined;
}

interface Use {
  readonly nodes: Node[];
  via: HandOver["via"];
  issuer: string | undefined;
  environment: string | undefined;
  credential: boolean;
  personal: boolean;
}

/** Secrets that a person, not a service, stands behind: personal access tokens and subscription logins. */
const personal = /(^|[_-])(pat|personal)([_-]|$)|oauth_token/i;

/** The hand-over that is told where a secret is handed over in several ways: the first of these. */
const viaOrder: readonly HandOver["via"][] = ["input", "env", "argument", "output", undefined];

/** More places of one secret in one job say nothing more. */
const maximalPlaces = 20;

/** Gathers what the expressions of one job take from the secret store, so that each secret is one fact of the job. */
export class SecretUses {
  private readonly uses = new Map<string, Use>();
  private readonly stores: { readonly action: string; readonly node: Node }[] = [];

  /** Reads the expressions of one text. */
  text(node: Node | undefined, handOver: HandOver): void {
    const text = scalarOf(node);
    if (!node || text === undefined || !text.includes("${{")) return;
    for (const [, expression = ""] of text.matchAll(/\$\{\{([^]{0,2000}?)\}\}/g)) {
      if (/\btoJSON\s*\(\s*secrets\s*\)/i.test(expression)) this.store("toJSON(secrets)", node);
      else if (/\bsecrets\s*\[\s*[^'"\s]/i.test(expression)) this.store("secrets[…]", node);
      for (const [, dotted, bracketed] of expression.matchAll(
        /\bsecrets(?:\.([A-Za-z_][\w-]{0,200})|\[\s*['"]([\w-]{1,200})['"]\s*\])/gi,
      ))
        this.use(dotted ?? bracketed!, node, handOver);
      if (/\bgithub\.token\b/i.test(expression)) this.use("GITHUB_TOKEN", node, handOver);
    }
  }

  /** Reads the texts of a `NAME: text` mapping. */
  map(map: Node | undefined, handOver: HandOver): void {
    for (const { key, value } of pairsOf(map)) this.text(value, { ...handOver, name: key });
  }

  /** Reads everything below a node, however it is nested. */
  tree(node: Node | undefined, handOver: HandOver): void {
    if (!node) return;
    for (const inner of walk(node)) if (inner.kind === "string") this.text(inner, handOver);
  }

  /** Notes that every secret is given, named or not. */
  store(action: string, node: Node): void {
    if (this.stores.length < maximalPlaces) this.stores.push({ action, node });
  }

  /** Records what was gathered as credentials and grants of the owner. */
  record(place: TriggerPlace): void {
    for (const [name, use] of this.uses) for (const node of use.nodes) secretFact(name, use, node, place);
    const { anchor, owner, record } = place;
    const actions = [...new Set(this.stores.map(({ action }) => action))].sort();
    for (const { node } of this.stores)
      record.fact({
        kind: "grant",
        anchor,
        key: "secrets:*",
        owner,
        at: node,
        value: { system: "secrets", actions, decision: "hardcoded", level: "read", wildcard: true },
      });
  }

  private use(written: string, node: Node, { via, name = "", environment, issuer }: HandOver): void {
    const key = written.toUpperCase() === "GITHUB_TOKEN" ? "GITHUB_TOKEN" : written;
    const use = this.uses.get(key) ?? {
      nodes: [],
      via,
      issuer: issuerOf(key),
      environment,
      credential: isSecretName(key),
      personal: personal.test(key),
    };
    this.uses.set(key, use);
    if (use.nodes.length < maximalPlaces) use.nodes.push(node);
    if (viaOrder.indexOf(via) < viaOrder.indexOf(use.via)) use.via = via;
    use.issuer = issuer ?? use.issuer ?? issuerOf(name);
    use.credential ||= issuer !== undefined || isSecretName(name);
    use.personal ||= personal.test(name);
  }
}

function secretFact(name: string, use: Use, node: Node, { anchor, owner, record }: TriggerPlace): void {
  const token = name === "GITHUB_TOKEN";
  const issuer = token ? "github" : use.issuer;
  record.fact({
    kind: "credential",
    anchor,
    key: `vault:${name}`,
    owner,
    at: node,
    value: {
      source: "vault",
      name,
      ...(issuer ? { issuer } : {}),
      lifetime: token ? "ephemeral" : use.credential ? "long-lived" : "unknown",
      authority: token ? "agent" : use.personal ? "user" : "service",
      ...(use.via ? { via: use.via } : {}),
      ...(use.environment && !token ? { environment: use.environment } : {}),
    },
  });
}
