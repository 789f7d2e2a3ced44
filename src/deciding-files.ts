import { configName, defaultConfig, readConfig, type Config } from "#config.ts";
import { codeownersPlaces, ownersOf, type Codeowners } from "#lock/codeowners.ts";
import type { Deciders } from "#lock/deciders.ts";
import { revokedKeysPath } from "#lock/signature.ts";
import type { RepoPath } from "#model/location.ts";

/** One tree, as far as it is asked for single files. */
export interface TreeFiles {
  /** How messages call a file of it: `main:countersign.yaml`. */
  readonly nameOf: (path: RepoPath) => string;
  /** Undefined where there is no such file. */
  readonly read: (path: RepoPath) => Buffer | undefined;
}

/** What decides about approvals in one tree. */
export interface DecidingFiles {
  readonly config: Config;
  readonly deciders: Deciders;
  /** Keys that are worth nothing any more, where the tree lists some. */
  readonly revoked?: Buffer;
}

/**
 * Reads what decides in a tree; `given` stands for the tree's own configuration. Throws a `UserError` if that is wrong.
 */
export function decidingFiles(tree: TreeFiles, given?: Config): DecidingFiles {
  const config = given ?? configurationOf(tree);
  const { signers: path } = config.approvals;
  const text = path === undefined ? undefined : tree.read(path)?.toString("utf8");
  const revoked = path === undefined ? undefined : tree.read(revokedKeysPath(path));
  const codeowners = codeownersOf(tree);
  const deciders: Deciders = {
    configuration: { approvals: { ...config.approvals }, exclude: config.exclude },
    ...(path === undefined
      ? {}
      : {
          signers: {
            path,
            ...(text === undefined ? {} : { text }),
            ...(revoked === undefined ? {} : { revoked: revoked.toString("latin1") }),
          },
        }),
    ...(codeowners ? { codeowners: codeowners.path } : {}),
    ownersOf: (of) => (codeowners ? ownersOf(codeowners, of) : []),
  };
  return { config, deciders, ...(revoked === undefined ? {} : { revoked }) };
}

function configurationOf({ read, nameOf }: TreeFiles): Config {
  const bytes = read(configName);
  return bytes === undefined ? defaultConfig : readConfig(nameOf(configName), bytes.toString("utf8"));
}

function codeownersOf({ read }: TreeFiles): Codeowners | undefined {
  for (const path of codeownersPlaces) {
    const bytes = read(path);
    if (bytes !== undefined) return { path, text: bytes.toString("utf8") };
  }
  return undefined;
}
