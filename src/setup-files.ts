import type { RepoPath } from "#model/location.ts";

/** A file that a repository needs to use Countersign, and what it is for. */
export interface SetupFile {
  readonly path: RepoPath;
  readonly purpose: string;
  readonly text: string;
  /** What to look for in a file that is there already, to see that nothing has to be added. */
  readonly marker: string;
}

/** The files of a repository that checks itself: configuration, workflow, hooks, and who must agree. */
export function setupFiles(version: string): readonly SetupFile[] {
  return [configuration, workflow(version), preCommit(version), agentHook, codeowners];
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

function workflow(version: string): SetupFile {
  const run = `npx --yes countersign@${version}`;
  return {
    path: ".github/workflows/countersign.yml",
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
      - run: ${run} scan --format sarif=countersign.sarif --format github --fail-on never
      - uses: github/codeql-action/upload-sarif@v3
        # A pull request from a fork may not upload; the annotations are there all the same.
        if: github.event_name != 'pull_request' || github.event.pull_request.head.repo.fork == false
        with:
          sarif_file: countersign.sarif
      - run: ${run} diff "$BASE" --format markdown >> "$GITHUB_STEP_SUMMARY"
        if: github.event_name == 'pull_request'
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
      - run: ${run} verify --base "$BASE"
        env:
          BASE: \${{ github.event.pull_request.base.sha || github.sha }}
`,
  };
}

function preCommit(version: string): SetupFile {
  return {
    path: ".pre-commit-config.yaml",
    purpose: "scans before each commit",
    marker: "countersign",
    text: `repos:
  - repo: local
    hooks:
      - id: countersign
        name: countersign
        entry: countersign scan
        language: node
        additional_dependencies: ["countersign@${version}"]
        pass_filenames: false
`,
  };
}

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
            hooks: [{ type: "command", command: "npx --no-install countersign hook claude-code" }],
          },
        ],
      },
    },
    undefined,
    2,
  )}
`,
};

const codeowners: SetupFile = {
  path: ".github/CODEOWNERS",
  purpose: "who must review approvals, and what checks and decides them; put your team in place of @OWNER",
  marker: "/.countersign/",
  text: `# Whoever reviews an approval countersigns it.
/.countersign/ @OWNER
/countersign.yaml @OWNER
/.github/workflows/countersign.yml @OWNER
/.github/CODEOWNERS @OWNER
`,
};
