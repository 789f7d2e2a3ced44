export const anthropicKey = process.env.ANTHROPIC_API_KEY;
export const port = Number(process.env.PORT);
