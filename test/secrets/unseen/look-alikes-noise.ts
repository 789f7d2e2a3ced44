import { uuid } from "./draw.ts";
import {
  css,
  dotenv,
  drawn,
  html,
  jsonFile,
  md,
  mcp,
  mcpArgs,
  py,
  rows,
  shell,
  ts,
  yaml,
  type LookAlike,
} from "./look-alikes.ts";

const hashes = [
  ...rows("hash", [
    [
      yaml,
      "sha256: {x:64}",
      "commit: {x:40}",
      "checksum: sha256:{x:64}",
      "image: northwind/agent@sha256:{x:64}",
      "revision: {x:40}",
      "etag: '\"{x:32}\"'",
      "contentHash: {x:64}",
      "cacheKey: deps-v2-{x:64}",
      "fingerprint: SHA256:{b:43}",
      "thumbprint: {X:40}",
      "uses: actions/checkout@{x:40} # v4.2.2",
      "traceparent: 00-{x:32}-{x:16}-01",
      "key: {x:32}",
      "nixHash: sha256-{b:43}=",
      "previousDigest: {x:64}",
    ],
    [
      jsonFile,
      '"integrity": "sha512-{b:86}=="',
      '"key": "{x:32}"',
      '"hash": "{x:40}"',
      '"gitHead": "{x:40}"',
      '"etag": "W/\\"{x:27}\\""',
      '"md5": "{x:32}"',
      '"contentDigest": "{x:32}"',
      '"signature": "sha256={x:64}"',
      '"cacheDigest": "{x:40}"',
      '"chunk": "main.{x:20}.js"',
    ],
    [
      py,
      'EXPECTED_SHA256 = "{x:64}"',
      'assert digest == "{x:32}"',
      'REVISION = "{x:40}"',
      'MODEL_CHECKSUM = "sha256:{x:64}"',
    ],
    [
      ts,
      'const expected = "{x:64}";',
      'export const buildHash = "{x:40}";',
      'expect(hashOf(text)).toBe("{x:64}");',
      'import x from "https://cdn.northwind.dev/x.js?v={x:20}";',
    ],
    [
      html,
      '<script src="https://cdn.jsdelivr.net/npm/htmx.org@2/dist/htmx.min.js" integrity="sha384-{b:64}" crossorigin="anonymous"></script>',
      '<link rel="stylesheet" href="/assets/index-{u:8}.css">',
    ],
    [
      md,
      "Pinned at commit {x:40}.",
      "| file | sha256 |\n|---|---|\n| agent.tar.gz | `{x:64}` |",
      "Bisected: {x:7} is good, {x:40} is bad.",
    ],
    [
      shell,
      'echo "{x:64}  agent.tar.gz" | sha256sum -c',
      "git checkout {x:40}",
      "docker pull ghcr.io/northwind/agent@sha256:{x:64}",
    ],
  ]),
  ...drawn("hash", [
    [
      "go.sum",
      (draw) => ({
        path: "go.sum",
        text: Array.from(
          { length: 8 },
          () =>
            `github.com/northwind/${draw.text("l", 8)} v1.${draw.int(9)}.0 h1:${draw.bytes(32).toString("base64")}\n`,
        ).join(""),
      }),
    ],
    [
      "yarn.lock",
      (draw) => ({
        path: "yarn.lock",
        text: `# yarn lockfile v1\n\n${Array.from({ length: 8 }, () => {
          const name = draw.text("l", 9);
          return `${name}@^1.0.0:\n  version "1.0.2"\n  resolved "https://registry.yarnpkg.com/${name}/-/${name}-1.0.2.tgz#${draw.text("x", 40)}"\n  integrity sha512-${draw.bytes(64).toString("base64")}\n\n`;
        }).join("")}`,
      }),
    ],
    [
      "package-lock.json",
      (draw) => ({
        path: "package-lock.json",
        text: JSON.stringify(
          {
            name: "agent",
            lockfileVersion: 3,
            packages: Object.fromEntries(
              Array.from({ length: 8 }, () => [
                `node_modules/${draw.text("l", 8)}-token`,
                { version: "2.0.1", integrity: `sha512-${draw.bytes(64).toString("base64")}` },
              ]),
            ),
          },
          null,
          2,
        ),
      }),
    ],
    [
      "Cargo.lock",
      (draw) => ({
        path: "Cargo.lock",
        text: `version = 4\n\n[[package]]\nname = "secrecy"\nversion = "0.10.3"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${draw.text("x", 64)}"\n`,
      }),
    ],
    [
      "poetry.lock",
      (draw) => ({
        path: "poetry.lock",
        text: `[[package]]\nname = "keyring"\nversion = "25.6.0"\nfiles = [\n    {file = "keyring-25.6.0-py3-none-any.whl", hash = "sha256:${draw.text("x", 64)}"},\n]\n\n[metadata]\ncontent-hash = "${draw.text("x", 64)}"\n`,
      }),
    ],
    [
      ".terraform.lock.hcl",
      (draw) => ({
        path: ".terraform.lock.hcl",
        text: `provider "registry.terraform.io/hashicorp/vault" {\n  version = "4.4.0"\n  hashes = [\n    "h1:${draw.bytes(32).toString("base64")}",\n    "zh:${draw.text("x", 64)}",\n  ]\n}\n`,
      }),
    ],
    [
      "requirements",
      (draw) => ({
        path: "requirements.txt",
        text: `python-jose==3.4.0 \\\n    --hash=sha256:${draw.text("x", 64)} \\\n    --hash=sha256:${draw.text("x", 64)}\n`,
      }),
    ],
    [
      "cassette",
      (draw) => ({
        path: "tests/cassettes/list.yaml",
        text: `interactions:\n- request:\n    uri: https://api.openai.com/v1/models\n    headers:\n      authorization:\n      - AUTHORIZATION-XXX\n      x-stainless-raw-response:\n      - 'true'\n  response:\n    headers:\n      CF-RAY:\n      - ${draw.text("x", 16)}-FRA\n      Set-Cookie:\n      - __cf_bm=REDACTED; path=/\n      x-request-id:\n      - req_${draw.text("x", 32)}\n      etag:\n      - W/"${draw.text("x", 32)}"\n`,
      }),
    ],
    [
      "source map comment",
      (draw) => ({
        path: "dist/app.js",
        text: `export const a = 1;\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ version: 3, sources: ["app.ts"], mappings: draw.text("b", 400) })).toString("base64")}\n`,
      }),
    ],
  ]),
];

