import { WorkOS } from "@workos-inc/node";

class MemberService {
  readonly #workos = new WorkOS(process.env.WORKOS_API_KEY);

  async invite({ email, role }: { email: string; role: string }): Promise<void> {
    await this.#workos.userManagement.sendInvitation({
      email,
      organizationId: "org_1",
      roleSlug: role,
    });
  }
}

export const memberService = new MemberService();
