import { WorkOS } from "@workos-inc/node";
import { mailer } from "./mailer";

const workos = new WorkOS(process.env.WORKOS_API_KEY);

export const removeMember = async (membershipId: string, mail: string) => {
  // ruleid: offboarding-incomplete
  await workos.userManagement.deleteOrganizationMembership(membershipId);
  await mailer.goodbye(mail);
};
