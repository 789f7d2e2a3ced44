import OpenAI from "openai";
import { Octokit } from "@octokit/rest";

const model = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });

// All that is done in the other systems is done as the person; the model's key opens nothing of theirs.
export async function triage(session: { accessToken: string }, repo: string) {
  const github = new Octokit({ auth: session.accessToken });
  const { data: issues } = await github.issues.listForRepo({ owner: "acme", repo });
  const answer = await model.responses.create({ model: "gpt-5", input: issues.map((issue) => issue.title).join("\n") });
  await github.issues.create({ owner: "acme", repo, title: "Triage", body: answer.output_text });
}
