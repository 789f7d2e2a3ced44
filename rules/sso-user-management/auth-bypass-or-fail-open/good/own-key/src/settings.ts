import { z } from "zod";

export const shape = z.object({ region: z.string(), apiKey: z.string().optional() });

export function validateConfig(config: z.infer<typeof shape>): string[] {
  const wrong: string[] = [];
  if (!config.apiKey) wrong.push("apiKey is missing");
  return wrong;
}

export function checkOpenPort(): boolean {
  try {
    return Boolean(process.env.PORT);
  } catch {
    return true;
  }
}
