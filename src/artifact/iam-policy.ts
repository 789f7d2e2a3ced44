import { isWildcardAction, levelOf } from "#artifact/iam-action.ts";
import { templateTexts } from "#artifact/iam-text.ts";
import { conditionText, principalsOf, subjectsOf, isTrustAction } from "#artifact/iam-trust.ts";
import { abridged, excerpt } from "#artifact/subject.ts";
import type { ArtifactFrontEnd, Recorder } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import type { GrantValue } from "#model/fact.ts";
import { compareText } from "#model/location.ts";
import { at, itemsOf, pairsOf, scalarOf, stringsOf, textOf } from "#model/tree.ts";

/**
 * AWS policy documents, alone or inside CloudFormation, SAM and other templates: every mapping with statements that
 * allow or deny. Source: IAM JSON policy reference.
 */
export const iamPolicy: ArtifactFrontEnd = {
  format: "iam-policy",
  role: "iac",
  claims: () => false,
  markers: ['"Statement"', "Statement:", "'Statement'", "ManagedPolicyArns"],
  recognises: (document) =>
    (document.syntax === "json" || document.syntax === "yaml") && policiesOf(document).length > 0,
  facts(document, record) {
    for (const policy of policiesOf(document)) {
      for (const statement of statementsOf(policy.node)) statementFacts(statement, policy, record);
      for (const { text, node } of templateTexts(at(policy.node, "ManagedPolicyArns")))
        attachmentFact(text, node, policy, record);
    }
  },
};

/** One policy document, or the properties of a role with attached policies, and what names it. */
interface Policy {
  readonly node: Node;
  readonly anchor: string;
}

/** A place of the walk: what the mappings around it are called. */
interface Place {
  readonly node: Node;
  /** The role, user or group that the policy is part of. */
  readonly holder: string | undefined;
  readonly name: string | undefined;
  readonly logicalId: string | undefined;
}

/** The policy documents of a tree, in source order; iterative. */
function policiesOf(document: Document): Policy[] {
  const found: Policy[] = [];
  const stack: Place[] = [{ node: document.root, holder: undefined, name: undefined, logicalId: undefined }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    const { node } = place;
    const policy = node.kind === "mapping" && statementsOf(node).length > 0;
    const attaches = node.kind === "mapping" && at(node, "ManagedPolicyArns") !== undefined;
    if (policy || attaches) found.push({ node, anchor: `policy/${nameOf(node, place) ?? document.path}` });
    if (policy) continue;
    const inner =
      node.kind === "mapping" ? innerPlaces(place) : node.children.map((child) => ({ ...place, node: child }));
    for (let index = inner.length - 1; index >= 0; index--) stack.push(inner[index]!);
  }
  return found;
}

/**
 * What is part of a role is called by the role, so that all it may do stands together; other policies by their own id,
 * by the name beside them, or by the resource that holds them.
 */
function nameOf(node: Node, { holder, name, logicalId }: Place): string | undefined {
  return textAt(node, holderKeys) ?? holder ?? (textOf(at(node, "Id")) || textAt(node, nameKeys) || name || logicalId);
}

const holderKeys = ["RoleName", "UserName", "GroupName", "PermissionSetName"];
const nameKeys = ["PolicyName", "ManagedPolicyName"];

function textAt(node: Node, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(at(node, key));
    if (text) return text;
  }
  return undefined;
}

/** Types of template resources that are identities with policies of their own. */
const holderType = /^AWS::(IAM::(Role|User|Group)|SSO::PermissionSet)$/;

function innerPlaces({ node, holder, name, logicalId }: Place): Place[] {
  const type = textOf(at(node, "Type"));
  const resource = type !== undefined && at(node, "Properties") !== undefined;
  const identity = resource && holderType.test(type) ? logicalId : undefined;
  const around = {
    holder: textAt(node, holderKeys) ?? identity ?? holder,
    name: textAt(node, nameKeys) ?? name,
  };
  return pairsOf(node).map(({ key, value }) => ({
    node: value,
    ...around,
    // The key above a mapping with `Type` and `Properties` is what the template calls the resource.
    logicalId: !resource && at(value, "Properties") && at(value, "Type") ? key : logicalId,
  }));
}

function statementsOf(node: Node): readonly Node[] {
  const statement = at(node, "Statement");
  const list = statement?.kind === "sequence" ? itemsOf(statement) : statement ? [statement] : [];
  return list.filter((item) => /^(allow|deny)$/i.test(scalarOf(at(item, "Effect")) ?? ""));
}

function statementFacts(statement: Node, policy: Policy, record: Recorder): void {
  const actions = stringsOf(at(statement, "Action")).map(({ text }) => text);
  const notActions = stringsOf(at(statement, "NotAction")).map(({ text }) => text);
  const principals = principalsOf(statement);
  if (/^deny$/i.test(scalarOf(at(statement, "Effect")) ?? "")) denyGate(statement, actions, policy, record);
  else if (principals.length > 0 && actions.length > 0 && actions.every(isTrustAction))
    trustFacts(statement, actions, policy, record);
  else if (principals.length > 0)
    for (const { text, node } of principals)
      grantFact(statement, { actions, notActions, subject: text, at: node }, policy, record);
  else grantFact(statement, { actions, notActions }, policy, record);
}

interface Allowed {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  /** The principal that a resource's own policy lets in. */
  readonly subject?: string;
  readonly at?: Node;
}

