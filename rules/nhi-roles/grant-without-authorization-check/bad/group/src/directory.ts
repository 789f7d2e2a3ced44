import { AddUserToGroupCommand, IAMClient } from "@aws-sdk/client-iam";

export class Directory {
  readonly #iam = new IAMClient({});

  async join(login: string) {
    // ruleid: grant-without-authorization-check
    await this.#iam.send(new AddUserToGroupCommand({ GroupName: "support-admins", UserName: login }));
  }
}