const ids = rows("identifier", [
  [
    dotenv,
    "PROJECT_ID={uuid}",
    "AZURE_TENANT_ID={uuid}",
    "NOTION_DATABASE_ID={x:32}",
    "CLOUDFLARE_ACCOUNT_ID={x:32}",
    "CLOUDFLARE_ZONE_ID={x:32}",
    "VERCEL_PROJECT_ID=prj_{w:28}",
    "VERCEL_ORG_ID=team_{w:24}",
    "AIRTABLE_BASE_ID=app{w:14}",
    "TELEGRAM_CHAT_ID=-100{d:10}",
    "OPENAI_ORG_ID=org-{w:24}",
    "OPENAI_PROJECT=proj_{w:24}",
    "ASSISTANT_ID=asst_{w:24}",
    "STRIPE_PRICE_ID=price_1{w:23}",
    "AWS_ACCOUNT_ID={d:12}",
    "GOOGLE_SHEET_ID=1{u:43}",
    "SLACK_CHANNEL_ID=C0{N:9}",
    "ELEVENLABS_VOICE_ID={w:20}",
    "SEGMENT_SOURCE_ID={w:22}",
    "FIGMA_FILE_KEY={w:22}",
    "KMS_KEY_ID=arn:aws:kms:eu-west-1:{d:12}:key/{uuid}",
    "SECRET_ARN=arn:aws:secretsmanager:eu-west-1:{d:12}:secret:prod/agent-{w:6}",
    "SESSION_ID={uuid}",
  ],
  [
    jsonFile,
    '"id": "msg_01{w:22}"',
    '"tool_use_id": "toolu_01{w:22}"',
    '"request_id": "req_011{w:21}"',
    '"id": "chatcmpl-{w:29}"',
    '"call_id": "call_{w:24}"',
    '"threadId": "thread_{w:24}"',
    '"uuid": "{uuid}"',
    '"sessionId": "{uuid}"',
    '"authConfigId": "ac_{u:12}"',
    '"traceId": "{x:32}"',
    '"fileId": "file-{w:22}"',
    '"private_key_id": "{x:40}"',
    '"keyId": "{N:10}"',
    '"ulid": "01J{N:23}"',
    '"_id": { "$oid": "{x:24}" }',
    '"idempotencyKey": "{uuid}"',
    '"partitionKey": "tenant-{d:6}"',
    '"authorId": "{w:21}"',
    '"node_id": "PR_kwDO{w:14}"',
    '"cursor": "Y3Vyc29yOnYyOpK5MjAyNS0wOC0xMVQxMDox{w:8}=="',
  ],
  [
    ts,
    'const roleId = "AROA{B:17}";',
    'const userId = "AIDA{B:17}";',
    'const table = "tbl{w:14}";',
    'export const channel = "C0{N:9}";',
    'const traceId = "{x:32}";',
    'const video = "https://www.youtube.com/watch?v={u:11}";',
    'const doc = "https://docs.google.com/document/d/1{u:43}/edit";',
    'const page = "https://www.notion.so/northwind/Plan-{x:32}";',
    'const design = "https://www.figma.com/design/{w:22}/Agent?node-id=0-1";',
    'analytics.track({ messageId: "ajs-next-{x:32}" });',
  ],
  [yaml, "run_id: {d:11}", "storageAccount: northwindprod{d:4}", "deploymentId: dpl_{w:24}", "listKey: {uuid}"],
]);

