import { exec } from "node:child_process";

export function runLine(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // ruleid: chat-message-to-privileged-sink
    exec(line, (error) => (error ? reject(error) : resolve()));
  });
}
