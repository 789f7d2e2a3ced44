import { AttachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";

const iam = new IAMClient({});

export const prepare = (role: string) =>
  iam.send(
    // ruleid: hardcoded-privileged-role
    new AttachRolePolicyCommand({ RoleName: role, PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
  );