const references = [
  ...rows("reference", [
    [
      dotenv,
      "OPENAI_API_KEY=${OPENAI_API_KEY}",
      "OPENAI_API_KEY=$OPENAI_KEY_FROM_PARENT",
      'ANTHROPIC_API_KEY="op://Private/Anthropic/credential"',
      "DB_PASSWORD=vault:secret/data/prod#db_password",
      "API_KEY=aws-sm://prod/agent/api-key-2026",
      "API_TOKEN=ref+awsssm://prod/agent/token",
      "STRIPE_SECRET_KEY=gcp-secret://projects/northwind/secrets/stripe/versions/latest",
      "SECRET_KEY_FILE=/run/secrets/django_secret_key",
      "TOKEN=file:/var/run/secrets/tokens/api-token",
      "GITHUB_TOKEN=$(gh auth token)",
      'SLACK_TOKEN="$(op read op://Work/Slack/token)"',
      "API_KEY=%CRM_API_KEY%",
      'DATABASE_PASSWORD="encrypted:BDqDBibm4wsYqMpCjTQ6BsDHmMadg9K3dAt+Z9HPMfLEIRVz50hmLXPXRuDBXaJi{b:60}"',
      "JWT_SECRET=${JWT_SECRET:?must be set}",
      "SESSION_SECRET=${SESSION_SECRET:-}",
      "API_KEY=keychain:northwind-crm-production",
      "NPM_TOKEN=doppler://northwind/prod/NPM_TOKEN",
    ],
    [
      mcp,
      '"CRM_API_KEY": "${CRM_API_KEY}"',
      '"CRM_API_KEY": "${env:CRM_API_KEY}"',
      '"CRM_API_KEY": "${input:crm-api-key}"',
      '"CRM_API_KEY": "{env:CRM_API_KEY}"',
      '"CRM_API_KEY": "$CRM_API_KEY"',
      '"CRM_API_KEY": "op://Private/CRM/api-key"',
      '"CRM_API_KEY": "${CRM_API_KEY:-}"',
      '"CRM_API_KEY": "{{ CRM_API_KEY }}"',
      '"CRM_API_KEY": "%CRM_API_KEY%"',
      '"CRM_API_KEY": "env:CRM_API_KEY"',
      '"CRM_API_KEY": "{file:~/.secrets/crm-api-key}"',
      '"CRM_API_KEY": "!pass show northwind/crm-api-key"',
      '"CRM_API_KEY_FILE": "/run/secrets/crm_api_key_production"',
    ],
    [
      mcpArgs,
      '"Authorization: Bearer ${CRM_TOKEN}"',
      '"Authorization:${AUTH_HEADER}"',
      '"Authorization: Bearer ${input:crm_access_token}"',
      '"X-Api-Key: ${env:CRM_SECRET_API_KEY}"',
    ],
    [
      yaml,
      "api_key: ${{ secrets.OPENAI_API_KEY }}",
      "password: {{ .Values.database.password | quote }}",
      "token: !secret home_assistant_token",
      "secret: !Ref DatabaseSecret",
      'password: "{{resolve:secretsmanager:prod/db:SecretString:password}}"',
      "api_key: !env CRM_API_KEY",
      "existingSecret: agent-database-credentials-v2",
      "secretName: agent-tls-northwind-dev-2026",
      "valueFrom:\n  secretKeyRef:\n    name: agent-credentials\n    key: openai-api-key-production",
      "password: ENC[AES256_GCM,data:{b:24},iv:{b:43}=,tag:{b:22}==,type:str]",
      "token: $__file{/etc/secrets/grafana_api_token}",
      "secret: '{cipher}{x:96}'",
      "password: \"{{ lookup('env', 'DB_PASSWORD') }}\"",
      "auth: $(cat /etc/agent/token)",
      "apiKeySecretRef: projects/northwind/secrets/crm-api-key",
    ],
    [
      ts,
      "const apiKey = process.env.OPENAI_API_KEY;",
      'const apiKey = process.env["CRM_SECRET_API_KEY"] ?? "";',
      "const token = import.meta.env.VITE_CRM_ACCESS_TOKEN;",
      'const secret = Deno.env.get("STRIPE_WEBHOOK_SECRET");',
      'const password = await secrets.get("prod/agent/database-password-v2");',
      "const headers = { Authorization: `Bearer ${token}` };",
      'const apiKeyEnv = "ANTHROPIC_API_KEY_PRODUCTION_2";',
      'const secretPath = "projects/812345678901/secrets/agent-api-key/versions/7";',
      'const tokenUrl = "https://login.northwind.dev/oauth2/v2.0/token";',
      "const password = z.string().min(8).max(64).regex(/[0-9]/);",
      'const { data: accessToken } = useQuery({ queryKey: ["access-token", "v2-2026"] });',
    ],
    [
      py,
      'api_key = os.environ["OPENAI_API_KEY"]',
      'token = os.getenv("CRM_ACCESS_TOKEN_V2")',
      'SECRET_KEY = config("DJANGO_SECRET_KEY_2026")',
      'password = keyring.get_password("northwind-crm", "agent-2026")',
      'api_key = dbutils.secrets.get(scope="prod-2", key="openai-api-key")',
      'client = Client(api_key=settings.crm_api_key, token=get_token("crm-v2"))',
      'headers = {"Authorization": f"Bearer {token}"}',
      'token = Path("~/.config/agent/token-2026.json").expanduser().read_text()',
      'api_key: str = Field(alias="CRM_API_KEY_V2", description="Key of the CRM")',
    ],
    [
      shell,
      'curl -H "Authorization: Bearer $TOKEN" https://api.northwind.dev',
      'curl -H "Authorization: Bearer ${CRM_TOKEN:?}" https://api.northwind.dev',
      'curl -u "$USER:$PASSWORD" https://api.northwind.dev',
      'curl -H "X-Api-Key: $(pass show crm/api-key-2026)" https://api.northwind.dev',
      'curl -H "Authorization: Bearer {access_token}" https://api.northwind.dev',
      'curl -H "Authorization: Bearer :token" https://api.northwind.dev',
      'curl -H "Authorization: Bearer $env:CRM_TOKEN" https://api.northwind.dev',
      'gh secret set OPENAI_API_KEY --body "$OPENAI_API_KEY"',
      "export AWS_SECRET_ACCESS_KEY=$(aws configure get aws_secret_access_key --profile prod2)",
    ],
  ]),
  ...drawn("reference", [
    [
      "sealed secret",
      (draw) => ({
        path: "deploy/sealed.yaml",
        text: `apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: agent\nspec:\n  encryptedData:\n    OPENAI_API_KEY: AgB${draw.bytes(500).toString("base64")}\n`,
      }),
    ],
    [
      "ansible vault",
      (draw) => ({
        path: "group_vars/prod.yml",
        text: `db_password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ${draw.text("d", 80)}\n  ${draw.text("d", 80)}\n`,
      }),
    ],
    [
      "encrypted key block",
      (draw) => ({
        path: "keys/agent.asc",
        text: `-----BEGIN PGP MESSAGE-----\n\n${draw.bytes(200).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END PGP MESSAGE-----\n`,
      }),
    ],
  ]),
];

