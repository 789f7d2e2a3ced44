import { filled, type Filled } from "#artifact/command-fill.ts";
import { matchesOf, type CommandMatch } from "#artifact/command-model.ts";
import { askedCommands, counterexamples, stoppedCommands, warnedCommands } from "#artifact/command-warnings.ts";
import { commandLines, type CommandLine, feedsOf, readersOf, type Word } from "#artifact/command-words.ts";
import { installsItself } from "#artifact/installed-name.ts";
import { launchOf } from "#artifact/launch.ts";
import { onlyAsks } from "#artifact/command-output.ts";
import { controlledPart } from "#artifact/command-pattern.ts";
import { excerpt } from "#artifact/subject.ts";
import { maskCommand } from "#secrets/command-text.ts";
import type { Recorder, TextOwner } from "#model/artifact.ts";
import type { Document, Node } from "#model/document.ts";
import { embeddingOf } from "#model/embedding.ts";
import type { Confidence, FactKind, FactValues } from "#model/fact.ts";
import type { CommandModel } from "#model/knowledge.ts";

/**
 * Records the facts that the commands of a shell document are: those that the rows of `rules/models/commands.yaml`
 * name, packages that are fetched and run, and writes to an agent's control plane by redirection. What a text shows as
 * what must not be run is none, nor is what names no repository yet.
 */
export function commandFacts(
  document: Document,
  owner: TextOwner,
  models: readonly CommandModel[],
  record: Recorder,
): void {
  const warned = warnedCommands(document);
  const isCounterexample = counterexamples(document);
  const isStopped = stoppedCommands(document);
  const asked = {
    deploy: askedCommands(document, /\b(?:deploy|publish|releas|push|roll|appl(?:y|ies))/i),
    publish: askedCommands(document, /\b(?:publish|releas)/i),
  };
  const lines = commandLines(document);
  const feeds = feedsOf(lines);
  for (const line of lines) {
    if (isCounterexample(line.node) || has(noRepository, line.node, document)) continue;
    const place = {
      document,
      owner,
      record,
      warned: warned(line.node) || isStopped(line) || has(templateWord, line.node, document),
      asked: { deploy: asked.deploy(line.node), publish: asked.publish(line.node) },
    };
    for (const match of matchesOf(line, models)) modelFact(match, line, place, readersOf(line, feeds));
    launchFact(line, place);
    for (const redirect of line.redirects) redirectFact(redirect.operator, redirect.word, line, place);
    scriptWords(line, place);
  }
}

/** Words that stand for what is to be put there: a command with one shows how, and does nothing as it stands. */
const templateWord = /(?:^|\s)(?:\{\}|\.{3}|…)(?:\s|$)/;

/** A repository that is nobody's: what would be fetched from it is for the reader to name. */
const noRepository =
  /[/:](?:user|username|owner|org|you|your[-_]\w{1,20})\/(?:repo|repository|project|your[-_]\w{1,20})\b/i;

function has(word: RegExp, { start, end }: Node, document: Document): boolean {
  return word.test(document.text.slice(start, Math.min(end, start + 1000)));
}

interface ShellPlace {
  readonly document: Document;
  readonly owner: TextOwner;
  readonly record: Recorder;
  /** Holds if the command is shown rather than asked for: it is told, with low confidence. */
  readonly warned: boolean;
  /** Holds if a person is asked before the command runs, as one that deploys or publishes something. */
  readonly asked: Readonly<Record<"deploy" | "publish", boolean>>;
}

function factOf<Kind extends FactKind>(
  kind: Kind,
  key: string,
  value: FactValues[Kind],
  { at, place, confidence }: { readonly at: Node; readonly place: ShellPlace; readonly confidence: Confidence },
): void {
  const { anchor, owner } = place.owner;
  place.record.fact({
    kind,
    anchor,
    key,
    value,
    at,
    in: place.document,
    confidence: place.warned ? "low" : confidence,
    origin: "code",
    ...(owner === undefined ? {} : { owner }),
  });
}