function grantFact(
  statement: Node,
  { actions, notActions, subject, at: place }: Allowed,
  { anchor }: Policy,
  record: Recorder,
): void {
  const everythingBut = notActions.length > 0;
  const node = place ?? at(statement, "Action") ?? at(statement, "NotAction") ?? statement;
  const resources = templateTexts(at(statement, "Resource")).map(({ text }) => text);
  const resource = resources.length > 0 ? abridged(sorted(resources).join(", ")) : undefined;
  const sid = textOf(at(statement, "Sid"));
  const wide = everythingBut || actions.some(isWildcardAction) || subject === "*";
  record.fact({
    kind: "grant",
    anchor,
    key: `aws:${sid || `${servicesOf([...actions, ...notActions])} ${excerpt(resource ?? "*")}`}${subject === undefined ? "" : ` ${subject}`}`,
    at: node,
    value: {
      system: "aws",
      actions: everythingBut ? sorted(notActions.map((action) => `!${action}`)) : sorted(actions),
      ...(resource === undefined ? {} : { resource }),
      ...(subject === undefined ? {} : { subject }),
      decision: "hardcoded",
      level: everythingBut ? "admin" : levelOf(actions),
      ...(wide ? { wildcard: true } : {}),
      ...limitsOf(statement, isNarrowed(at(statement, "Condition"))),
    },
  });
}

function limitsOf(statement: Node, conditioned: boolean): Pick<GrantValue, "conditioned" | "condition"> {
  const condition = conditionText(statement);
  return { ...(conditioned ? { conditioned } : {}), ...(condition === undefined ? {} : { condition }) };
}

/** The services of the actions: with the resource, what tells statements apart that have no name of their own. */
function servicesOf(actions: readonly string[]): string {
  const services = actions.map((action) => action.split(":", 1)[0]!.trim().toLowerCase());
  return excerpt(sorted(services).join("+"));
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Who may take on the identity that the policy belongs to. */
function trustFacts(statement: Node, actions: readonly string[], { anchor }: Policy, record: Recorder): void {
  const condition = at(statement, "Condition");
  const subjects = subjectsOf(condition);
  for (const { text: subject, node, federated } of principalsOf(statement)) {
    const conditioned = federated ? subjects.narrow : isNarrowed(condition);
    record.fact({
      kind: "grant",
      anchor,
      key: `aws-trust:${subject}`,
      at: node,
      value: {
        system: "aws-trust",
        actions: sorted(actions),
        subject,
        ...(subjects.texts.length > 0 ? { resource: abridged(subjects.texts.join(", ")) } : {}),
        decision: "hardcoded",
        level: "grant",
        ...(subject === "*" ? { wildcard: true } : {}),
        ...limitsOf(statement, conditioned),
      },
    });
  }
}

function denyGate(statement: Node, actions: readonly string[], { anchor }: Policy, record: Recorder): void {
  const sid = textOf(at(statement, "Sid"));
  const denied = sorted(
    actions.length > 0 ? actions : stringsOf(at(statement, "NotAction")).map(({ text }) => `!${text}`),
  );
  const covers = abridged(denied.join(", ")) || "*";
  const resources = sorted(templateTexts(at(statement, "Resource")).map(({ text }) => text)).join(", ");
  const condition = conditionText(statement);
  const subjects = sorted(principalsOf(statement).map(({ text }) => text)).join(", ");
  // Each leaves something of what is denied allowed.
  const limits = [
    ...(subjects === "" || subjects === "*" ? [] : [` for ${abridged(subjects)}`]),
    ...(resources === "" || resources === "*" ? [] : [` on ${abridged(resources)}`]),
    ...(condition === undefined ? [] : [` if ${condition}`]),
  ];
  record.fact({
    kind: "gate",
    anchor,
    key: `Deny ${sid || excerpt(covers)}`,
    at: at(statement, "Effect") ?? statement,
    value: { verdict: "policy", covers, setting: `Deny ${sid || excerpt(covers)}${limits.join("")}` },
  });
}

/** Conditions that say how, not who or what: they narrow nothing. */
const notNarrowing =
  /^aws:(securetransport|multifactorauth(age|present)|currenttime|epochtime|tokenissuetime|useragent|referer|requestedregion|viaawsservice)$/i;

/** Operators that hold for what they deny, and where there is nothing to test: those tie a statement to nothing. */
const notTying = /not|null|ifexists|^forallvalues:/i;

/** Holds if a condition ties the statement to a tag, organisation, source, service or subject; one value that fits all lets all in. */
function isNarrowed(condition: Node | undefined): boolean {
  return pairsOf(condition).some(({ key: operator, value: tests }) =>
    pairsOf(tests).some(({ key, value }) => {
      const values = stringsOf(value);
      const fitsAll = values.length === 0 || values.some(({ text }) => /^[*?]*$/.test(text));
      return !notNarrowing.test(key) && !notTying.test(operator) && !fitsAll;
    }),
  );
}

/** Policies of AWS's own by their names. Source: AWS managed policy reference. */
const managedLevels: readonly (readonly [RegExp, NonNullable<GrantValue["level"]>])[] = [
  [/^AdministratorAccess/, "admin"],
  [/^(IAMFullAccess|PowerUserAccess|SystemAdministrator|AWSOrganizationsFullAccess)$/, "grant"],
  [/(ReadOnly|ViewOnly)/i, "read"],
  [/FullAccess|Admin|PowerUser/, "admin"],
];

function attachmentFact(arn: string, node: Node, { anchor }: Policy, record: Recorder): void {
  const managed = /^arn:[\w-]{1,20}:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const name = managed === undefined ? arn : managed.slice(managed.lastIndexOf("/") + 1);
  const level = managed === undefined ? "unknown" : (managedLevels.find(([names]) => names.test(name))?.[1] ?? "write");
  record.fact({
    kind: "grant",
    anchor,
    key: `aws:${name}`,
    at: node,
    value: {
      system: "aws",
      actions: [name],
      decision: "hardcoded",
      level,
      ...(/^AdministratorAccess$/.test(name) && managed !== undefined ? { wildcard: true } : {}),
    },
  });
}
