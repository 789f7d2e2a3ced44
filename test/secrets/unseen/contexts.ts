import type { Draw } from "./draw.ts";
import type { Format } from "./formats.ts";

/** What a spelling may use: the format, one value of it, and names derived from the format. */
export interface Subject {
  readonly format: Format;
  readonly value: string;
  /** The vendor as one word: `openai`. */
  readonly vendor: string;
  /** The vendor as a class: `OpenAI` would be `Openai`. */
  readonly type: string;
  /** The header line with the value in it. */
  readonly header: string;
  /** The header's name. */
  readonly headerName: string;
  /** The header's value. */
  readonly headerValue: string;
  readonly draw: Draw;
}

/** A file as a spelling writes it. */
export interface Spelled {
  readonly path: string;
  readonly text: string;
}

/** One way to write a secret in a context. */
export interface Spelling {
  readonly name: string;
  /** Nothing beside the value says whose it is: only for formats that tell by themselves. */
  readonly mute?: true;
  readonly write: (subject: Subject) => Spelled;
}

export const contexts = ["dotenv", "mcp-env", "mcp-args", "skill-curl", "typescript", "python"] as const;
export type Context = (typeof contexts)[number];

export function subjectOf(format: Format, value: string, draw: Draw): Subject {
  const vendor = format.providers[0].replace(/[^a-z0-9]/g, "");
  const header = format.header.replace("%", value);
  const colon = header.indexOf(": ");
  return {
    format,
    value,
    vendor,
    type: vendor[0]!.toUpperCase() + vendor.slice(1),
    header,
    headerName: header.slice(0, colon),
    headerValue: header.slice(colon + 2),
    draw,
  };
}

const spelling = (name: string, path: string, text: (subject: Subject) => string, mute = false): Spelling => ({
  name,
  ...(mute ? { mute: true as const } : {}),
  write: (subject) => ({ path, text: text(subject) }),
});

const env = (line: (subject: Subject) => string) => (subject: Subject) =>
  `# Local settings, copied from .env.example\nNODE_ENV=production\nPORT=8080\n${line(subject)}\nLOG_LEVEL=info\nPUBLIC_URL=https://app.northwind.dev\n`;

