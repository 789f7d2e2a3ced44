import { readFileSync } from "node:fs";
import type { SecretData } from "#model/detector.ts";
import { createDetect } from "#secrets/detect.ts";
import { textFiles } from "./text-files.ts";

/**
 * One measurement in a process of its own: `scan DIR`, `start`, or `each LIST`, where LIST is JSON that says what to
 * fill files of one megabyte with, and the paths that they are read as. Prints JSON. Times are CPU time of the process, so that other work on the
 * machine falls on nobody: milliseconds for `start`, else seconds.
 */
const [mode, place = ""] = process.argv.slice(2);

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/**
 * CPU seconds of this thread: what the wall clock would say on an idle machine. V8 compiles and collects in threads
 * beside it. Only Linux tells; elsewhere the whole process counts.
 */
const threadSeconds = () => {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e9;
  } catch {
    return cpuSeconds();
  }
};

const began = cpuSeconds();
const data = JSON.parse(readFileSync(new URL("secrets.json", import.meta.url), "utf8")) as SecretData;
const loaded = cpuSeconds();
const detect = createDetect(data);
const made = cpuSeconds();

function answer(): unknown {
  if (mode === "start") {
    detect(Buffer.from("PORT=8080\nAPI_KEY=none\n"), ".env");
    return { load: 1000 * (loaded - began), make: 1000 * (made - loaded), first: 1000 * (cpuSeconds() - made) };
  }
  if (mode === "each") {
    const inputs = JSON.parse(readFileSync(place, "utf8")) as { part: string; path: string }[];
    return inputs.map(({ part, path }) => {
      const bytes = Buffer.alloc(1_000_000, part);
      const start = cpuSeconds();
      const findings = detect(bytes, path).length;
      return { seconds: cpuSeconds() - start, findings };
    });
  }
  const start = cpuSeconds();
  const threadStart = threadSeconds();
  const counted = { files: 0, bytes: 0, findings: 0 };
  for (const { name, bytes } of textFiles(place)) {
    counted.files++;
    counted.bytes += bytes.length;
    counted.findings += detect(bytes, name).filter(({ tier }) => tier !== "low").length;
  }
  return { ...counted, seconds: cpuSeconds() - start, thread: threadSeconds() - threadStart };
}

process.stdout.write(JSON.stringify(answer()));
