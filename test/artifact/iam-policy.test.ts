import { describe, expect, it } from "vitest";
import { isWildcardAction, levelOf } from "#artifact/iam-action.ts";
import { iamPolicy } from "#artifact/iam-policy.ts";
import { expectCpuBelow } from "../cost.ts";
import { collectText, documentOf, factsOf } from "./collect.ts";

const read = (text: string, path = "infra/agent.json") => collectText(iamPolicy, path, text);
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const grants = (...statements: object[]) => factsOf(read(policy(...statements)), "grant");
const allow = (more: object) => ({ Effect: "Allow", ...more });

describe("iam-policy", () => {
  it("is known by its statements, in any nesting and both notations", () => {
    const known = (path: string, text: string) => iamPolicy.recognises!(documentOf(path, text));
    expect(known("a.json", policy(allow({ Action: "s3:GetObject", Resource: "*" })))).toBe(true);
    expect(known("a.json", JSON.stringify({ a: [{ b: { Statement: allow({ Action: "x" }) } }] }))).toBe(true);
    expect(
      known("a.yaml", "Resources: { R: { Properties: { P: { Statement: [{ Effect: Deny, Action: '*' }] } } } }"),
    ).toBe(true);
    expect(known("a.yaml", "Properties: { ManagedPolicyArns: [x] }")).toBe(true);
    expect(known("a.json", '{"Statement": [{"Action": "x"}], "Effect": "Allow"}')).toBe(false);
    expect(known("a.json", '{"Statement": "Effect"}')).toBe(false);
    expect(known("a.md", '{"Statement": [{"Effect": "Allow"}]}')).toBe(false);
    expect(iamPolicy.claims("policy.json")).toBe(false);
  });

  it("tells what a statement gives", () => {
    expect(
      grants(
        allow({ Sid: "Read", Action: ["s3:PutObject", "s3:GetObject", "s3:GetObject"], Resource: "arn:aws:s3:::a/*" }),
      ),
    ).toEqual([
      {
        anchor: "policy/infra/agent.json",
        key: "aws:Read",
        system: "aws",
        actions: ["s3:GetObject", "s3:PutObject"],
        resource: "arn:aws:s3:::a/*",
        decision: "hardcoded",
        level: "write",
      },
    ]);
  });

  it("tells statements without a name apart by what they are about, not by each action", () => {
    const keys = (...actions: string[][]) =>
      grants(...actions.map((Action) => allow({ Action, Resource: "*" }))).map(({ key }) => key);
    expect(keys(["s3:GetObject", "ec2:RunInstances"], ["iam:*"], ["*"])).toEqual([
      "aws:ec2+s3 *",
      "aws:iam *",
      "aws:* *",
    ]);
    expect(keys(["s3:GetObject"])).toEqual(keys(["s3:PutObject", "S3:GetObject"]));
  });

  it("points at the actions", () => {
    const [fact] = read(policy(allow({ Action: "iam:*", Resource: "*" }))).facts;
    expect(fact!.at).toBe('"iam:*"');
  });

  it.each([
    [{ Action: "*", Resource: "*" }, "admin", true],
    [{ Action: "s3:*", Resource: "arn:aws:s3:::a" }, "grant", true],
    [{ Action: "dynamodb:*", Resource: "*" }, "admin", true],
    [{ NotAction: "iam:*", Resource: "*" }, "admin", true],
    [{ Action: "dynamodb:GetItem", Resource: "*" }, "read", undefined],
    [{ Action: "iam:PassRole", Resource: "*" }, "grant", undefined],
    [{ Action: ["s3:GetObject", "sts:AssumeRole"], Resource: "*" }, "grant", undefined],
    [{ Action: "cloudwatch:PutMetricData", Resource: "*" }, "unknown", undefined],
  ])("%j: %s", (statement, level, wildcard) => {
    const [grant] = grants(allow(statement));
    expect([grant!["level"], grant!["wildcard"]]).toEqual([level, wildcard]);
  });

  it.each([
    [{ StringEquals: { "aws:ResourceTag/team": "agents" } }, true],
    [{ StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }, true],
    [{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-1/*"] } }, true],
    [{ Bool: { "aws:SecureTransport": "true" } }, undefined],
    [{ StringLike: { "aws:SourceArn": "*" } }, undefined],
    [{ StringNotEquals: { "aws:SourceAccount": "1" } }, undefined],
    [{ Null: { "aws:SourceAccount": "false" } }, undefined],
    [{ StringEqualsIfExists: { "aws:SourceAccount": "1" } }, undefined],
    [{ "ForAllValues:StringEquals": { "aws:PrincipalTag/team": ["agents"] } }, undefined],
    [{ StringLike: { "aws:SourceArn": ["arn:aws:s3:::data", "*"] } }, undefined],
    [[], undefined],
    ["x", undefined],
  ])("narrowed by %j: %s", (condition, conditioned) => {
    expect(grants(allow({ Action: "s3:PutObject", Resource: "*", Condition: condition }))[0]!["conditioned"]).toBe(
      conditioned,
    );
  });

  it("tells denials as gates", () => {
    expect(
      factsOf(read(policy({ Effect: "Deny", Action: ["iam:*", "organizations:*"], Resource: "*" })), "gate"),
    ).toEqual([
      {
        anchor: "policy/infra/agent.json",
        key: "Deny iam:*, organizations:*",
        verdict: "policy",
        covers: "iam:*, organizations:*",
        setting: "Deny iam:*, organizations:*",
      },
    ]);
  });

  it("tells whom a resource's own policy lets in", () => {
    expect(
      grants(
        allow({ Principal: "*", Action: "s3:GetObject", Resource: "r" }),
        allow({ Principal: { AWS: ["a", "b"] }, Action: "s3:PutObject", Resource: "r" }),
      ).map(({ key, subject, wildcard }) => [key, subject, wildcard]),
    ).toEqual([
      ["aws:s3 r *", "*", true],
      ["aws:s3 r a", "a", undefined],
      ["aws:s3 r b", "b", undefined],
    ]);
  });
});

describe("trust", () => {
  const trust = (principal: unknown, condition?: object, action: unknown = "sts:AssumeRole") =>
    grants(allow({ Principal: principal, Action: action, ...(condition ? { Condition: condition } : {}) })).map(
      ({ system, subject, resource, conditioned, wildcard }) => ({ system, subject, resource, conditioned, wildcard }),
    );
  const oidc = { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" };
  const sub = "token.actions.githubusercontent.com:sub";

  it.each([
    ["repo:acme/agent:environment:prod", "StringEquals", true],
    ["repo:acme/agent:*", "StringLike", true],
    ["repo:acme/*", "StringLike", undefined],
    ["repo:*", "StringLike", undefined],
    ["*", "StringLike", undefined],
    ["repo:acme/agent-*:ref:refs/heads/main", "StringLike", undefined],
    ["system:serviceaccount:agents:*", "StringLike", true],
    ["system:serviceaccount:*:*", "StringLike", undefined],
    // Without a pattern operator an asterisk is a character that no subject has.
    ["repo:acme/*", "StringEquals", true],
  ])("of subject %s by %s: %s", (subject, operator, conditioned) => {
    expect(trust(oidc, { [operator]: { [sub]: subject } }, "sts:AssumeRoleWithWebIdentity")).toEqual([
      { system: "aws-trust", subject: oidc.Federated, resource: subject, conditioned, wildcard: undefined },
    ]);
  });

  it.each([
    ["an audience alone", { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }],
    ["a negation", { StringNotLike: { [sub]: "repo:evil/*" } }],
    ["a test that a missing claim passes", { StringEqualsIfExists: { [sub]: "repo:acme/agent:x" } }],
    ["a test that no claim passes", { "ForAllValues:StringEquals": { [sub]: ["repo:acme/agent:x"] } }],
    ["one of several that is open", { StringLike: { [sub]: ["repo:acme/agent:*", "repo:acme/*"] } }],
    ["nothing", undefined],
  ])("by %s is open", (_, condition) => {
    expect(trust(oidc, condition, "sts:AssumeRoleWithWebIdentity")[0]!.conditioned).toBeUndefined();
  });

  it.each([
    [{ AWS: "arn:aws:iam::1:root" }, undefined, undefined],
    [{ AWS: "arn:aws:iam::1:root" }, { StringEquals: { "sts:ExternalId": "x" } }, true],
    [{ AWS: "arn:aws:iam::1:root" }, { Bool: { "aws:MultiFactorAuthPresent": "true" } }, undefined],
    [{ Service: "lambda.amazonaws.com" }, undefined, undefined],
  ])("of %j with %j: %s", (principal, condition, conditioned) => {
    expect(trust(principal, condition)[0]!.conditioned).toBe(conditioned);
  });

  it("of anybody", () => {
    expect(trust("*")).toEqual([
      { system: "aws-trust", subject: "*", resource: undefined, conditioned: undefined, wildcard: true },
    ]);
    expect(trust({ AWS: "*" }, undefined, ["sts:AssumeRole", "sts:TagSession"])[0]!.wildcard).toBe(true);
  });
});

describe("templates", () => {
  it("give the names: what is part of a role stands under the role", () => {
    const template = [
      "Resources:",
      "  AgentRole:",
      "    Type: AWS::IAM::Role",
      "    Properties:",
      "      ManagedPolicyArns:",
      "        - arn:aws:iam::aws:policy/AdministratorAccess",
      "        - !Ref Own",
      "        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      "      AssumeRolePolicyDocument:",
      "        Statement:",
      "          - { Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root' }, Action: sts:AssumeRole }",
      "      Policies:",
      "        - PolicyName: inline",
      "          PolicyDocument: { Statement: [{ Effect: Allow, Action: s3:GetObject, Resource: !GetAtt B.Arn }] }",
      "  Named:",
      "    Type: AWS::IAM::ManagedPolicy",
      "    Properties:",
      "      ManagedPolicyName: shared",
      "      PolicyDocument: { Statement: { Effect: Allow, Action: s3:ListBucket, Resource: '*' } }",
    ].join("\n");
    expect(
      factsOf(read(template, "t.yaml"), "grant").map(({ anchor, key, level, wildcard }) => [
        anchor,
        key,
        level,
        wildcard,
      ]),
    ).toEqual([
      ["policy/AgentRole", "aws:AdministratorAccess", "admin", true],
      ["policy/AgentRole", "aws:Own", "unknown", undefined],
      ["policy/AgentRole", "aws:AWSLambdaBasicExecutionRole", "write", undefined],
      ["policy/AgentRole", "aws-trust:arn:aws:iam::${AWS::AccountId}:root", "grant", undefined],
      ["policy/AgentRole", "aws:s3 B.Arn", "read", undefined],
      ["policy/shared", "aws:s3 *", "read", undefined],
    ]);
  });

  it("spell out functions of JSON templates", () => {
    const resource = [
      { "Fn::Sub": "arn:aws:s3:::${Bucket}/*" },
      { "Fn::Join": ["", ["arn:aws:s3:::", { Ref: "Bucket" }, "/x"]] },
      { "Fn::GetAtt": ["Bucket", "Arn"] },
      { Other: "x" },
    ];
    expect(grants(allow({ Action: "s3:GetObject", Resource: resource }))[0]!["resource"]).toBe(
      "${Bucket.Arn}, arn:aws:s3:::${Bucket}/*, arn:aws:s3:::${Bucket}/x",
    );
  });
});

describe("levelOf", () => {
  it.each([
    [["*"], "admin"],
    [["*:*"], "admin"],
    [["iam:*"], "grant"],
    [["iam:Get*", "iam:List*"], "read"],
    [["iam:Put*"], "grant"],
    [["iam:P*"], "grant"],
    [["IAM:CreateAccessKey"], "grant"],
    [["s3:Put*"], "grant"],
    [["s3:PutObject"], "write"],
    [["lambda:InvokeFunction"], "write"],
    [["ec2:Describe*"], "read"],
    [["kms:Decrypt"], "write"],
    [["bedrock-agentcore:GetWorkloadAccessTokenForUserId"], "grant"],
    [["xray:PutTraceSegments"], "unknown"],
    [[], "unknown"],
    [["nonsense"], "unknown"],
    [["__proto__:x"], "write"],
  ])("%j: %s", (actions, level) => {
    expect(levelOf(actions)).toBe(level);
  });

  it("knows what takes in a whole service", () => {
    expect(["*", "s3:*", "S3:**", "*:*"].every(isWildcardAction)).toBe(true);
    expect(["s3:Get*", "s3", ":*", "s3:*x"].some(isWildcardAction)).toBe(false);
  });
});

describe("hostile policies", () => {
  it.each([
    '{"Statement": {"Effect": "Allow"}}',
    '{"Statement": [{"Effect": "Allow", "Action": {"a": 1}, "Resource": [[1]], "Principal": [{"a": {}}], "Condition": {"a": "b", "c": {"d": {}}}}]}',
    '{"__proto__": {"Statement": [{"Effect": "Allow", "Action": "*", "Principal": {"__proto__": "*"}}]}}',
    '{"Id": 3, "Statement": [{"Sid": [], "Effect": "deny", "NotAction": 7}]}',
    "[[[[",
  ])("are borne: %s", (text) => {
    expect(() => read(text)).not.toThrow();
  });

  it.each([
    [
      "statements",
      policy(
        ...Array.from({ length: 10_000 }, (_, index) => allow({ Sid: `s${index}`, Action: "s3:*", Resource: "*" })),
      ),
    ],
    [
      "actions",
      policy(
        allow({
          Action: Array.from({ length: 20_000 }, (_, index) => `sso:${"a".repeat(index % 100)}assign*`),
          Resource: "*",
        }),
      ),
    ],
    ["a long action", policy(allow({ Action: `iam:${"a*".repeat(200_000)}`, Resource: "*".repeat(200_000) }))],
    ["depth", `${'{"a":'.repeat(200)}${policy(allow({ Action: "*" }))}${"}".repeat(200)}`],
    [
      "resources",
      JSON.stringify({
        Resources: Object.fromEntries(
          Array.from({ length: 10_000 }, (_, index) => [`r${index}`, { Type: "x", Properties: { Name: "y" } }]),
        ),
        ...JSON.parse(policy(allow({ Action: "*" }))),
      }),
    ],
  ])("cost time in proportion: %s", (_, text) => {
    expectCpuBelow(8000, () => {
      iamPolicy.recognises!(documentOf("a.json", text));
      read(text);
    });
  });
});