const dotenv: readonly Spelling[] = [
  spelling(
    "plain",
    ".env",
    env(({ format, value }) => `${format.env}=${value}`),
  ),
  spelling(
    "double quotes",
    ".env.local",
    env(({ format, value }) => `${format.env}="${value}"`),
  ),
  spelling(
    "export, single quotes",
    "deploy/prod.env",
    env(({ format, value }) => `export ${format.env}='${value}'`),
  ),
  spelling(
    "spaces and comment",
    ".env.production",
    env(({ format, value }) => `${format.env} = ${value}  # rotate in March`),
  ),
  spelling(
    "longer name",
    "apps/api/.env",
    env(({ format, value }) => `PROD_${format.env}=${value}`),
  ),
  spelling(
    "name says nothing",
    ".env",
    env(({ value }) => `VALUE_2=${value}`),
    true,
  ),
  spelling(
    "lower case",
    "config/agent.env",
    env(({ format, value }) => `${format.env.toLowerCase()}=${value}`),
  ),
  spelling("CRLF", ".env", (subject) =>
    env(({ format, value }) => `${format.env}=${value}`)(subject).replaceAll("\n", "\r\n"),
  ),
  spelling(
    "commented out",
    ".env.backup",
    env(({ format, value }) => `# ${format.env}=${value}`),
  ),
  spelling(
    "compose list",
    "docker-compose.yml",
    ({ format, value }) =>
      `services:\n  agent:\n    image: northwind/agent:1.4\n    ports:\n      - "8080:8080"\n    environment:\n      - NODE_ENV=production\n      - ${format.env}=${value}\n    restart: unless-stopped\n`,
  ),
  spelling(
    "compose map",
    "compose.yaml",
    ({ format, value }) =>
      `services:\n  agent:\n    image: northwind/agent:1.4\n    environment:\n      NODE_ENV: production\n      ${format.env}: ${value.startsWith("FlyV1") ? JSON.stringify(value) : value}\n`,
  ),
  spelling(
    "Kubernetes",
    "deploy/agent.yaml",
    ({ format, value }) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: agent\nspec:\n  template:\n    spec:\n      containers:\n        - name: agent\n          image: northwind/agent:1.4\n          env:\n            - name: LOG_LEVEL\n              value: info\n            - name: ${format.env}\n              value: "${value}"\n`,
  ),
  spelling(
    "shell script",
    "scripts/start.sh",
    ({ format, value }) =>
      `#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")/.."\nexport ${format.env}="${value}"\nexec node dist/server.js --port 8080\n`,
  ),
  spelling(
    "command prefix",
    "scripts/nightly.sh",
    ({ format, value }) =>
      `#!/bin/sh\n# runs from cron\n${format.env}=${value.includes(" ") ? `'${value}'` : value} /usr/local/bin/agent run nightly >> /var/log/agent.log 2>&1\n`,
  ),
  spelling(
    "Dockerfile",
    "Dockerfile",
    ({ format, value }) =>
      `FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nENV ${format.env}="${value}"\nCMD ["node", "dist/server.js"]\n`,
  ),
  spelling(
    "workflow",
    ".github/workflows/agent.yml",
    ({ format, value }) =>
      `name: agent\non:\n  push:\n    branches: [main]\njobs:\n  run:\n    runs-on: ubuntu-latest\n    env:\n      ${format.env}: "${value}"\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm ci && npm run agent\n`,
  ),
  spelling(
    "systemd",
    "deploy/agent.service",
    ({ format, value }) =>
      `[Unit]\nDescription=Agent\n\n[Service]\nEnvironment="${format.env}=${value}"\nExecStart=/usr/bin/node /srv/agent/dist/server.js\nRestart=always\n`,
  ),
  spelling(
    "PowerShell",
    "scripts/start.ps1",
    ({ format, value }) => `Set-Location $PSScriptRoot\n$env:${format.env} = "${value}"\nnode dist/server.js\n`,
  ),
];

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const mcpServer = (subject: Subject, variables: Record<string, string>) => ({
  command: "npx",
  args: ["-y", `${subject.vendor}-mcp@1.2.0`],
  env: variables,
});
const mcpFile = (subject: Subject, variables: Record<string, string>) =>
  json({
    mcpServers: {
      filesystem: { command: "npx", args: ["-y", "@modelcontextprotocol/server-filesystem", "."] },
      [subject.vendor]: mcpServer(subject, variables),
    },
  });