const encoded = drawn("encoded data", [
  [
    "PNG data URI",
    (draw) =>
      html(`<img alt="" src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${draw.bytes(900).toString("base64")}">`),
  ],
  ["PNG in Markdown", (draw) => md(`![logo](data:image/png;base64,iVBORw0KGgo${draw.bytes(600).toString("base64")})`)],
  [
    "font in CSS",
    (draw) =>
      css(
        `@font-face { font-family: Inter; src: url(data:font/woff2;base64,d09GMgABAAAA${draw.bytes(1200).toString("base64")}) format("woff2"); }`,
      ),
  ],
  [
    "SVG in CSS",
    () =>
      css(
        `.a { background: url("data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12 2 2 7l10 5 10-5-10-5z"/></svg>').toString("base64")}"); }`,
      ),
  ],
  [
    "PNG in a notebook",
    (draw) => ({
      path: "notebooks/plot.ipynb",
      text: JSON.stringify({
        cells: [
          {
            cell_type: "code",
            source: ["plot()"],
            outputs: [
              {
                data: {
                  "image/png": `iVBORw0KGgo${draw.bytes(2400).toString("base64")}/BSA${draw.text("b", 28)}/AKIA${draw.text("B", 16)}+${draw.bytes(300).toString("base64")}`,
                },
                output_type: "display_data",
              },
            ],
          },
        ],
        nbformat: 4,
      }),
    }),
  ],
  ["PNG in a string", (draw) => py(`ICON = "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQ${draw.bytes(300).toString("base64")}"`)],
  ["wasm in a string", (draw) => ts(`const wasm = "AGFzbQEAAAABBgFgAX8Bf${draw.bytes(900).toString("base64")}";`)],
  [
    "JPEG, wrapped",
    (draw) => ({
      path: "mail/logo.eml",
      text: `Content-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n/9j/4AAQSkZJRgABAQ${draw.bytes(1500).toString("base64").replace(/.{76}/g, "$&\n")}\n`,
    }),
  ],
  [
    "protobuf descriptor",
    (draw) => ts(`export const file = fileDesc("Chlub3J0aHdpbmQvYWdlbnQvdjEv${draw.bytes(260).toString("base64")}");`),
  ],
  ["thought signature", (draw) => jsonFile(`"thoughtSignature": "${draw.bytes(400).toString("base64")}"`)],
  ["encrypted reasoning", (draw) => jsonFile(`"encrypted_content": "gAAAAAB${draw.bytes(300).toString("base64url")}"`)],
  [
    "vector",
    (draw) => jsonFile(`"embedding": [${Array.from({ length: 40 }, () => `-0.0${draw.text("d", 8)}`).join(", ")}]`),
  ],
  [
    "minified code",
    (draw) => ({
      path: "public/vendor.min.js",
      text: `!function(e,t){"object"==typeof exports?t(exports):t(e.K={})}(this,function(e){var t=${JSON.stringify(draw.text("w", 64))},n=function(e){return e.token||e.apiKey||"x-api-key"};e.secret=n,e.password=function(e){return e&&e.password?e.password:null};${Array.from({ length: 30 }, () => `function ${draw.text("a", 2)}(e){return e.${draw.text("a", 3)}.token=${draw.text("a", 1)}[${draw.text("d", 3)}]}`).join("")}});\n`,
    }),
  ],
  ["base64 alphabet", () => ts('const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";')],
  ["base58 alphabet", () => py('ALPHABET_KEY = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"')],
  ["bech32 alphabet", () => ts('const CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";')],
  ["random-looking test id", (draw) => html(`<button data-testid="token-${uuid(draw)}">Save</button>`)],
]);

