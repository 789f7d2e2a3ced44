// The queue: add them to the end, take from the front; copy it before.
export function start(): void {
  const token = process.env.GITHUB_TOKEN;
  // ruleid: credential-logged
  console.log("using", token);
}