const mcpEnv: readonly Spelling[] = [
  spelling("project", ".mcp.json", (subject) =>
    mcpFile(subject, { LOG_LEVEL: "error", [subject.format.env]: subject.value }),
  ),
  spelling("desktop", "claude_desktop_config.json", (subject) =>
    mcpFile(subject, { [subject.format.env]: subject.value }),
  ),
  spelling("one line", ".cursor/mcp.json", (subject) =>
    JSON.stringify(JSON.parse(mcpFile(subject, { [subject.format.env]: subject.value }))),
  ),
  spelling(
    "VS Code with comments",
    ".vscode/mcp.json",
    ({ vendor, format, value }) =>
      `{\n  // servers of the team\n  "servers": {\n    "${vendor}": {\n      "type": "stdio",\n      "command": "uvx",\n      "args": ["${vendor}-mcp"],\n      "env": {\n        "${format.env}": "${value}", // mine\n      },\n    },\n  },\n}\n`,
  ),
  spelling("Gemini settings", ".gemini/settings.json", (subject) =>
    json({
      theme: "GitHub",
      mcpServers: { [subject.vendor]: { ...mcpServer(subject, { [subject.format.env]: subject.value }), trust: true } },
    }),
  ),
  spelling("opencode", "opencode.json", ({ vendor, format, value }) =>
    json({
      $schema: "https://opencode.ai/config.json",
      mcp: {
        [vendor]: { type: "local", command: ["npx", "-y", `${vendor}-mcp`], environment: { [format.env]: value } },
      },
    }),
  ),
  spelling(
    "Codex TOML",
    ".codex/config.toml",
    ({ vendor, format, value }) =>
      `model = "gpt-5-codex"\n\n[mcp_servers.${vendor}]\ncommand = "npx"\nargs = ["-y", "${vendor}-mcp"]\n\n[mcp_servers.${vendor}.env]\n${format.env} = "${value}"\n`,
  ),
  spelling(
    "Codex inline table",
    ".codex/config.toml",
    ({ vendor, format, value }) =>
      `[mcp_servers.${vendor}]\ncommand = "npx"\nargs = ["-y", "${vendor}-mcp"]\nenv = { "${format.env}" = '${value}' }\n`,
  ),
  spelling("name says nothing", ".mcp.json", (subject) => mcpFile(subject, { VALUE: subject.value }), true),
  spelling("apiKey", "openclaw.json", ({ vendor, format, value }) =>
    json({
      skills: {
        entries: {
          [vendor]: { enabled: true, apiKey: value, env: { [`${format.env}_HOST`]: `https://${format.host}` } },
        },
      },
    }),
  ),
  spelling("Zed", ".zed/settings.json", ({ vendor, format, value }) =>
    json({
      context_servers: {
        [vendor]: { command: { path: "npx", args: ["-y", `${vendor}-mcp`], env: { [format.env]: value } } },
      },
    }),
  ),
  spelling(
    "quoted in Markdown",
    "docs/setup.md",
    (subject) =>
      `# Setup\n\nAdd this to your client's configuration:\n\n\`\`\`json\n${mcpFile(subject, { [subject.format.env]: subject.value })}\`\`\`\n\nThen restart the client.\n`,
  ),
  spelling(
    "add command",
    "README.md",
    ({ vendor, format, value }) =>
      `# Agent\n\n\`\`\`bash\nclaude mcp add ${vendor} -e ${format.env}="${value}" -- npx -y ${vendor}-mcp\n\`\`\`\n`,
  ),
  spelling("settings env", ".claude/settings.local.json", ({ format, value }) =>
    json({ permissions: { allow: ["Bash(npm test)"] }, env: { [format.env]: value } }),
  ),
  spelling(
    "YAML",
    "config/mcp.yaml",
    ({ vendor, format, value }) =>
      `mcpServers:\n  - name: ${vendor}\n    command: npx\n    args: ["-y", "${vendor}-mcp"]\n    env:\n      ${format.env}: "${value}"\n`,
  ),
];

const remote = (subject: Subject, args: readonly string[]) =>
  json({
    mcpServers: {
      [subject.vendor]: { command: "npx", args: ["-y", "mcp-remote", `https://${subject.format.host}/mcp`, ...args] },
    },
  });
const flagged = (subject: Subject, args: readonly string[]) =>
  json({
    mcpServers: { [subject.vendor]: { command: "npx", args: ["-y", `@${subject.vendor}/mcp-server`, ...args] } },
  });