const keyBlock = (label: string, body: string) =>
  `-----BEGIN ${label}-----\n${body.replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;
const privateKey = ["PRIVATE", "KEY"].join(" ");

const publicKeys = drawn("public key", [
  [
    "certificate",
    (draw) => ({ path: "certs/ca.pem", text: keyBlock("CERTIFICATE", `MIID${draw.bytes(700).toString("base64")}`) }),
  ],
  [
    "certificate in YAML",
    (draw) =>
      yaml(`certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t${draw.bytes(500).toString("base64")}`),
  ],
  [
    "public key",
    (draw) =>
      ts(
        `export const publicKey = \`${keyBlock("PUBLIC KEY", `MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${draw.bytes(250).toString("base64")}`)}\`;`,
      ),
  ],
  [
    "PGP public key",
    (draw) => ({ path: "KEYS", text: keyBlock("PGP PUBLIC KEY BLOCK", `mQINBF${draw.bytes(600).toString("base64")}`) }),
  ],
  [
    "SSH public key",
    (draw) => ({
      path: "keys/agent.pub",
      text: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${draw.text("b", 43)} dev@laptop\n`,
    }),
  ],
  [
    "SSH RSA public key",
    (draw) =>
      yaml(
        `ssh_authorized_keys:\n  - ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${draw.bytes(380).toString("base64")} dev@laptop`,
      ),
  ],
  [
    "known_hosts",
    () => ({
      path: ".ssh/known_hosts",
      text: "github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl\n",
    }),
  ],
  [
    "certificate request",
    (draw) => md(`\`\`\`\n${keyBlock("CERTIFICATE REQUEST", `MIIC${draw.bytes(400).toString("base64")}`)}\`\`\``),
  ],
  ["age recipient", (draw) => yaml(`age: age1${draw.text("e", 58)}`)],
  ["minisign", (draw) => dotenv(`UPDATER_PUBKEY=RWQ${draw.text("b", 53)}`)],
  [
    "private key header in code",
    () => ts(`if (!text.startsWith("-----BEGIN ${privateKey}-----")) throw new Error("no key");`),
  ],
  [
    "private key with dots",
    () => dotenv(`GITHUB_APP_PRIVATE_KEY="-----BEGIN RSA ${privateKey}-----\\n...\\n-----END RSA ${privateKey}-----"`),
  ],
  [
    "private key placeholder",
    () =>
      jsonFile(
        `"private_key": "-----BEGIN ${privateKey}-----\\nYOUR_PRIVATE_KEY_HERE\\n-----END ${privateKey}-----\\n"`,
      ),
  ],
  [
    "private key in a list of patterns",
    () => py(`PATTERNS = [r"-----BEGIN (RSA |EC )?${privateKey}-----", r"ghp_[A-Za-z0-9]{36}", r"sk-ant-[\\w-]{90,}"]`),
  ],
  [
    "private key in prose",
    () => md(`The file must start with \`-----BEGIN OPENSSH ${privateKey}-----\` and end with a newline.`),
  ],
]);

