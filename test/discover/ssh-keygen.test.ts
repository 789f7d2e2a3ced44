import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { findSshKeygen, judgeSignature, signStatement, type SignatureQuestion } from "#discover/ssh-keygen.ts";
import { isArmoured } from "#lock/signature.ts";
import { makeTree } from "../tree.ts";

const keys = makeTree({});
const root = makeTree({});
const namespace = "countersign";
const keygen = findSshKeygen(root, process.env["PATH"] ?? "");

function makeKey(name: string, words: readonly string[] = ["-t", "ed25519", "-N", ""]): string {
  execFileSync(keygen.program, ["-q", ...words, "-C", name, "-f", join(keys, name)]);
  return join(keys, name);
}

const publicKey = (path: string) => readFileSync(`${path}.pub`, "utf8").split(" ").slice(0, 2).join(" ");
const sign = (path: string, statement = "said", inNamespace = namespace) =>
  signStatement(keygen, { statement, namespace: inNamespace }, { path, name: "KEY", interactive: false });

const ada = makeKey("ada");
const eve = makeKey("eve");
const signature = sign(ada);
const question: SignatureQuestion = {
  statement: "said",
  namespace,
  signature,
  by: "ada@example.com",
  signers: `ada@example.com namespaces="countersign" ${publicKey(ada)}\n`,
  at: "20260601120000",
};
const judge = (more: Partial<SignatureQuestion>) => judgeSignature(keygen, { ...question, ...more });

describe("a signature", () => {
  test("is good if the key is listed for the name, for the purpose and at the time", () => {
    expect(isArmoured(signature)).toBe(true);
    expect(judge({})).toEqual({ status: "good" });
    expect(judge({ signers: `*@example.com ${publicKey(ada)}\n` })).toEqual({ status: "good" });
  });

  test("is bad over another statement, for another purpose, cut short, or of nonsense", () => {
    expect(judge({ statement: "said otherwise" })).toMatchObject({ status: "bad" });
    expect(judge({ signature: sign(ada, "said", "git") })).toMatchObject({ status: "bad" });
    expect(judge({ signature: signature.replace(/\n[^\n]*\n(?=-----END)/, "\n") })).toMatchObject({ status: "bad" });
    expect(judge({ signature: "hello" })).toMatchObject({ status: "bad" });
  });

  test("is not allowed by a key that is not listed, for another name, for another purpose or at another time", () => {
    expect(judge({ signature: sign(eve) })).toEqual({ status: "not-allowed", listedFor: [] });
    expect(judge({ by: "boss@example.com" })).toEqual({ status: "not-allowed", listedFor: ["ada@example.com"] });
    const listed = (options: string) => judge({ signers: `ada@example.com ${options} ${publicKey(ada)}\n` }).status;
    expect(listed('namespaces="git"')).toBe("not-allowed");
    expect(listed('valid-before="20260601"')).toBe("not-allowed");
    expect(listed('valid-before="20260602"')).toBe("good");
    expect(listed('valid-after="20260602"')).toBe("not-allowed");
    expect(listed('valid-after="20260601"')).toBe("good");
    expect(judge({ signers: "" }).status).toBe("not-allowed");
    expect(judge({ by: "ada\0" }).status).toBe("not-allowed");
  });

  test("is worth nothing once the key is revoked, by itself or by a revocation list", () => {
    const revocations = join(keys, "revocations");
    execFileSync(keygen.program, ["-q", "-k", "-f", revocations, `${ada}.pub`]);
    expect(judge({ revoked: readFileSync(`${ada}.pub`) })).toEqual({ status: "revoked" });
    expect(judge({ revoked: readFileSync(revocations) })).toEqual({ status: "revoked" });
    expect(judge({ revoked: readFileSync(`${eve}.pub`) })).toEqual({ status: "good" });
    expect(judge({ revoked: Buffer.from("nonsense\n") }).status).not.toBe("good");
  });

  test("leaves no file behind, neither in the tree nor beside it", () => {
    // A folder of its own: other processes, such as those of other tests, judge signatures in the usual one.
    const folder = makeTree({});
    vi.stubEnv("TMPDIR", folder);
    judge({});
    judge({ signature: "hello" });
    vi.unstubAllEnvs();
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });
});

describe("a key that cannot sign is one message that says why:", () => {
  test("a passphrase and nobody to ask", () => {
    const path = makeKey("guarded", ["-t", "ed25519", "-N", "made up"]);
    expect(() => sign(path)).toThrow(/cannot sign with 'KEY': its passphrase was wrong, or there is no terminal/);
  });

  test("a key that others may read", () => {
    const path = makeKey("open");
    chmodSync(path, 0o644);
    expect(() => sign(path)).toThrow(/others may read it/);
  });

  test("a public key without an agent", () => {
    const path = makeKey("public");
    const alone = join(makeTree({ "key.pub": readFileSync(`${path}.pub`) }), "key.pub");
    expect(() => sign(alone)).toThrow(/no agent holds the private one/);
  });

  test("what is no key of OpenSSH's", () => {
    const tree = makeTree({ key: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" });
    chmodSync(join(tree, "key"), 0o600);
    expect(() => sign(join(tree, "key"))).toThrow(/no key that OpenSSH can sign with/);
    expect(() => sign(join(tree, "none"))).toThrow(/the key 'KEY' is no file/);
  });
});

describe("the program", () => {
  test("is never one within the tree, nor found by a relative folder", () => {
    const tree = makeTree({ "bin/ssh-keygen": "" });
    expect(findSshKeygen(tree, `bin:${join(tree, "bin")}`).program).not.toContain(tree);
  });

  test("is missed with a word on what to do", () => {
    // Everything lies within this tree, so that nothing can be found outside of it.
    expect(() => findSshKeygen("/", "/usr/bin")).toThrow(/ssh-keygen was not found/);
  });

  test("gets no temporary folder within the tree", () => {
    mkdirSync(join(root, "x"), { recursive: true });
    expect(() => judgeSignature({ ...keygen, root: tmpdir() }, question)).toThrow(/lies within the tree/);
  });

  test("that is too old or cannot run is told, and nothing is taken for a bad signature", () => {
    const fake = (lines: string) => {
      const program = join(makeTree({}), "ssh-keygen");
      writeFileSync(program, `#!/bin/sh\ncat >/dev/null\n${lines}\n`, { mode: 0o755 });
      return () => judgeSignature({ program, root }, question);
    };
    expect(fake("echo 'unknown option -- Y' >&2; exit 1")).toThrow(/too old/);
    expect(fake("echo 'No user exists for uid 4711' >&2; exit 255")).toThrow(/without an account/);
    expect(fake("kill -9 $$")).toThrow(/gave no answer/);
  });
});
