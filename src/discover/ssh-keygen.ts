import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { findProgram, liesBelow } from "#discover/git-process.ts";
import { errorCode } from "#discover/read.ts";
import { UserError } from "#model/user-error.ts";

/** The `ssh-keygen` of this machine, and where it works. */
export interface SshKeygen {
  /** The absolute path of the program. */
  readonly program: string;
  /** The absolute path of the tree that is looked at: no input for the program is ever put into it. */
  readonly root: string;
}

/** Where systems install it. These come before PATH, which a build may have put together from anywhere. */
const systemFolders = [
  "/usr/bin",
  "/usr/local/bin",
  "/bin",
  "/opt/homebrew/bin",
  "/run/current-system/sw/bin",
  "C:\\Windows\\System32\\OpenSSH",
  "C:\\Program Files\\Git\\usr\\bin",
];

/** Finds `ssh-keygen` outside of the tree at `root`; `searchPath` is written like PATH. Throws a `UserError` if there is none. */
export function findSshKeygen(root: string, searchPath: string): SshKeygen {
  const folders = [...systemFolders, ...searchPath.split(delimiter)];
  const program = findProgram(["ssh-keygen", "ssh-keygen.exe"], folders, [root]);
  if (program !== undefined) return { program, root };
  throw new UserError("ssh-keygen was not found, and signatures need it", {
    suggestion: "Install OpenSSH 8.9 or later, or put its folder into PATH.",
  });
}

function isFile(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isFile() === true;
}

/** What a user signs with. */
export interface SigningKey {
  /** The absolute path of a private key, or of a public one whose private key the agent holds. */
  readonly path: string;
  /** As the user named it. */
  readonly name: string;
  /** The socket of `ssh-agent`, if one runs. */
  readonly agentSocket?: string;
  /** Holds if a passphrase can be asked for on the terminal. */
  readonly interactive: boolean;
}

/** Milliseconds for what may wait for a passphrase or a touch, and for what waits for nobody. */
const patience = { sign: 120_000, verify: 10_000 };

/** An armoured SSH signature over the statement, in the namespace. Throws a `UserError` that says what is wrong with the key. */
export function signStatement(
  { program, root }: SshKeygen,
  { statement, namespace }: { readonly statement: string; readonly namespace: string },
  key: SigningKey,
): string {
  if (!isFile(key.path)) throw new UserError(`the key '${key.name}' is no file`);
  const run = start(program, ["-Y", "sign", "-f", key.path, "-n", namespace], {
    input: statement,
    cwd: workFolder(root),
    timeout: patience.sign,
    environment: {
      ...(key.agentSocket === undefined ? {} : { SSH_AUTH_SOCK: key.agentSocket }),
      // Where nobody can answer, a program that is not there is asked for the passphrase, and it fails at once.
      ...(key.interactive ? {} : { SSH_ASKPASS: join(root, "none", "none"), SSH_ASKPASS_REQUIRE: "force" }),
    },
  });
  if (run.code === 0) return run.out.replaceAll("\r\n", "\n");
  throw signingMistake(key, run.err);
}

/** What the messages of `ssh-keygen` mean to somebody who signs. */
const signingMistakes: readonly (readonly [RegExp, string, string])[] = [
  [
    /passphrase/,
    "its passphrase was wrong, or there is no terminal to ask for it",
    "Sign at a terminal, or load the key with `ssh-add` and name its public key: `--sign KEY.pub`.",
  ],
  [
    /UNPROTECTED PRIVATE KEY/,
    "others may read it, and ssh-keygen does not use such keys",
    "Take the rights away: `chmod 600 KEY`.",
  ],
  [
    /No private key found/,
    "it is a public key, and no agent holds the private one",
    "Load the private key with `ssh-add`, or name it.",
  ],
  [
    /invalid format|Couldn't load public key|unsupported|error in libcrypto|not a (?:public|private) key/i,
    "it is no key that OpenSSH can sign with",
    "`ssh-keygen -t ed25519` makes one.",
  ],
];

function signingMistake({ name }: SigningKey, told: string): UserError {
  const known = signingMistakes.find(([pattern]) => pattern.test(told));
  const [why, suggestion] = known ? known.slice(1) : [lastLine(told), undefined];
  return new UserError(`cannot sign with '${name}': ${why}`, { suggestion: suggestion as string | undefined });
}

/** A signature, what it should be over, and who may have made it. */
export interface SignatureQuestion {
  readonly statement: string;
  readonly namespace: string;
  /** Armoured. */
  readonly signature: string;
  /** The name that the signer goes by in the list. */
  readonly by: string;
  /** The list of signers, in OpenSSH's `allowed_signers` format. */
  readonly signers: string;
  /** Revoked keys: a key revocation list, or public keys one a line. */
  readonly revoked?: Uint8Array;
  /** The UTC time at which the key must have been valid: `YYYYMMDDHHMMSS`. */
  readonly at: string;
}

