const lines = ["You answer questions about tickets.", "Call the tracker by curl."];

export function instructions(key: string | undefined): string {
  return [...lines, `Its key is ${key}.`].join("\n");
}