const codeWords = rows("identifier in code", [
  [
    css,
    ".sk-cube-grid .sk-cube1 { animation-delay: 0.2s; }",
    ".sk-fading-circle .sk-circle12:before { opacity: 0; }",
    ".sk-spinner-three-bounce-animation-wrapper { color: red; }",
    ".fc-daygrid-event-harness-abs-container { right: 0; }",
    ".hf_sidebar_navigation_container_primary { left: 0; }",
    "--token-color-primary-hover-2: #1f6feb;",
    ".pk-password-input-field--error { border: 0; }",
  ],
  [
    ts,
    'import { hf_hub_download_with_retry_enabled } from "hub";',
    'const className = "sk-chasing-dot sk-chasing-dot-before-animation";',
    "const key = KEY_VALUE_STORE_PROVIDER_COMPONENT_V2;",
    'enum Event { DISCORDBOT_CREATE_APPLICATION_COMMAND_V2 = "DISCORDBOT_CREATE_APPLICATION_COMMAND_V2" }',
    'const TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";',
    'const grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";',
    'const header = "X-Amz-Security-Token";',
    'const cookieName = "__Secure-next-auth.session-token.0";',
    'const secretHeader = "x-webhook-secret-signature-256";',
    'const ERROR_CODE = "AUTH_TOKEN_EXPIRED_OR_REVOKED_403";',
    'test("token: sk_live keys are refused", () => {});',
    'const key = "ArrowLeft+Shift+KeyK2";',
    'if (token.startsWith("xoxb-")) return "slack";',
    "const pattern = /sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/;",
    'const prefix = "github_pat_";',
    'const tokenizer = "cl100k_base_v2_2024";',
    'const alg = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };',
    'const i18nKey = "settings.security.api_key.rotate_2fa_hint";',
    'localStorage.getItem("northwind:auth:accessToken:v2");',
    'router.get("/api/v2/reset-password/:resetPasswordToken", handler);',
    'const secretSantaParticipants2025 = ["anna", "ben"];',
    'const passwordField = page.locator("#user_password_confirmation_2");',
    "type ApiKey = { apiKey: string; secretKey?: string; token: `sk-${string}` };",
    'const keyPrefix = "sk_live_" + region;',
    'const event = "re_export_all_private_key_bindings_2";',
    'const job = "rpa_process_automation_runner_service_v2";',
    'const doc = "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";',
    'const model = "xai-explainable-methods-overview";',
  ],
  [
    py,
    "from sklearn.model_selection import train_test_split as sk_train_test_split_2",
    'KEY_BINDINGS = {"ctrl+shift+k": "toggle_api_key_panel_v2"}',
    'token_pattern = r"(?u)\\b\\w\\w+\\b"',
    "class ApiKeyAuthenticationMiddlewareV2Base: pass",
    'TOKEN_LIMITS = {"claude-sonnet-4-5-20250929": 200_000}',
    "max_tokens = 4096",
    'eos_token = "<|endoftext|>"',
    "pad_token_id = 128_009",
    'SECRET_NAME = "prod/agent/openai-api-key-2026"',
    'auth_backend = "django.contrib.auth.backends.ModelBackend"',
    'password_hasher = "argon2id$v=19$m=65536,t=3,p=4"',
    'api_key_header = APIKeyHeader(name="X-API-Key-V2", auto_error=False)',
    'npm_lifecycle_script = "npm_config_registry_authentication_url_2"',
  ],
  [
    yaml,
    "tokenizer: o200k_base_2024_05",
    "permissions:\n  id-token: write",
    "secrets: inherit",
    "key: ${{ runner.os }}-node-${{ hashFiles('**/package-lock.json') }}",
    "concurrency_key: agent-deploy-production-eu-west-1",
    "passwordPolicy: min-length-12-with-2-digits",
    "type: apiKey\nin: header\nname: X-Api-Key-V2",
    "sort_key: created_at_desc_2",
    "primary_key: customer_order_line_id_v2",
    "tokenEndpoint: https://login.northwind.dev/oauth2/v2.0/token",
  ],
  [
    jsonFile,
    '"password": "Passwort vergessen? Klicken Sie hier 2x"',
    '"apiKeyLabel": "Your API key (starts with sk-)"',
    '"token": "colors.brand.primary.500"',
    '"secret": "Geheimnis"',
    '"accessToken": { "type": "string", "description": "Token of the CRM" }',
    '"auth.token.expired": "Your token has expired. Sign in again."',
    '"publicKey": "ed25519:v2:northwind"',
    '"keyboardShortcut": "cmd+shift+p"',
    '"apiKeyPlaceholder": "sk-ant-api03-…"',
  ],
]);