const mcpArgs: readonly Spelling[] = [
  spelling("header, two arguments", ".mcp.json", (subject) => remote(subject, ["--header", subject.header])),
  spelling("header, one argument", ".cursor/mcp.json", (subject) => remote(subject, [`--header=${subject.header}`])),
  spelling("header without space", "claude_desktop_config.json", (subject) =>
    remote(subject, ["--header", subject.header.replace(": ", ":")]),
  ),
  spelling("bearer whatever the vendor", ".mcp.json", (subject) =>
    remote(subject, ["--transport", "http-only", "--header", `Authorization: Bearer ${subject.value}`]),
  ),
  spelling("header in env", ".mcp.json", (subject) =>
    json({
      mcpServers: {
        [subject.vendor]: {
          command: "npx",
          args: [
            "mcp-remote",
            `https://${subject.format.host}/mcp`,
            "--header",
            `${subject.headerName}:\${AUTH_HEADER}`,
          ],
          env: { AUTH_HEADER: subject.headerValue },
        },
      },
    }),
  ),
  spelling("headers object", ".vscode/mcp.json", ({ vendor, format, headerName, headerValue }) =>
    json({
      servers: {
        [vendor]: { type: "http", url: `https://${format.host}/mcp`, headers: { [headerName]: headerValue } },
      },
    }),
  ),
  spelling(
    "http_headers TOML",
    ".codex/config.toml",
    ({ vendor, format, headerName, headerValue }) =>
      `[mcp_servers.${vendor}]\nurl = "https://${format.host}/mcp"\nhttp_headers = { "${headerName}" = "${headerValue}" }\n`,
  ),
  spelling("query", ".mcp.json", ({ vendor, format, value }) =>
    json({ mcpServers: { [vendor]: { url: `https://${format.host}/mcp?api_key=${encodeURIComponent(value)}` } } }),
  ),
  spelling("--api-key", ".mcp.json", (subject) => flagged(subject, ["--api-key", subject.value])),
  spelling("--access-token=", "mcp.json", (subject) =>
    flagged(subject, ["--stdio", `--access-token=${subject.value}`]),
  ),
  spelling("-k", ".cursor/mcp.json", (subject) => flagged(subject, ["-k", subject.value]), true),
  spelling("docker -e", ".mcp.json", ({ vendor, format, value }) =>
    json({
      mcpServers: {
        [vendor]: {
          command: "docker",
          args: ["run", "-i", "--rm", "-e", `${format.env}=${value}`, `ghcr.io/northwind/${vendor}-mcp`],
        },
      },
    }),
  ),
  spelling("shell in shell", ".mcp.json", ({ vendor, format, value }) =>
    json({
      mcpServers: { [vendor]: { command: "bash", args: ["-c", `${format.env}='${value}' npx -y ${vendor}-mcp`] } },
    }),
  ),
  spelling(
    "add command",
    "docs/mcp.md",
    ({ vendor, format, header }) =>
      `## MCP\n\nRun once:\n\n    claude mcp add --transport http ${vendor} https://${format.host}/mcp --header "${header}"\n\nand check with \`claude mcp list\`.\n`,
  ),
  spelling(
    "YAML sequence",
    "config/servers.yaml",
    ({ vendor, format, header }) =>
      `mcp_servers:\n  ${vendor}:\n    command: npx\n    args:\n      - mcp-remote\n      - https://${format.host}/mcp\n      - --header\n      - "${header}"\n`,
  ),
  spelling("one line, escaped", ".claude.json", (subject) =>
    JSON.stringify({
      projects: {
        "/home/dev/app": { mcpServers: JSON.parse(remote(subject, ["--header", subject.header])).mcpServers },
      },
    }),
  ),
];

const skill = (body: string) =>
  `---\nname: fetch-report\ndescription: Fetches the monthly report and says what changed.\n---\n\n# Fetch the report\n\nUse this when somebody asks for the numbers of the month.\n\n${body}\n\n## Notes\n\nThe answer is JSON; keep the field \`total\`.\n`;
const fence = (language: string, code: string) => skill(`\`\`\`${language}\n${code}\n\`\`\``);
const skillPath = ".claude/skills/fetch-report/SKILL.md";

