import { compareText } from "#model/location.ts";
import { linkedOf, type Tree } from "../access/tools-of.ts";

/** What tools and triggers of a tree reach: `deploy reaches exec:deploy-cli`. */
export async function reachOf(tree: Tree): Promise<string[]> {
  const manifests = {
    "package.json": '{ "name": "ops-server" }',
    "pyproject.toml": '[project]\nname = "ops-server"\n',
  };
  const { edges } = await linkedOf({ ...manifests, ...tree });
  const own = edges.filter(({ from, relation }) => /^(?:tool|trigger):/.test(from) && relation !== "triggers");
  const texts = own.map(({ from, relation, to }) => `${keyOf(from)} ${relation} ${keyOf(to)}`);
  return [...new Set(texts)].sort(compareText);
}

function keyOf(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}
