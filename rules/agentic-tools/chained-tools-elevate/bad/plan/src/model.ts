import { openai } from "@ai-sdk/openai";
import { z } from "zod";

export const model = openai("gpt-5-mini");
export const wish = z.object({ person: z.string(), role: z.string() });