const skillCurl: readonly Spelling[] = [
  spelling("-H double quotes", skillPath, ({ format, header }) =>
    fence("bash", `curl -s https://${format.host}/v1/reports -H "${header}" | jq .total`),
  ),
  spelling("-H single quotes", skillPath, ({ format, header }) =>
    fence(
      "sh",
      `curl -sS -X POST -H 'Content-Type: application/json' -H '${header}' https://${format.host}/v1/reports`,
    ),
  ),
  spelling("continued lines", skillPath, ({ format, header }) =>
    fence(
      "bash",
      `curl https://${format.host}/v1/reports \\\n  --header "Content-Type: application/json" \\\n  --header "${header}" \\\n  --data '{"month": "2026-08"}'`,
    ),
  ),
  spelling("bearer whatever the vendor", skillPath, ({ format, value }) =>
    fence("", `curl -H "Authorization: Bearer ${value}" "https://${format.host}/v1/reports?month=8"`),
  ),
  spelling("variable first", skillPath, ({ format, value }) =>
    fence("bash", `TOKEN="${value}"\ncurl -H "Authorization: Bearer $TOKEN" https://${format.host}/v1/reports`),
  ),
  spelling("named variable", skillPath, ({ format, value }) =>
    fence(
      "bash",
      `export ${format.env}=${value.includes(" ") ? `"${value}"` : value}\ncurl -H "Authorization: Bearer $${format.env}" https://${format.host}/v1/reports`,
    ),
  ),
  spelling("user", skillPath, ({ format, value }) =>
    fence("bash", `curl -u "api:${value}" https://${format.host}/v1/reports`),
  ),
  spelling("user without password", skillPath, ({ format, value }) =>
    fence("bash", `curl https://${format.host}/v1/charges -u ${value.includes(" ") ? `"${value}:"` : `${value}:`}`),
  ),
  spelling("query", skillPath, ({ format, value }) =>
    fence("bash", `curl "https://${format.host}/v1/reports?month=8&key=${encodeURIComponent(value)}"`),
  ),
  spelling("JSON body", skillPath, ({ format, value }) =>
    fence("bash", `curl -X POST https://${format.host}/v1/search -d '{"api_key": "${value}", "query": "total"}'`),
  ),
  spelling("HTTP", skillPath, ({ format, header }) =>
    fence("http", `GET /v1/reports HTTP/1.1\nHost: ${format.host}\n${header}\nAccept: application/json`),
  ),
  spelling("wget", skillPath, ({ format, header }) =>
    fence("shell", `wget -qO- --header="${header}" https://${format.host}/v1/reports`),
  ),
  spelling("httpie", skillPath, ({ format, headerName, headerValue }) =>
    fence("console", `$ http https://${format.host}/v1/reports "${headerName}:${headerValue}"`),
  ),
  spelling("tildes, in a list", skillPath, ({ format, header }) =>
    skill(
      `1. Call the service:\n\n   ~~~bash\n   curl -s -H "${header}" https://${format.host}/v1/reports\n   ~~~\n\n2. Compare.`,
    ),
  ),
  spelling("inline code", skillPath, ({ format, header }) =>
    skill(`Call \`curl -H "${header}" https://${format.host}/v1/reports\` and read the total.`),
  ),
  spelling("prose", skillPath, ({ format, value }) =>
    skill(
      `The endpoint is https://${format.host}/v1/reports. Authenticate with the API key ${value} and ask again after a minute if it is busy.`,
    ),
  ),
  spelling("PowerShell", skillPath, ({ format, headerName, headerValue }) =>
    fence(
      "powershell",
      `Invoke-RestMethod -Uri "https://${format.host}/v1/reports" -Headers @{ "${headerName}" = "${headerValue}" }`,
    ),
  ),
  spelling("value in table", skillPath, ({ format, value }) =>
    skill(`| setting | value |\n|---|---|\n| endpoint | https://${format.host} |\n| api key | \`${value}\` |`),
  ),
];

const tsFile = (body: string) =>
  `import { readFile } from "node:fs/promises";\n\n${body}\n\nexport async function load(path: string): Promise<string> {\n  return readFile(path, "utf8");\n}\n`;
const ts = (name: string, body: (subject: Subject) => string, mute = false, path = "src/client.ts") =>
  spelling(name, path, (subject) => tsFile(body(subject)), mute);

