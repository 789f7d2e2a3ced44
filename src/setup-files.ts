import type { RepoPath } from "#model/location.ts";

/** A file that a repository needs to use Countersign, and what it is for. */
export interface SetupFile {
  readonly path: RepoPath;
  readonly purpose: string;
  readonly text: string;
  /** What to look for in a file that is there already, to see that nothing has to be added. */
  readonly marker: string;
}

/** What the files say that differs from one repository to another. */
export interface SetupChoice {
  /** Where the workflow gets the tool from, `owner/repository@commit`; without it there is no workflow. */
  readonly source?: string;
  /** The CODEOWNERS file that counts. */
  readonly codeowners: RepoPath;
}

/** The path of the workflow. */
export const workflowPath: RepoPath = ".github/workflows/countersign.yml";

/**
 * The files of a repository that checks itself: configuration, workflow, hooks, and who must agree. None of them takes
 * the tool from a registry of packages by its name: the hooks run the command that is installed.
 */
export function setupFiles({ source, codeowners }: SetupChoice): readonly SetupFile[] {
  return [
    configuration,
    ...(source === undefined ? [] : [workflow(source)]),
    preCommit,
    agentHook,
    ownership(codeowners),
  ];
}

const configuration: SetupFile = {
  path: "countersign.yaml",
  purpose: "the configuration",
  marker: "failOn",
  text: `# Countersign: see \`countersign --help\`. Unknown keys are errors.
failOn: high
exclude: []
`,
};

function workflow(source: string): SetupFile {
  return {
    path: workflowPath,
    purpose: "scans pull requests, says what they change, and verifies the default branch once a week",
    marker: "countersign",
    text: `name: Countersign
on:
  pull_request:
  schedule:
    - cron: "17 5 * * 1"
permissions:
  contents: read
  security-events: write
  # For the comment that says what a change lets agents do.
  pull-requests: write
jobs:
  countersign:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # What a change does is judged against its base.
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - uses: ${source}
        with:
          base: \${{ github.event.pull_request.base.sha || github.sha }}
`,
  };
}

const preCommit: SetupFile = {
  path: ".pre-commit-config.yaml",
  purpose: "scans before each commit, with the countersign that is installed",
  marker: "countersign",
  text: `repos:
  - repo: local
    hooks:
      - id: countersign
        name: countersign
        entry: countersign scan
        language: system
        pass_filenames: false
`,
};

const agentHook: SetupFile = {
  path: ".claude/settings.json",
  purpose: "asks you when an agent's edit widens what agents may do",
  marker: "countersign hook claude-code",
  text: `${JSON.stringify(
    {
      hooks: {
        PreToolUse: [
          {
            matcher: "Edit|MultiEdit|Write|NotebookEdit",
            hooks: [{ type: "command", command: "countersign hook claude-code" }],
          },
        ],
      },
    },
    undefined,
    2,
  )}
`,
};

function ownership(path: RepoPath): SetupFile {
  return {
    path,
    purpose: "who must review approvals, and what checks and decides them; put your team in place of @OWNER",
    marker: "/.countersign/",
    text: `# Whoever reviews an approval countersigns it.
/.countersign/ @OWNER
/countersign.yaml @OWNER
/${workflowPath} @OWNER
/${path} @OWNER
`,
  };
}