const places = rows("path or name", [
  [
    dotenv,
    "GOOGLE_APPLICATION_CREDENTIALS=./secrets/service-account-2026.json",
    "SSL_KEY=/etc/letsencrypt/live/app.northwind.dev/privkey.pem",
    "KUBECONFIG=/home/dev/.kube/prod-eu-west-1.yaml",
    "SECRET_NAME=projects/northwind/secrets/agent",
    "AUTH_TOKEN_PATH=C:\\\\Users\\\\dev\\\\AppData\\\\Roaming\\\\agent\\\\token.json",
    "MODEL=anthropic.claude-sonnet-4-5-20250929-v1:0",
    "OPENAI_MODEL=gpt-4o-mini-2024-07-18",
    "EMBEDDING_MODEL=text-embedding-3-large",
    "LLM=accounts/fireworks/models/llama-v3p1-405b-instruct",
    "API_KEY_HEADER=X-Northwind-Api-Key",
    "TOKEN_ISSUER=https://northwind.eu.auth0.com/",
    "AUTH_PROVIDER=azure-active-directory-b2c",
  ],
  [
    ts,
    'import { token } from "@northwind/design-tokens-2026/dist/token.js";',
    'const keyPath = "~/.ssh/id_ed25519_northwind_2026";',
    'const tokenFile = "/var/run/secrets/kubernetes.io/serviceaccount/token";',
    'const apiKeyDocs = "https://docs.northwind.dev/guides/api-keys#rotate-2026";',
  ],
  [yaml, "privateKeyPath: secrets/agent-2026/private-key.pem", "keystore: classpath:keystore-2026.jks"],
  [
    mcp,
    '"MEMORY_FILE_PATH": "/Users/dev/agents/memory-2026.json"',
    '"CREDENTIALS_PATH": "/Users/dev/.config/gdrive/credentials-2026.json"',
    '"TOKEN_CACHE": "/tmp/northwind-token-cache-v2"',
    '"API_KEY_NAME": "northwind-crm-production-key"',
  ],
]);