const typescript: readonly Spelling[] = [
  ts(
    "option",
    ({ type, vendor, value }) =>
      `import { ${type} } from "${vendor}-sdk";\n\nexport const client = new ${type}({ apiKey: "${value}" });`,
  ),
  ts(
    "constant",
    ({ format, value }) =>
      `const ${format.env} = "${value}";\nexport const base = "https://${format.host}";\nexport const headers = { authorization: \`Bearer \${${format.env}}\` };`,
  ),
  ts("single quotes, camel case", ({ vendor, value }) => `export const ${vendor}Token = '${value}';`),
  ts(
    "headers object",
    ({ format, headerName, headerValue }) =>
      `export const answer = await fetch("https://${format.host}/v1/items", {\n  headers: {\n    "Content-Type": "application/json",\n    "${headerName}": "${headerValue}",\n  },\n});`,
  ),
  ts(
    "template string",
    ({ format, headerName, headerValue }) =>
      `const headers = { ${JSON.stringify(headerName)}: \`${headerValue}\` };\nexport const answer = fetch(\`https://${format.host}/v1/items\`, { headers });`,
  ),
  ts(
    "headers.set",
    ({ format, headerName, headerValue }) =>
      `const request = new Request("https://${format.host}/v1/items");\nrequest.headers.set("${headerName}", "${headerValue}");\nexport { request };`,
  ),
  ts("fallback", ({ format, value }) => `export const key = process.env.${format.env} ?? "${value}";`),
  ts("fallback or", ({ format, value }) => `export const key = process.env["${format.env}"] || '${value}';`),
  ts("assignment to env", ({ format, value }) => `process.env.${format.env} = "${value}";`),
  ts("name says nothing", ({ value }) => `export const x = "${value}";`, true),
  ts(
    "class field",
    ({ type, value }) =>
      `export class ${type}Service {\n  private readonly token: string = "${value}";\n\n  get name(): string {\n    return "service";\n  }\n}`,
  ),
  ts(
    "default parameter",
    ({ format, vendor, value }) =>
      `export function ${vendor}(path: string, apiKey = "${value}") {\n  return fetch(\`https://${format.host}\${path}\`, { headers: { authorization: \`Bearer \${apiKey}\` } });\n}`,
  ),
  ts(
    "positional argument",
    ({ vendor, type, value }) =>
      `import { create${type}Client } from "${vendor}";\n\nexport const client = create${type}Client("${value}", { timeout: 30_000 });`,
    true,
  ),
  ts("comment", ({ format, value }) => `// ${format.env} used until August: ${value}\nexport const limit = 50;`, true),
  ts(
    "wrapped line",
    ({ vendor, format, value }) =>
      `export const settings = {\n  ${vendor}: {\n    baseUrl: "https://${format.host}",\n    secretKey:\n      "${value}",\n    retries: 3,\n  },\n} as const;`,
  ),
  ts(
    "env block in a template",
    ({ format, value }) => `export const dotenv = \`\nNODE_ENV=production\n${format.env}=${value}\nPORT=8080\n\`;`,
  ),
  ts(
    "axios",
    ({ format, headerName, headerValue }) =>
      `import axios from "axios";\n\nexport const api = axios.create({ baseURL: "https://${format.host}", headers: { common: { "${headerName}": "${headerValue}" } } });`,
  ),
  ts(
    "JSX attribute",
    ({ type, value }) => `export const View = () => <${type}Provider apiKey="${value}" language="en" />;`,
    false,
    "src/view.tsx",
  ),
  ts(
    "test",
    ({ vendor, type, value }) =>
      `import { ${type} } from "${vendor}";\n\nit("lists", async () => {\n  const client = new ${type}({ accessToken: "${value}" });\n  expect(await client.list()).toHaveLength(2);\n});`,
    false,
    "test/client.test.ts",
  ),
];

const pyFile = (body: string) =>
  `"""Fetches the items of the month."""\n\nimport os\n\nimport requests\n\n${body}\n\n\ndef main() -> None:\n    print("done")\n`;
