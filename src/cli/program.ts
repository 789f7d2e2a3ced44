import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { exitCodes, type ExitCode } from "#cli/exit-code.ts";
import { colorWords, openTerminal, tellMistake, type ColorWord } from "#cli/terminal.ts";
import { failOnWords, profiles } from "#cli/words.ts";
import { confidences, severities } from "#model/finding.ts";
import { nearest, UserError } from "#model/user-error.ts";
import { isDate } from "#rule/inline-ignore.ts";
import type { CommonFlags } from "#cli/verb.ts";
import type { verbs } from "#cli/verbs.ts";

/** Runs the verb that `argv` names and returns the exit code. Every mistake of the user's becomes one message here. */
export async function run(argv: readonly string[], version: string): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.clean;
  const [words, paths] = argv[0] === "diff" ? splitPaths(argv) : [argv, []];
  const program = programOf(version, (verb) => async (...given: unknown[]) => {
    const command = given.at(-1) as Command;
    const flags = command.optsWithGlobals<CommonFlags>();
    const terminal = openTerminal((flags.color as ColorWord | undefined) ?? "auto", flags.quiet === true, argv);
    const loaded = await import("#cli/verbs.ts");
    exitCode = await loaded.verbs[verb]({ arguments: command.args, paths, flags: { ...flags }, terminal, version });
  });
  try {
    await program.parseAsync(words, { from: "user" });
    return exitCode;
  } catch (error) {
    return explainFailure(error, argv);
  }
}

/** What stands before `--`, and the paths behind it. */
function splitPaths(argv: readonly string[]): readonly [readonly string[], readonly string[]] {
  const end = argv.indexOf("--");
  return end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
}