const databases = [
  "postgres://postgres:postgres@localhost:5432/app",
  "postgresql://user:password@localhost/app",
  "postgres://app:app@127.0.0.1:5432/app_test",
  "postgresql://postgres:postgres@db:5432/app",
  "postgres://user:pass@host:5432/dbname",
  "postgresql://username:password@hostname:5432/database",
  "postgres://${DB_USER}:${DB_PASSWORD}@${DB_HOST}/app",
  "postgresql://<user>:<password>@<host>/<database>",
  "postgres://user:password@example.com:5432/app",
  "mysql://root:root@localhost:3306/app",
  "mysql://root@127.0.0.1/app",
  "root:root@tcp(127.0.0.1:3306)/app",
  "mongodb://localhost:27017/app",
  "mongodb://root:example@mongo:27017/",
  "mongodb+srv://<username>:<password>@cluster0.mongodb.net/app",
  "mongodb+srv://username:password@cluster0.example.mongodb.net/app",
  "redis://localhost:6379/0",
  "redis://:redis@redis:6379/0",
  "redis://default:password@127.0.0.1:6379",
  "amqp://guest:guest@localhost:5672/",
  "amqp://guest:guest@rabbitmq:5672/",
  "https://user:password@example.com/path",
  "https://user:pass@proxy.example.org:8080",
  "https://x-access-token:${GITHUB_TOKEN}@github.com/northwind/app.git",
  "https://oauth2:$CI_JOB_TOKEN@gitlab.com/northwind/app.git",
  "postgres://[::1]:5432/app",
  "postgresql://postgres:postgres@host.docker.internal:54322/postgres",
  "ssh://git@github.com/northwind/app.git",
  "postgresql://neondb_owner:***@ep-cool-leaf-123456.eu-central-1.aws.neon.tech/neondb",
  "postgresql+asyncpg://test:test@localhost:5433/test",
];
const databaseRows = databases.map((url, index): LookAlike => ({
  group: "database URL",
  name: url,
  write: () =>
    [
      dotenv(`DATABASE_URL=${url}`),
      ts(`export const url = "${url}";`),
      py(`URL = "${url}"`),
      yaml(`database_url: "${url}"`),
      mcp(`"DATABASE_URL": "${url}"`),
      shell(`psql "${url}" -c 'select 1'`),
    ][index % 6]!,
}));

const prose = rows("prose", [
  [
    md,
    "Bearer authentication is required for every call.",
    "Send the header `Authorization: Bearer <token>` with each request.",
    "The API key: ask your administrator, who keeps it in the vault.",
    "Set `password: ` to at least 12 characters, 2 digits.",
    "Secret: never share what the customer said in confidence.",
    "Tokens expire after 3600 seconds; refresh_token: see below.",
    "| Variable | Example |\n|---|---|\n| `OPENAI_API_KEY` | `sk-proj-...` |\n| `SLACK_TOKEN` | `xoxb-...` |",
    "Use `client_secret=...` only on a server.",
    "Keys start with `sk-ant-`, `sk-proj-`, `ghp_` or `AKIA`; report any that you see.",
    "The password is the name of your first pet, which nobody should use as a password.",
    "API token authentication uses HMAC-SHA256 over the request body.",
    "You need: an OpenAI API key (https://platform.openai.com/api-keys).",
    "Authorization: Basic authentication was deprecated in 2020.",
    "token = whatever the tokenizer yields, about 4 characters of English.",
    "Wrong password: wrong-password-error-401 is shown.",
    "`apiKey` (string, required): the key from Settings → Developer → API keys.",
    "Type your password and press Enter. Password: ********",
    "passphrase: four words, for example correct horse battery staple",
    "Never write `API_KEY=...` into a committed file.",
    "Kennwort: siehe Tresor. Schlüssel: beim Hausmeister.",
    "密码：请联系管理员获取。",
    "パスワード：管理者に確認してください。",
  ],
  [
    shell,
    "# export OPENAI_API_KEY=sk-...",
    'echo "Set OPENAI_API_KEY first" && exit 1',
    "openssl rand -hex 32 > secret.txt",
    'read -rs -p "API key: " API_KEY',
    "ssh-keygen -t ed25519 -C agent@northwind.dev",
    "gh auth login --with-token < token.txt",
    'test -n "$API_KEY" || echo "API_KEY=missing"',
    "npm config set //registry.npmjs.org/:_authToken '${NPM_TOKEN}'",
    "kubectl create secret generic agent --from-literal=token=$TOKEN",
    "docker login -u agent --password-stdin < password.txt",
    "curl -H 'Authorization: Bearer TOKEN' https://api.northwind.dev",
    "curl -H 'X-Api-Key: API_KEY' https://api.northwind.dev",
  ],
]);

/** The second part of the look-alikes: what fills real repositories. */
export const noise: readonly LookAlike[] = [
  ...hashes,
  ...ids,
  ...references,
  ...encoded,
  ...publicKeys,
  ...codeWords,
  ...places,
  ...databaseRows,
  ...prose,
];