function modelFact(match: CommandMatch, line: CommandLine, place: ShellPlace, readers: readonly CommandLine[]): void {
  const { kind } = match.model.fact;
  const { key, value, open } = filled(match, line, place.document.text);
  if (kind === "credential" && !match.other && onlyAsks(line, value, readers)) return;
  // Whom and what a command names by a variable is decided when it runs.
  const decided = kind === "grant" && open ? { ...value, decision: "runtime" } : withAsking(value, place);
  const at = match.other ? joinedNode(match.other.node, line.node) : line.node;
  const confidence = isOwnInstall(match, value, place) ? "medium" : "high";
  factOf(kind, key, decided as unknown as FactValues[typeof kind], { at, place, confidence });
}

function withAsking(value: Filled["value"], { asked }: ShellPlace): Filled["value"] {
  const { effect } = value;
  return (effect === "deploy" || effect === "publish") && asked[effect] ? { ...value, asked: true } : value;
}

/** A text that shows how it is installed: whoever reads it has it, and seldom runs the command again. */
function isOwnInstall({ rest }: CommandMatch, value: Filled["value"], { owner, document }: ShellPlace): boolean {
  const { effect, target } = value;
  return effect === "self-modify" && target === "skill" && installsItself(rest, owner.anchor, document.path);
}

/** A node that spans both commands of a pipe. */
function joinedNode(first: Node, second: Node): Node {
  return {
    kind: "command",
    start: Math.min(first.start, second.start),
    end: Math.max(first.end, second.end),
    children: [],
  };
}

/** The command as a report shows it: credentials are masked before it is cut, since a cut could part one from its quote. */
function shown({ start, end }: Node, { document }: ShellPlace): string {
  return excerpt(maskCommand(document.text.slice(start, end)));
}

/** Runners that look into the project first: what they run is fetched only if it is not there. */
const localFirst: ReadonlySet<string> = new Set(["npx", "npm exec", "npm x", "pnpx", "bunx", "bun x"]);

/** A package that is fetched and run in whatever version there is then. */
function launchFact(line: CommandLine, place: ShellPlace): void {
  const words = line.words.map(({ text }) => text);
  const launch = launchOf(words);
  if (!launch?.package || launch.pinned !== false || /^(docker|podman|nerdctl)/.test(launch.runner)) return;
  const asked = words.some((word) => /^(-y|--yes|-p|--package(=.*)?)$/.test(word)) || launch.version !== undefined;
  factOf(
    "effect",
    `exec:${launch.package}`,
    {
      effect: "exec",
      target: launch.package,
      detail: shown(line.node, place),
      remote: true,
    },
    { at: line.node, place, confidence: localFirst.has(launch.runner) && !asked ? "low" : "high" },
  );
}

function redirectFact(operator: string, { text, node }: Word, line: CommandLine, place: ShellPlace): void {
  if (!/>/.test(operator) || operator === "<>") return;
  const target = controlledPart(text);
  if (target === undefined) return;
  const detail = shown(line.node, place);
  factOf(
    "effect",
    `self-modify:${target}`,
    { effect: "self-modify", target, detail },
    { at: node, place, confidence: "high" },
  );
}

const shells: ReadonlySet<string> = new Set(["bash", "sh", "zsh", "dash", "ksh", "ash"]);

/** What stands in a word and is run as a text of its own: `sh -c '…'`, `eval '…'`, a here-document for a shell. */
function scriptWords({ program, run, redirects }: CommandLine, { document, owner, record }: ShellPlace): void {
  const embed = (node: Node) => record.embed(embeddingOf(document, node, "bash"), owner, document);
  if (shells.has(program)) {
    const flag = run.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
    const script = flag < 0 ? undefined : run[flag + 1];
    if (script?.known) embed(script.node);
    for (const { operator, word } of redirects) if (operator === "heredoc") embed(word.node);
  } else if (program === "eval" && run[1]?.known) embed(run[1].node);
}