/** What a signature came to; the same words as `SignatureVerdict` of the lock. */
export type SignatureAnswer =
  | { readonly status: "good" }
  | { readonly status: "bad"; readonly detail: string }
  | { readonly status: "revoked" }
  | { readonly status: "not-allowed"; readonly listedFor: readonly string[] };

/** Asks `ssh-keygen` about a signature. What it reads lies in a folder of its own for as long as that takes. */
export function judgeSignature(keygen: SshKeygen, question: SignatureQuestion): SignatureAnswer {
  const folder = mkdtempSync(join(workFolder(keygen.root), "countersign-signature-"));
  try {
    const files = {
      signers: join(folder, "signers"),
      signature: join(folder, "signature"),
      revoked: join(folder, "revoked"),
    };
    put(files.signers, question.signers);
    put(files.signature, question.signature);
    if (question.revoked) put(files.revoked, question.revoked);
    return judge(question, files, (words) =>
      start(keygen.program, words, {
        input: question.statement,
        cwd: folder,
        timeout: patience.verify,
        environment: {},
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a new file that nobody else may read. */
function put(file: string, content: string | Uint8Array): void {
  writeFileSync(file, content, { mode: 0o600, flag: "wx" });
}

/** One question decides; what it does not explain is asked for only where it says no. */
function judge(
  { namespace, by, at, revoked }: SignatureQuestion,
  files: { readonly signers: string; readonly signature: string; readonly revoked: string },
  ask: (words: readonly string[]) => Run,
): SignatureAnswer {
  const signed = ["-n", namespace, "-s", files.signature];
  const verify = ["-Y", "verify", "-f", files.signers, "-I", by, ...signed, "-O", `verify-time=${at}`];
  // The system takes no NUL in a word, and no list has a name with one.
  if (by.includes("\0")) return { status: "not-allowed", listedFor: [] };
  if (ask([...verify, ...(revoked ? ["-r", files.revoked] : [])]).code === 0) return { status: "good" };
  const whole = ask(["-Y", "check-novalidate", ...signed]);
  if (whole.code !== 0) return { status: "bad", detail: lastLine(whole.err || whole.out) };
  if (revoked && ask(verify).code === 0) return { status: "revoked" };
  const found = ask(["-Y", "find-principals", "-f", files.signers, "-s", files.signature]);
  const listedFor = found.code === 0 ? found.out.split("\n").filter((line) => line !== "") : [];
  return { status: "not-allowed", listedFor: listedFor.slice(0, 5) };
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface StartOptions {
  readonly input: string;
  readonly cwd: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts `ssh-keygen` and waits for its end. Throws a `UserError` if it cannot do at all what it is asked. */
function start(program: string, words: readonly string[], { input, cwd, timeout, environment }: StartOptions): Run {
  // Loaded here, since few runs sign or verify and the module is slow to load.
  const { spawnSync } = createRequire(import.meta.url)("node:child_process") as typeof import("node:child_process");
  const run = spawnSync(program, words, {
    input,
    cwd,
    timeout,
    // Times in lists of signers are in the local zone; here that is the same on every machine.
    env: { LC_ALL: "C", TZ: "UTC", ...environment },
    encoding: "utf8",
    killSignal: "SIGKILL",
    maxBuffer: 1_048_576,
    windowsHide: true,
  });
  // An error beside a status is a pipe that it closed before it had read everything: it had seen enough.
  if (run.status === null) {
    const why = run.error ? errorCode(run.error) : "it was ended";
    throw new UserError(`ssh-keygen gave no answer: ${why}`);
  }
  if (/(?:unknown|illegal|invalid) option|unsupported operation/i.test(run.stderr))
    throw new UserError("this ssh-keygen is too old", { suggestion: "Install OpenSSH 8.9 or later." });
  if (/No user exists for uid/.test(run.stderr))
    throw new UserError("ssh-keygen does not run for a user without an account", {
      suggestion: "Give the user of this container an entry in /etc/passwd.",
    });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** The folder for temporary files. It must not lie in the tree that is looked at. */
function workFolder(root: string): string {
  const folder = tmpdir();
  if (!liesBelow(folder, root)) return folder;
  throw new UserError(`the folder for temporary files, '${folder}', lies within the tree`, {
    suggestion: "Set TMPDIR to a folder outside of it.",
  });
}

function lastLine(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.at(-1)?.replace(/\.$/, "") ?? "ssh-keygen gave no reason";
}
