import type { GrantValue } from "#model/fact.ts";

type Level = NonNullable<GrantValue["level"]>;

/**
 * Actions that give authority away or let it be taken: permission management, and the legs of known escalations.
 * Sources: AWS Service Authorization Reference ("Permissions management") and the public list of IAM escalation methods.
 * Lower case, `*` as in policies.
 */
const granting: readonly string[] = [
  "iam:add*",
  "iam:attach*",
  "iam:create*",
  "iam:delete*policy*",
  "iam:deactivatemfadevice",
  "iam:delete*permissionsboundary",
  "iam:detach*",
  "iam:enable*",
  "iam:passrole",
  "iam:put*",
  "iam:remove*",
  "iam:setdefaultpolicyversion",
  "iam:tagrole",
  "iam:update*",
  "iam:uploadsshpublickey",
  "sts:assumerole*",
  "sts:assumeroot",
  "sts:getfederationtoken",
  "sso:*assignment*",
  "sso:attach*",
  "sso:put*",
  "sso-directory:create*",
  "sso-directory:addmember*",
  "organizations:attachpolicy",
  "organizations:createaccount",
  "organizations:detachpolicy",
  "organizations:deletepolicy",
  "organizations:updatepolicy",
  "identitystore:create*",
  "cognito-idp:admin*",
  "cognito-identity:setidentitypoolroles",
  "s3:put*policy*",
  "s3:put*acl",
  "s3:putbucketpublicaccessblock",
  "s3:putaccountpublicaccessblock",
  "s3:bypassgovernanceretention",
  "kms:creategrant",
  "kms:putkeypolicy",
  "kms:retiregrant",
  "lambda:addpermission",
  "lambda:addlayerversionpermission",
  "lambda:createfunctionurlconfig",
  "sns:addpermission",
  "sns:settopicattributes",
  "sqs:addpermission",
  "sqs:setqueueattributes",
  "secretsmanager:putresourcepolicy",
  "ecr:setrepositorypolicy",
  "ecr-public:setrepositorypolicy",
  "glue:putresourcepolicy",
  "events:putpermission",
  "logs:putresourcepolicy",
  "es:*accesspolicies*",
  "elasticfilesystem:putfilesystempolicy",
  "backup:putbackupvaultaccesspolicy",
  "codeartifact:put*policy",
  "lakeformation:grantpermissions",
  "lakeformation:batchgrantpermissions",
  "ram:createresourceshare",
  "ram:associateresourceshare",
  "ec2:modifyimageattribute",
  "ec2:modifysnapshotattribute",
  "ssm:modifydocumentpermission",
  "bedrock-agentcore:getworkloadaccesstoken*",
  "bedrock-agentcore:createworkloadidentity",
  "bedrock-agentcore:create*credentialprovider",
];

/** Actions that know no resource to narrow them to: `Resource: "*"` says nothing about them. Source: the same reference. */
const unscoped: readonly string[] = [
  "cloudwatch:putmetricdata",
  "xray:put*",
  "ecr:getauthorizationtoken",
  "ecr-public:getauthorizationtoken",
  "sts:getcalleridentity",
  "sts:getservicebearertoken",
  "sts:decodeauthorizationmessage",
  "ssmmessages:*",
  "ec2messages:*",
  "ssm:updateinstanceinformation",
  "ssm:putcomplianceitems",
  "ec2:createnetworkinterface",
  "ec2:deletenetworkinterface",
  "ec2:assignprivateipaddresses",
  "ec2:unassignprivateipaddresses",
  "logs:createloggroup",
  "kms:generaterandom",
  "comprehend:detect*",
  "comprehend:batchdetect*",
  "rekognition:detect*",
  "textract:analyze*",
  "textract:detect*",
  "translate:translate*",
  "polly:synthesizespeech",
  "transcribe:start*",
  "pricing:*",
  "ce:get*",
  "budgets:view*",
  "health:describe*",
  "tag:get*",
  "autoscaling:describe*",
];

const reading =
  /^(batchget|bulkget|check|count|describe|detect|discover|estimate|filter|generate\w{0,40}(details|report)|get|head|list|lookup|preview|query|read|receive|resolve|scan|search|select|simulate|test|validate|verify|view)/;

const rank: readonly Level[] = ["unknown", "read", "write", "admin", "grant"];

/** The widest order of what the actions do: everything is `admin`, giving authority away is `grant`. */
export function levelOf(actions: readonly string[]): Level {
  let widest: Level = "unknown";
  for (const action of actions) {
    const level = actionLevel(action.trim().toLowerCase());
    if (rank.indexOf(level) > rank.indexOf(widest)) widest = level;
  }
  return widest;
}

/** Longer texts are no actions. */
const longestAction = 200;

function actionLevel(action: string): Level {
  if (/^\*+(:\*+)?$/.test(action)) return "admin";
  if (action.length > longestAction) return "unknown";
  const split = action.indexOf(":");
  if (split < 0) return "unknown";
  const operation = action.slice(split + 1);
  if (unscoped.some((pattern) => matches(pattern, action))) return "unknown";
  if (granting.some((pattern) => overlaps(pattern, action))) return "grant";
  if (/^\*+$/.test(operation)) return "admin";
  return reading.test(operation) ? "read" : "write";
}

/** Holds if the action, written without wildcards of its own, is one of those the pattern names. */
function matches(pattern: string, action: string): boolean {
  return !action.includes("*") && !action.includes("?") && glob(pattern, action);
}

/** Holds if the pattern names the action, or if the action's own wildcards take in one that the pattern names. */
function overlaps(pattern: string, action: string): boolean {
  if (!action.includes("*") && !action.includes("?")) return glob(pattern, action);
  const service = action.slice(0, action.indexOf(":"));
  if (!pattern.startsWith(`${service}:`)) return false;
  // Two patterns with wildcards meet if the fixed starts of both agree as far as both go.
  const own = action.slice(0, action.search(/[*?]/));
  const other = pattern.includes("*") ? pattern.slice(0, pattern.indexOf("*")) : pattern;
  return own.length <= other.length ? other.startsWith(own) && glob(action, pattern) : own.startsWith(other);
}

/** Matches `*` and `?` wildcards; greedy with one point of return, so that its cost is the product of the lengths at most. */
function glob(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < text.length;) {
    if (at < pattern.length && (pattern[at] === text[index] || pattern[at] === "?")) {
      at++;
      index++;
    } else if (pattern[at] === "*") {
      star = at++;
      mark = index;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** Holds if the action takes in everything of its service, or of every service. */
export function isWildcardAction(action: string): boolean {
  return /^(\*+|[a-z0-9-]+:\*+|\*+:\*+)$/i.test(action.trim());
}
