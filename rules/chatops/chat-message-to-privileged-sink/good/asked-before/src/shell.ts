import { exec } from "node:child_process";

export function runLine(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    exec(line, (error) => (error ? reject(error) : resolve()));
  });
}
