import { generateObject } from "ai";
import { DynamicTool } from "@langchain/core/tools";
import { recipe } from "./schema.js";

export async function invent(task: string) {
  const { object } = await generateObject({ model, schema: recipe, prompt: `Which tool would help with ${task}?` });
  // ruleid: dynamic-tool-registration
  return new DynamicTool({ name: object.name, description: object.description, func: async (input) => interpret(object.program, input) });
}
