import { DetachRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";

// ok: hardcoded-privileged-role
export const restrict = (iam: IAMClient, RoleName: string) =>
  iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }));

export function isAdmin(member: { role: string }): boolean {
  // ok: hardcoded-privileged-role
  return member.role === "admin";
}
