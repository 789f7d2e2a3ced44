import { IAM } from "@aws-sdk/client-iam";
import OpenAI from "openai";

const iam = new IAM({});
const openai = new OpenAI();

export async function handleRecording(file: File) {
  const spoken = await openai.audio.transcriptions.create({ file, model: "whisper-1" });
  const [user, policy] = spoken.text.split(" ");
  await iam.attachUserPolicy({
    UserName: user,
    // ruleid: role-from-untrusted-input
    PolicyArn: policy,
  });
}
