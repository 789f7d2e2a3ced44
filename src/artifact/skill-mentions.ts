import type { Document } from "#model/document.ts";
import { compareText } from "#model/location.ts";
import { issuerOf } from "#secrets/credential-issuer.ts";

/** Names that a value holds at most, and UTF-16 units of a text that are looked at. */
const mostNames = 200;
const mostText = 400_000;

/** Services by which a provider is spoken of. */
const services: ReadonlyMap<string, string> = new Map([
  ...["s3", "iam", "ec2", "lambda", "dynamodb", "cloudwatch", "bedrock", "boto3", "cloudformation"].map(
    (name) => [name, "aws"] as const,
  ),
  ...["gcs", "bigquery", "gmail", "workspace", "firebase", "youtube"].map((name) => [name, "google"] as const),
  ...["gcp", "gcloud", "gke"].map((name) => [name, "gcp"] as const),
  ...["kubectl", "kubernetes", "k8s", "helm"].map((name) => [name, "kubernetes"] as const),
  ...["useradd", "adduser", "usermod", "sudoers"].map((name) => [name, "posix"] as const),
  ...["entra", "microsoft", "outlook", "sharepoint", "graph"].map((name) => [name, "azure"] as const),
]);

/**
 * What the text of a skill names of identity, sorted: variables as they are written, and providers by our own names for
 * them. Whoever reads the skill has been told of these.
 */
export function mentionsOf({ text }: Document): readonly string[] {
  const names = new Set<string>();
  for (const [word] of text.slice(0, mostText).matchAll(/[A-Za-z][A-Za-z0-9_]{0,100}/g)) {
    if (names.size >= mostNames) break;
    if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(word)) names.add(word);
    for (const provider of [services.get(word.toLowerCase()), issuerOf(`${word}_`)])
      if (provider !== undefined) names.add(provider);
  }
  // Whom a role trusts is of the cloud that the role is of.
  if (names.has("aws")) names.add("aws-trust");
  return [...names].sort(compareText);
}