function explainFailure(error: unknown, argv: readonly string[]): ExitCode {
  const terminal = openTerminal("auto", false, argv);
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  if (error instanceof UserError) {
    tellMistake(error, terminal);
    return exitCodes.usage;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  terminal.error(`error: this is a bug of Countersign, please report it: ${message}`);
  for (const line of (stack ?? "").split("\n").slice(1, 6)) terminal.error(line.replace(/\(?file:\/\/.*\//, "("));
  return exitCodes.bug;
}

type Action = (verb: keyof typeof verbs) => (...given: unknown[]) => Promise<void>;

function programOf(version: string, action: Action): Command {
  const program = new Command("countersign")
    .description(
      "Reads the identity logic in what coding agents produce: who acts, with which credential, what may start it, what must say yes first, and what it can change about itself.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [verb]", "this help, or that of a verb")
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
    .exitOverride();
  for (const command of commandsOf(action)) program.addCommand(command);
  program.on("command:*", ([name]: string[]) => {
    const near = nearest(
      name ?? "",
      program.commands.map((command) => command.name()),
    );
    throw new UserError(
      `'${name}' is no verb of countersign`,
      near === undefined ? {} : { suggestion: `Did you mean '${near}'?` },
    );
  });
  return program;
}

/** The verbs, in the order of the help. */
function commandsOf(action: Action): readonly Command[] {
  return [
    scanCommand(action),
    inventoryCommand(action),
    diffCommand(action),
    common(new Command("why").description("the paths of direct edges from one fact to another, hop by hop"))
      .argument("<from>", "a fact: its id, its name, or a word of it, such as issue_comment")
      .argument("<to>", "what it may reach, named the same way, such as github")
      .argument("[path]", "the tree", ".")
      .option("--config <file>", "the configuration, instead of countersign.yaml at the root")
      .option("--no-config", "no configuration")
      .option("--allow-partial", "exit 0 even where a file with a role could not be analysed")
      .action(action("why")),
    approveCommand(action),
    verifyCommand(action),
    common(new Command("hook").description("answers a coding agent that announces an edit, on standard input"))
      .argument("<agent>", "claude-code")
      .action(action("hook")),
    common(
      new Command("init").description("the files with which a repository checks itself: shown, and never overwritten"),
    )
      .option("--write", "write those that are not there")
      .option("--from <owner/repository@commit>", "where the workflow gets Countersign from; without it there is none")
      .action(action("init")),
    common(new Command("explain").description("the page of a rule, or of an id of a standard"))
      .argument("<rule>", "a rule id, or a shorthand such as NHI-03")
      .option("--rules <path>", ownRules, collect)
      .action(action("explain")),
    common(new Command("rules").description("all rules"))
      .option("--rules <path>", ownRules, collect)
      .addOption(new Option("--format <format>", "table or json").choices(["table", "json"]).default("table"))
      .addOption(
        new Option("--export <notation>", "the portable rules as one file that Semgrep and Opengrep run")
          .choices(["semgrep"])
          .conflicts("format"),
      )
      .action(action("rules")),
    common(new Command("test").description("whether rules find what the files beside them announce, and nothing else"))
      .argument("[path]", "a file of rules, or a folder with some", ".")
      .action(action("test")),
  ];
}

const ownRules = "a file or folder with more rules in Semgrep's notation; repeatable";

function scanCommand(action: Action): Command {
  return tree(common(new Command("scan").description("findings over files or folders")))
    .option("--format <format[=file]>", "pretty, agent, sarif, json, github or html; repeatable", collect)
    .addOption(
      new Option(
        "--profile <profile>",
        "what is shown: what stops a change, what a reviewer looks at, or all (default: gate)",
      ).choices(profiles),
    )
    .addOption(
      new Option("--severity <severity>", "show this severity and graver, whatever the profile").choices(severities),
    )
    .addOption(
      new Option("--confidence <confidence>", "show this confidence and surer, whatever the profile").choices(
        confidences,
      ),
    )
    .addOption(
      new Option("--fail-on <severity>", "exit 1 from this severity on, and show it (default: high)").choices(
        failOnWords,
      ),
    )
    .option("--rules <path>", ownRules, collect)
    .option("--only <rule>", "only these rules; repeatable", collect)
    .option("--skip <rule>", "not these rules; repeatable", collect)
    .option("--now <date>", "the day that counts as today for expiry", parseDay)
    .option("--show-suppressed", "show what ignores cover, with the reason")
    .option("--base <rev>", "with approvals in the tree: what drift is judged against (default: the default branch)")
    .option("--sarif-category <category>", "the category of a code scanning upload")
    .action(action("scan"));
}

function inventoryCommand(action: Action): Command {
  return tree(
    common(
      new Command("inventory").description(
        "what the tree encodes: agents, triggers, tools, credentials, grants, gates",
      ),
    ),
  )
    .option("--format <format[=file]>", "table, json, html or mermaid; repeatable", collect)
    .action(action("inventory"));
}

function approveCommand(action: Action): Command {
  return change(
    common(new Command("approve").description("agrees to changes of the identity surface, in a file to be committed")),
  )
    .argument("[id...]", "entries, as `verify` and `inventory` name them (default: all that needs agreement)")
    .option("--reason <text>", "why; required")
    .option(
      "--by <name>",
      "who agrees; with --sign the name in the list of signers (default: your own user.email of git's, not the repository's)",
    )
    .option("--expires <date>", "the day from which it no longer counts", parseDay)
    .option("--adopt", "takes over what base has and no approval names: recorded as adopted, unreviewed")
    .option("--sign <key>", "signs with this SSH key, or the agent's key of this public one")
    .option("--allow-agent", "approve although a coding agent runs the command")
    .action(action("approve"));
}

function verifyCommand(action: Action): Command {
  return change(
    common(new Command("verify").description("whether somebody agreed to what this change does to identities")),
  )
    .option("--warn-days <n>", "tell of approvals that expire within so many days (default: 14)", parseWholeNumber)
    .option("--format <format[=file]>", "pretty, agent, sarif, json, github or html; repeatable", collect)
    .option("--sarif-category <category>", "the category of a code scanning upload")
    .option("--allow-partial", "exit 0 even where a file with a role could not be analysed")
    .action(action("verify"));
}

/** The flags of verbs that judge a change. */
function change(command: Command): Command {
  return command
    .option("--base <rev>", "what the change is made to (default: the default branch)")
    .option("--config <file>", "the configuration, instead of countersign.yaml at base")
    .option("--no-config", "no configuration")
    .option("--now <date>", "the day that counts as today for expiry", parseDay)
    .option("--jobs <n>", "threads (default: by the size of the tree)", parseCount)
    .option("--max-file-size <bytes>", "larger files are told as a problem (default: 1048576)", parseCount)
    .option("--timeout <seconds>", "end after this time (default: 600)", parseCount);
}

function diffCommand(action: Action): Command {
  return limits(
    common(
      new Command("diff")
        .description("what a change lets agents do that they could not do before, and who wrote it")
        .usage("[options] [base] [head] [-- path...]")
        .argument("[base]", "a revision (default: where HEAD parted from the default branch); also BASE...HEAD")
        .argument("[head]", "a revision (default: the work tree)"),
    ),
  )
    .option("--format <format[=file]>", "pretty, json or markdown; repeatable", collect)
    .option("--exit-code", "exit 1 if anything changed")
    .option("--now <date>", "the day that counts as today for expiry", parseDay)
    .action(action("diff"));
}

function common(command: Command): Command {
  return command
    .addOption(new Option("--color <when>", "when to use colour").choices(colorWords).default("auto"))
    .option("--quiet", "print results and mistakes only")
    .helpOption("-h, --help", "print this help")
    .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
    .exitOverride();
}

function tree(command: Command): Command {
  return limits(
    command
      .argument("[path...]", "files or folders (default: .)")
      .option("--user", "the places in the home folder where agents keep settings, skills and servers")
      .option("--rev <revision>", "read this revision from git, without a checkout")
      .option("--cache <folder>", "keep here what is found out about files, for the next scan"),
  );
}

function limits(command: Command): Command {
  return command
    .option("--config <file>", "the configuration, instead of countersign.yaml at the root")
    .option("--no-config", "no configuration")
    .option("--jobs <n>", "threads (default: by the size of the tree)", parseCount)
    .option("--max-file-size <bytes>", "larger files are told as a problem (default: 1048576)", parseCount)
    .option("--timeout <seconds>", "end the scan after this time (default: 600)", parseCount)
    .option("--allow-partial", "exit 0 or 1 even where a file with a role could not be analysed");
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function parseDay(value: string): string {
  if (!isDate(value)) throw new InvalidArgumentError("A day is written 2027-01-31.");
  return value;
}

function parseWholeNumber(value: string): number {
  return value === "0" ? 0 : parseCount(value);
}

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError("A whole number from 1 on is expected.");
  return count;
}
