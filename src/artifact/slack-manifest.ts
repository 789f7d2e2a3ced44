/**
 * Slack app manifests, JSON or YAML under any name: the app, and the scopes that it asks for.
 * Sources: Slack app manifest reference, Slack scopes reference, as of 2026-11.
 */
import { stem } from "#artifact/names.ts";
import type { Subject } from "#artifact/subject.ts";
import type { ArtifactFrontEnd } from "#model/artifact.ts";
import type { Node } from "#model/document.ts";
import type { GrantValue } from "#model/fact.ts";
import { at, stringsOf, textOf } from "#model/tree.ts";

/** Scopes of administrators: the Admin, Audit Logs, Discovery and SCIM APIs. */
const adminScope = /^(admin|auditlogs|discovery|scim)([.:]|$)/;

/** Scopes that read, by their last part. */
const readingScope = /[:.](read|history|list)(\.\w+)?$|^(commands|openid|email|profile)$/;

/** An app of Slack as its manifest declares it. */
export const slackManifest: ArtifactFrontEnd = {
  format: "slack-manifest",
  role: "agent-definition",
  claims: () => false,
  markers: ["oauth_config"],
  recognises: ({ root }) =>
    at(root, "display_information") !== undefined && at(root, "oauth_config", "scopes") !== undefined,
  facts(document, record) {
    const { root } = document;
    const nameNode = at(root, "display_information", "name");
    const name = textOf(nameNode) || stem(document.path);
    const anchor = `app/${name}`;
    const owner = record.fact({
      kind: "principal",
      anchor,
      key: name,
      at: nameNode ?? root,
      value: { type: "service", product: "slack" },
    });
    const subject: Subject = { document, anchor, owner, record };
    for (const holder of ["bot", "bot_optional", "user", "user_optional"])
      scopeFacts(subject, at(root, "oauth_config", "scopes", holder), holder.startsWith("user"));
  },
};

function scopeFacts({ anchor, owner, record }: Subject, scopes: Node | undefined, ofUser: boolean): void {
  for (const { text: scope, node } of stringsOf(scopes)) {
    const value: GrantValue = {
      system: "slack",
      actions: [scope],
      decision: "hardcoded",
      level: adminScope.test(scope) ? "admin" : readingScope.test(scope) ? "read" : "write",
      // A user scope acts as the person who installed the app.
      ...(ofUser ? { subject: "installing user" } : {}),
    };
    record.fact({ kind: "grant", anchor, key: `slack:${ofUser ? "user " : ""}${scope}`, owner, at: node, value });
  }
}
