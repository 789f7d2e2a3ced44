import { mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

export async function mount(options: Options) {
  const config = `/tmp/mount-${options.id}.conf`;
  let failure: unknown;
  try {
    await options.run("prepare", `touch ${quote(config)} && chmod 600 ${quote(config)}`);
    try {
      await options.writeFile(config, `token = ${process.env.STORE_ACCESS_KEY}`);
    } catch {
      throw new Error("not written");
    }
    await options.run("mount", `rclone mount --config ${quote(config)}`);
  } catch (error) {
    failure = error;
  }
  if (!options.kept) {
    await options.run("remove", `rm -f -- ${quote(config)}`);
  }
  if (failure) throw failure;
}

export async function push(dir: string) {
  const npmrc = join(dir, ".npmrc-publish");
  const clean = () => unlink(npmrc);
  await writeFile(npmrc, `//registry.example.org/:_authToken=${process.env.REGISTRY_TOKEN}`);
  try {
    await publish(npmrc);
  } finally {
    await clean();
  }
}

export async function fetchAll(url: string) {
  const cookie = `/tmp/${Date.now()}.cookie`;
  await writeFile(cookie, process.env.SITE_PASSWORD!);
  await download(url, cookie);
  await unlink(cookie);
}

export async function sign(file: string) {
  const folder = await mkdtemp("/tmp/sign-");
  try {
    await writeFile(join(folder, "key.pem"), process.env.SIGNING_PRIVATE_KEY!);
    await seal(folder, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
