import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";

/** A program that speaks the protocol on its standard streams. */
export interface ServerCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
}

const protocolVersion = "2025-06-18";
/** Bytes of answers; a server that says more hangs in a loop. */
const mostBytes = 67_108_864;
/** UTF-16 units of what a server complains about that an error quotes. */
const quoted = 600;
const mostPages = 100;
/** Milliseconds in which a server may say that its list is another by now. */
const settling = 700;
const mostChanges = 5;

/** What a conversation is led with. */
interface Conversation {
  readonly request: (method: string, params: object) => Promise<unknown>;
  readonly notify: (method: string) => void;
  /** How often the server said that its tools changed. */
  readonly changes: () => number;
}

/**
 * The names of the tools that a server lists, in its order. Starts it, asks as a client without capabilities, and ends
 * it with all that it started. Throws an `Error` that quotes the server if it ends, refuses or needs longer.
 */
export async function listTools(command: ServerCommand, seconds: number): Promise<string[]> {
  const { cwd, env } = command;
  const child = spawn(command.file, command.args, { cwd, env, detached: true, stdio: "pipe" });
  const kill = () => killGroup(child);
  process.once("exit", kill);
  let timer: NodeJS.Timeout | undefined;
  let said = "";
  let bytes = 0;
  const failed = new Promise<never>((_resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`${reason}\n${said.slice(-quoted).trim()}`.trim()));
    timer = setTimeout(() => fail(`no list within ${seconds} s`), seconds * 1000);
    child.on("error", ({ message }) => fail(message));
    // Its last words may come after its end.
    child.on("close", (code) => fail(`it ended with ${code ?? "a signal"}`));
    child.stdin.on("error", () => {});
    child.stderr.on("data", (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-2 * quoted);
    });
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) fail(`more than ${mostBytes} bytes of answers`);
    });
  });
  try {
    return await Promise.race([askForTools(conversationWith(child)), failed]);
  } finally {
    clearTimeout(timer);
    process.off("exit", kill);
    kill();
  }
}

async function askForTools({ request, notify, changes }: Conversation): Promise<string[]> {
  const clientInfo = { name: "tool-truth", version: "1.0.0" };
  await request("initialize", { protocolVersion, capabilities: {}, clientInfo });
  notify("notifications/initialized");
  for (let round = 0; ; round++) {
    const before = changes();
    const names = await allPages(request);
    await new Promise((resolve) => {
      setTimeout(resolve, settling);
    });
    if (changes() === before || round === mostChanges) return names;
  }
}

async function allPages(request: Conversation["request"]): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await request("tools/list", cursor === undefined ? {} : { cursor });
    const { tools, nextCursor } = answer as { tools: readonly { name: string }[]; nextCursor?: string };
    names.push(...tools.map(({ name }) => name));
    if (nextCursor === undefined) return names;
    cursor = nextCursor;
  }
  throw new Error(`more than ${mostPages} pages of tools`);
}

/** What a server may say in a line. */
interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

function conversationWith(child: ChildProcessWithoutNullStreams): Conversation {
  const waiting = new Map<unknown, (message: Message) => void>();
  let next = 0;
  let changed = 0;
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = messageIn(line);
    if (message === undefined) return;
    const { id, method } = message;
    if (method === "notifications/tools/list_changed") changed++;
    if (method === undefined) waiting.get(id)?.(message);
    else if (id !== undefined && id !== null) send({ id, ...replyTo(method) });
  });
  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        const id = ++next;
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(result);
          else reject(new Error(`${method} was refused: ${JSON.stringify(error).slice(0, quoted)}`));
        });
        send({ id, method, params });
      }),
    notify: (method) => send({ method }),
    changes: () => changed,
  };
}

/** What a client without capabilities answers. */
function replyTo(method: string): object {
  return method === "ping" ? { result: {} } : { error: { code: -32_601, message: "Method not found" } };
}

/** Servers print other things too, against the protocol. */
function messageIn(line: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function killGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

const unshared = ["--user", "--map-root-user", "--net"];

/** What starts a program without any network, as words before its own; none where the system offers no such thing. */
export function offlinePrefix(): string[] {
  const trial = spawnSync("unshare", [...unshared, "true"], { stdio: "ignore" });
  return trial.status === 0 ? ["unshare", ...unshared] : [];
}