const py = (name: string, body: (subject: Subject) => string, mute = false, path = "agent/client.py") =>
  spelling(name, path, (subject) => pyFile(body(subject)), mute);

const python: readonly Spelling[] = [
  py("constant", ({ format, value }) => `${format.env} = "${value}"`),
  py("environ", ({ format, value }) => `os.environ["${format.env}"] = "${value}"`),
  py("getenv default", ({ format, value }) => `key = os.getenv("${format.env}", "${value}")`),
  py("environ.get default", ({ format, value }) => `TOKEN = os.environ.get('${format.env}', '${value}')`),
  py(
    "keyword argument",
    ({ vendor, type, value }) => `from ${vendor} import ${type}\n\nclient = ${type}(api_key="${value}")`,
  ),
  py(
    "keyword on its own line",
    ({ vendor, type, value }) =>
      `from ${vendor} import ${type}\n\nclient = ${type}(\n    timeout=30,\n    api_key="${value}",\n    max_retries=2,\n)`,
  ),
  py(
    "headers dict",
    ({ format, headerName, headerValue }) =>
      `headers = {"${headerName}": "${headerValue}"}\nanswer = requests.get("https://${format.host}/v1/items", headers=headers, timeout=30)`,
  ),
  py(
    "f-string",
    ({ format, headerName, headerValue }) =>
      `month = 8\nanswer = requests.get(f"https://${format.host}/v1/items/{month}", headers={'${headerName}': f'${headerValue}'})`,
  ),
  py("name says nothing", ({ value }) => `v = '${value}'`, true),
  py(
    "annotated default",
    ({ format, vendor, value }) =>
      `def ${vendor}_items(path: str, token: str = "${value}") -> dict:\n    return requests.get("https://${format.host}" + path, headers={"Authorization": "Bearer " + token}).json()`,
  ),
  py(
    "SecretStr",
    ({ vendor, format, value }) =>
      `from pydantic import BaseModel, SecretStr\n\n\nclass ${vendor.toUpperCase()}Settings(BaseModel):\n    base_url: str = "https://${format.host}"\n    api_key: SecretStr = SecretStr("${value}")`,
  ),
  py("dict call", ({ vendor, value }) => `${vendor} = dict(region="eu", secret_key='${value}')`),
  py(
    "session update",
    ({ format, headerName, headerValue }) =>
      `session = requests.Session()\nsession.headers.update({"${headerName}": "${headerValue}"})\nitems = session.get("https://${format.host}/v1/items")`,
  ),
  py(
    "auth tuple",
    ({ format, value }) => `answer = requests.get("https://${format.host}/v1/items", auth=("api", "${value}"))`,
    true,
  ),
  py(
    "parameters",
    ({ format, value }) =>
      `answer = requests.get("https://${format.host}/v1/items", params={"api_key": "${value}", "page": 1})`,
  ),
  py("triple quotes", ({ format, value }) => `DOTENV = """\nLOG_LEVEL=info\n${format.env}=${value}\n"""`),
  py("setdefault", ({ format, value }) => `os.environ.setdefault("${format.env}", "${value}")`),
  py(
    "subprocess",
    ({ format, header }) =>
      `import subprocess\n\nsubprocess.run(["curl", "-H", "${header}", "https://${format.host}/v1/items"], check=True)`,
  ),
  py("parenthesised", ({ format, value }) => `${format.env} = (\n    "${value}"\n)`),
  spelling(
    "notebook",
    "notebooks/explore.ipynb",
    ({ format, value }) =>
      `${JSON.stringify({ cells: [{ cell_type: "code", execution_count: 1, metadata: {}, outputs: [], source: ["import os\n", `os.environ["${format.env}"] = "${value}"\n`] }], metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`,
  ),
];

/** The spellings of each context. */
export const spellings: Readonly<Record<Context, readonly Spelling[]>> = {
  dotenv,
  "mcp-env": mcpEnv,
  "mcp-args": mcpArgs,
  "skill-curl": skillCurl,
  typescript,
  python,
};
