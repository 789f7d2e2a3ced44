export const pending = new Map<string, string>();
