import { IAMClient, CreateAccessKeyCommand, DeleteAccessKeyCommand } from "@aws-sdk/client-iam";

export class KeyProbe {
  constructor(private readonly iam: IAMClient) {}

  // What it says of the key it made is not kept: the user has none but that one.
  async check(user: string): Promise<void> {
    await this.iam.send(new CreateAccessKeyCommand({ UserName: user }));
    await this.iam.send(new DeleteAccessKeyCommand({ UserName: user }));
  }
}
