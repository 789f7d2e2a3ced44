import { generateText } from "ai";
import { openai } from "@ai-sdk/openai";

const warehouse = process.env.SNOWFLAKE_PASSWORD;

export async function report(question: string) {
  const { text } = await generateText({
    model: openai("gpt-5"),
    // ruleid: credential-to-llm-context
    prompt: `Write a script that logs in to the warehouse as REPORTER with ${warehouse} and answers: ${question}`,
  });
  return text;
}
