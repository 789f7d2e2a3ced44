import { WorkOS } from "@workos-inc/node";

// The interface of the other side as functions: who calls them decides what else has to happen.
export class Memberships {
  constructor(private readonly workos: WorkOS) {}
  deactivate = (id: string) => this.workos.userManagement.deactivateOrganizationMembership(id);
  list = (userId: string) => this.workos.userManagement.listOrganizationMemberships({ userId });
}
