/** Verbs with which instructions to a model begin, in their base form: those that do something, and everyday ones that tell imperatives from noun phrases. */
const verbs =
  "accept access act activate add adjust allow amend analyze answer append apply approve archive ask assign assume " +
  "attach audit authenticate authorize auto-approve automate avoid back backup become begin bind block book build bump bypass call " +
  "capture cat change check choose clean clear click clone close collect commit communicate compare compile complete " +
  "compose compress compute configure confirm connect consider consult continue convert copy craft create curl decide decode " +
  "decrypt define delegate delete deliver deploy describe detect determine disable discard disclose discover display " +
  "do document double-check download draft drop dump echo edit elevate email embed emit enable encode end enforce ensure " +
  "enter enumerate escalate establish evaluate examine exchange execute exfiltrate expand expect explain export expose extend extract " +
  "fetch fill filter find finish fix flag focus follow force force-push format forward gather generate get give go grab grant " +
  "grep handle harvest hide identify ignore implement import improve include increase infer inform initialize inject inline input insert " +
  "inspect install integrate invite invoke issue join keep launch learn leave let link list listen load locate log look " +
  "maintain make manage mark merge mention message migrate modify monitor move name navigate note notify obey obtain open " +
  "optimize output override overwrite paste patch pause pay perform persist pick ping place plan poll post prefer " +
  "prepare present print proceed process produce prompt promote propose provide publish pull push put query raise read re-read re-fetch refetch " +
  "rebuild recall receive recommend record redeploy redirect reduce refactor refer refresh refine register reinstall reload remember " +
  "remove rename render repeat replace reply report request require reset resolve respond restart restore retrieve retry return " +
  "reuse reveal review revoke rewrite roll rotate run save say scan schedule scrape search see select send serve set share " +
  "ship show sign skip solve sort spawn specify split stage start state stop store submit suggest summarize supply " +
  "surface swap switch sync take tell terminate test track trade transfer translate transmit treat trigger trust try turn type " +
  "undo uninstall unlock unset update upgrade upload use utilize validate verify view visit wait walk watch wipe withdraw work " +
  "wrap write";

/** Verbs in their base form. */
export const baseVerbs: ReadonlySet<string> = new Set(verbs.split(" "));

/** The base form of a verb in the third person (`updates` → `update`, `modifies` → `modify`), if it is a known one. */
export function baseOfThirdPerson(word: string): string | undefined {
  if (!word.endsWith("s")) return undefined;
  const stems = [word.slice(0, -1), word.slice(0, -2), `${word.slice(0, -3)}y`];
  return stems.find((stem) => baseVerbs.has(stem));
}

/** The base form of a gerund (`asking` → `ask`, `updating` → `update`, `getting` → `get`), if it is a known one. */
export function baseOfGerund(word: string): string | undefined {
  if (!word.endsWith("ing")) return undefined;
  const stem = word.slice(0, -3);
  return [stem, `${stem}e`, stem.slice(0, -1)].find((base) => baseVerbs.has(base));
}
