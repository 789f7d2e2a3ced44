import { base62Checksum, fill, jwt, type Draw } from "./draw.ts";
import type { Context, Spelled } from "./contexts.ts";

/** A secret that is more than one token: a key block, a pair, a URL, an encoded value, a file of its own. */
export interface Structured {
  readonly name: string;
  /** Names that a detector may give the vendor; none where no vendor is meant. */
  readonly providers: readonly string[];
  readonly context: Context;
  /** The file, and texts in it of which a finding must touch one. */
  readonly write: (draw: Draw) => Spelled & { readonly marks: readonly string[] };
}

const seconds = 1_790_000_000;

/** One DER element: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const integer = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
  return der(2, bytes[0]! > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
};

/** A random odd number of `size` bytes with its highest bit set: as long as a prime of a real key. */
function oddNumber(draw: Draw, size: number): bigint {
  const bytes = draw.bytes(size);
  bytes[0]! |= 0xc0;
  bytes[size - 1]! |= 1;
  return BigInt(`0x${bytes.toString("hex")}`);
}

/** The shape of an RSA key of 2048 bits. Its factors are no primes, so it opens nothing. */
function rsa(draw: Draw): Buffer {
  const [p, q] = [oddNumber(draw, 128), oddNumber(draw, 128)];
  const numbers = [
    0n,
    p * q,
    65_537n,
    oddNumber(draw, 256),
    p,
    q,
    oddNumber(draw, 128),
    oddNumber(draw, 128),
    oddNumber(draw, 128),
  ];
  return der(0x30, ...numbers.map(integer));
}

const oid = (hex: string) => der(6, Buffer.from(hex, "hex"));
const pkcs8 = (draw: Draw) => der(0x30, integer(0n), der(0x30, oid("2a864886f70d010101"), der(5)), der(4, rsa(draw)));
const curve = (draw: Draw) => der(0x30, integer(1n), der(4, draw.bytes(32)), der(0xa0, oid("2a8648ce3d030107")));
const edwards = (draw: Draw) => der(0x30, integer(0n), der(0x30, oid("2b6570")), der(4, der(4, draw.bytes(32))));

function openssh(draw: Draw): Buffer {
  const text = (value: string | Buffer) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const number = (value: number) => Buffer.from([0, 0, 0, value]);
  const open = draw.bytes(32);
  const check = draw.bytes(4);
  const secret = [
    check,
    check,
    text("ssh-ed25519"),
    text(open),
    text(Buffer.concat([draw.bytes(32), open])),
    text("dev@laptop"),
    Buffer.from([1, 2, 3]),
  ];
  return Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    text("none"),
    text("none"),
    text(""),
    number(1),
    text(Buffer.concat([text("ssh-ed25519"), text(open)])),
    text(Buffer.concat(secret)),
  ]);
}

/** A key block. The words are put together here, so that no line of this file looks like one. */
function pem(kind: string, bytes: Buffer): string {
  const words = ["PRIVATE", "KEY"].join(" ");
  const label = kind === "" ? words : `${kind} ${words}`;
  return `-----BEGIN ${label}-----\n${bytes.toString("base64").replace(/.{64}(?=.)/g, "$&\n")}\n-----END ${label}-----\n`;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const github = (draw: Draw, prefix = "ghp_") => {
  const body = draw.text("w", 30);
  return prefix + body + base62Checksum(body);
};

type Made = ReturnType<Structured["write"]>;
const file = (path: string, text: string, ...marks: readonly string[]): Made => ({ path, text, marks });
const row = (name: string, providers: string, context: Context, write: (draw: Draw) => Made): Structured => ({
  name,
  providers: providers === "" ? [] : providers.split(" "),
  context,
  write,
});

const firstLine = (block: string) => block.slice(0, block.indexOf("\n"));
const folded = (block: string) => block.trim().replaceAll("\n", "\\n");

const keys: readonly Structured[] = [
  row("RSA key file", "", "dotenv", (draw) => {
    const key = pem("RSA", rsa(draw));
    return file("deploy/id_rsa", key, firstLine(key));
  }),
  row("OpenSSH key file", "", "dotenv", (draw) => {
    const key = pem("OPENSSH", openssh(draw));
    return file("keys/deploy", key, firstLine(key));
  }),
  row("key in dotenv, folded", "", "dotenv", (draw) => {
    const key = folded(pem("", pkcs8(draw)));
    return file(".env", `APP_ID=48213\nAPP_PRIVATE_KEY="${key}"\n`, key.slice(0, 30));
  }),
  row("key in dotenv, lines", "", "dotenv", (draw) => {
    const key = pem("EC", curve(draw));
    return file(".env", `APP_ID=48213\nSIGNING_KEY="${key}"\nPORT=80\n`, firstLine(key));
  }),
  row("key in MCP env", "", "mcp-env", (draw) =>
    file(
      ".mcp.json",
      json({
        mcpServers: { app: { command: "node", args: ["server.js"], env: { PRIVATE_KEY: pem("", edwards(draw)) } } },
      }),
      "-----BEGIN",
    ),
  ),
  row("key in TypeScript", "", "typescript", (draw) =>
    file("src/sign.ts", `export const signingKey = \`${pem("", pkcs8(draw))}\`;\n`, "-----BEGIN"),
  ),
  row("key in Python", "", "python", (draw) =>
    file("agent/sign.py", `KEY = """${pem("RSA", rsa(draw))}"""\n`, "-----BEGIN"),
  ),
  row("key in Python, indented", "", "python", (draw) =>
    file(
      "agent/sign.py",
      `import textwrap\n\n\ndef key():\n    return textwrap.dedent("""\\\n        ${pem("EC", curve(draw)).trim().replaceAll("\n", "\n        ")}\n        """)\n`,
      "-----BEGIN",
    ),
  ),
  row("key in a skill", "", "skill-curl", (draw) =>
    file(
      "skills/deploy/SKILL.md",
      `---\nname: deploy\ndescription: Deploys.\n---\n\nWrite this key first:\n\n\`\`\`bash\ncat > /tmp/key <<'EOF'\n${pem("OPENSSH", openssh(draw))}EOF\n\`\`\`\n`,
      "-----BEGIN",
    ),
  ),
  row("key in YAML", "", "dotenv", (draw) =>
    file(
      "config/app.yaml",
      `github:\n  app_id: 48213\n  private_key: |\n    ${pem("RSA", rsa(draw)).trim().replaceAll("\n", "\n    ")}\n`,
      "-----BEGIN",
    ),
  ),
  row("age key", "age", "dotenv", (draw) => {
    const key = `AGE-SECRET-KEY-1${draw.text("e", 58).toUpperCase()}`;
    return file("keys.txt", `# created: 2026-02-03T10:11:12Z\n${key}\n`, key);
  }),
];

const serviceAccount = (draw: Draw) => ({
  type: "service_account",
  project_id: "northwind-prod",
  private_key_id: draw.text("x", 40),
  private_key: pem("", pkcs8(draw)),
  client_email: "agent@northwind-prod.iam.gserviceaccount.com",
  client_id: draw.text("d", 21),
  auth_uri: "https://accounts.google.com/o/oauth2/auth",
  token_uri: "https://oauth2.googleapis.com/token",
  auth_provider_x509_cert_url: "https://www.googleapis.com/oauth2/v1/certs",
});
const google = "google google-cloud gcp google-api google-service-account google-oauth";

const aws = (draw: Draw) => ({ id: `AKIA${draw.text("B", 16)}`, secret: draw.text("b", 40) });

const pairs: readonly Structured[] = [
  row("service account file", google, "mcp-env", (draw) =>
    file("service-account.json", json(serviceAccount(draw)), "private_key", "-----BEGIN"),
  ),
  row("service account in dotenv", google, "dotenv", (draw) => {
    const line = `GOOGLE_APPLICATION_CREDENTIALS_JSON='${JSON.stringify(serviceAccount(draw))}'`;
    return file(".env", `PORT=80\n${line}\n`, line.slice(0, 40));
  }),
  row("application default credentials", google, "mcp-env", (draw) => {
    const token = `1//0${draw.text("d", 1)}${draw.text("u", 98)}`;
    return file(
      "application_default_credentials.json",
      json({
        client_id: `${draw.text("d", 12)}-${draw.text("n", 32)}.apps.googleusercontent.com`,
        client_secret: `GOCSPX-${draw.text("u", 28)}`,
        refresh_token: token,
        type: "authorized_user",
      }),
      token,
    );
  }),
  row("AWS credentials file", "aws amazon", "dotenv", (draw) => {
    const { id, secret } = aws(draw);
    return file(
      ".aws/credentials",
      `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\nregion = eu-west-1\n`,
      id,
      secret,
    );
  }),
  row("AWS dotenv", "aws amazon", "dotenv", (draw) => {
    const { id, secret } = aws(draw);
    return file(".env", `AWS_REGION=eu-west-1\nAWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`, id, secret);
  }),
  row("AWS MCP env", "aws amazon", "mcp-env", (draw) => {
    const { id, secret } = aws(draw);
    return file(
      ".mcp.json",
      json({
        mcpServers: {
          aws: {
            command: "uvx",
            args: ["awslabs.core-mcp-server@latest"],
            env: { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: "eu-west-1" },
          },
        },
      }),
      id,
      secret,
    );
  }),
  row("AWS MCP args", "aws amazon", "mcp-args", (draw) => {
    const { id, secret } = aws(draw);
    return file(
      ".mcp.json",
      json({
        mcpServers: {
          aws: {
            command: "docker",
            args: ["run", "-i", "-e", `AWS_ACCESS_KEY_ID=${id}`, "-e", `AWS_SECRET_ACCESS_KEY=${secret}`, "aws-mcp"],
          },
        },
      }),
      id,
      secret,
    );
  }),
  row("AWS in a skill", "aws amazon", "skill-curl", (draw) => {
    const { id, secret } = aws(draw);
    return file(
      "skills/backup/SKILL.md",
      `---\nname: backup\ndescription: Copies.\n---\n\n\`\`\`bash\naws configure set aws_access_key_id ${id}\naws configure set aws_secret_access_key ${secret}\naws s3 sync . s3://northwind-backup\n\`\`\`\n`,
      id,
      secret,
    );
  }),
  row("AWS TypeScript", "aws amazon", "typescript", (draw) => {
    const { id, secret } = aws(draw);
    return file(
      "src/s3.ts",
      `import { S3Client } from "@aws-sdk/client-s3";\n\nexport const s3 = new S3Client({\n  region: "eu-west-1",\n  credentials: {\n    accessKeyId: "${id}",\n    secretAccessKey: "${secret}",\n  },\n});\n`,
      id,
      secret,
    );
  }),
  row("AWS Python", "aws amazon", "python", (draw) => {
    const { id, secret } = aws(draw);
    return file(
      "agent/s3.py",
      `import boto3\n\ns3 = boto3.client("s3", aws_access_key_id="${id}", aws_secret_access_key="${secret}")\n`,
      id,
      secret,
    );
  }),
  row("Alibaba pair", "alibaba alibaba-cloud aliyun", "python", (draw) => {
    const secret = draw.text("w", 30);
    return file(
      "agent/oss.py",
      `import oss2\n\nauth = oss2.Auth("LTAI5t${draw.text("w", 18)}", "${secret}")\n`,
      secret,
      "LTAI5t",
    );
  }),
  row("Twilio pair", "twilio", "typescript", (draw) => {
    const token = draw.text("x", 32);
    return file(
      "src/sms.ts",
      `import twilio from "twilio";\n\nconst accountSid = "AC${draw.text("x", 32)}";\nconst authToken = "${token}";\nexport const client = twilio(accountSid, authToken);\n`,
      token,
    );
  }),
  row("Azure storage", "azure azure-storage microsoft", "dotenv", (draw) => {
    const key = draw.bytes(64).toString("base64");
    return file(
      ".env",
      `AZURE_STORAGE_CONNECTION_STRING="DefaultEndpointsProtocol=https;AccountName=northwind;AccountKey=${key};EndpointSuffix=core.windows.net"\n`,
      key,
    );
  }),
  row("Azure storage in C#-like settings", "azure azure-storage microsoft", "mcp-env", (draw) => {
    const key = draw.bytes(64).toString("base64");
    return file(
      "appsettings.json",
      json({
        ConnectionStrings: {
          Blobs: `DefaultEndpointsProtocol=https;AccountName=northwind;AccountKey=${key};EndpointSuffix=core.windows.net`,
        },
      }),
      key,
    );
  }),
  row("Azure Service Bus", "azure azure-service-bus microsoft", "python", (draw) => {
    const key = draw.bytes(32).toString("base64");
    return file(
      "agent/bus.py",
      `CONNECTION = "Endpoint=sb://northwind.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${key}"\n`,
      key,
    );
  }),
];

const word = (draw: Draw) => `${draw.text("w", 9)}${draw.text("d", 2)}x${draw.text("w", 6)}`;
const urls: readonly (readonly [string, (password: string) => string])[] = [
  ["Postgres", (password) => `postgresql://agent:${password}@db-prod.northwind.dev:5432/orders?sslmode=require`],
  ["MySQL", (password) => `mysql://agent:${password}@mysql-3.northwind.dev/orders`],
  ["MongoDB", (password) => `mongodb+srv://agent:${password}@cluster0.k3x9q.mongodb.net/orders?retryWrites=true`],
  ["Redis", (password) => `rediss://default:${password}@eu1-quick-toad-34821.upstash.io:6379`],
  ["AMQP", (password) => `amqps://agent:${password}@rabbit.northwind.dev/prod`],
  ["HTTPS", (password) => `https://deploy:${password}@packages.northwind.dev/simple`],
];
const urlPlaces: readonly (readonly [Context, string, (url: string) => string])[] = [
  ["dotenv", ".env", (url) => `PORT=80\nDATABASE_URL=${url}\nLOG_LEVEL=info\n`],
  [
    "mcp-env",
    ".mcp.json",
    (url) =>
      json({ mcpServers: { data: { command: "npx", args: ["-y", "data-mcp"], env: { CONNECTION_STRING: url } } } }),
  ],
  [
    "mcp-args",
    ".cursor/mcp.json",
    (url) =>
      json({ mcpServers: { data: { command: "npx", args: ["-y", "@modelcontextprotocol/server-postgres", url] } } }),
  ],
  [
    "skill-curl",
    "skills/query/SKILL.md",
    (url) =>
      `---\nname: query\ndescription: Asks the database.\n---\n\n\`\`\`bash\nrun-query "${url}" -c 'select count(*) from orders'\n\`\`\`\n`,
  ],
  [
    "typescript",
    "src/db.ts",
    (url) =>
      `import { connect } from "db";\n\nexport const db = await connect(process.env.DATABASE_URL ?? "${url}");\n`,
  ],
  ["python", "agent/db.py", (url) => `from sqlalchemy import create_engine\n\nengine = create_engine("${url}")\n`],
];
const connections = urls.flatMap(([name, url]) =>
  urlPlaces.map(([context, path, text]) =>
    row(`${name} URL`, "", context, (draw) => {
      const password = word(draw);
      return file(path, text(url(password)), password);
    }),
  ),
);

const hooks: readonly (readonly [string, string, (draw: Draw) => string])[] = [
  [
    "Slack webhook",
    "slack",
    (draw) => `https://hooks.slack.com/services/T0${draw.text("N", 9)}/B0${draw.text("N", 9)}/${draw.text("w", 24)}`,
  ],
  [
    "Discord webhook",
    "discord",
    (draw) => `https://discord.com/api/webhooks/1${draw.text("d", 18)}/${draw.text("u", 68)}`,
  ],
  [
    "Telegram URL",
    "telegram",
    (draw) => `https://api.telegram.org/bot7${draw.text("d", 9)}:AA${draw.text("u", 33)}/sendMessage`,
  ],
];
const webhooks = hooks.flatMap(([name, provider, url]) =>
  urlPlaces.map(([context, path, text]) =>
    row(name, provider, context, (draw) => {
      const hook = url(draw);
      return file(path, text(hook).replace("DATABASE_URL", "NOTIFY_URL"), hook);
    }),
  ),
);

const basic = (user: string, password: string) => Buffer.from(`${user}:${password}`).toString("base64");

const homes: readonly Structured[] = [
  row(".npmrc", "npm", "dotenv", (draw) => {
    const token = github(draw, "npm_");
    return file(
      ".npmrc",
      `registry=https://registry.npmjs.org/\n//registry.npmjs.org/:_authToken=${token}\nalways-auth=true\n`,
      token,
    );
  }),
  row(".netrc", "", "dotenv", (draw) => {
    const password = word(draw);
    return file(".netrc", `machine api.northwind.dev\n  login agent\n  password ${password}\n`, password);
  }),
  row(".git-credentials", "github", "dotenv", (draw) => {
    const token = github(draw);
    return file(".git-credentials", `https://agent:${token}@github.com\n`, token);
  }),
  row("git remote", "github", "skill-curl", (draw) => {
    const token = github(draw, "ghs_");
    return file(
      "skills/push/SKILL.md",
      `---\nname: push\ndescription: Pushes.\n---\n\n    git push https://x-access-token:${token}@github.com/northwind/app HEAD\n`,
      token,
    );
  }),
  row("Docker config", "", "mcp-env", (draw) => {
    const auth = basic("northwind", word(draw));
    return file(".docker/config.json", json({ auths: { "registry.northwind.dev": { auth } } }), auth);
  }),
  row("Kubernetes Secret", "openai", "dotenv", (draw) => {
    const data = Buffer.from(fill(draw, "sk-proj-{u:74}T3BlbkFJ{u:74}")).toString("base64");
    return file(
      "deploy/secret.yaml",
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: agent\ntype: Opaque\ndata:\n  OPENAI_API_KEY: ${data}\n`,
      data,
    );
  }),
  row("Kubernetes stringData", "anthropic", "dotenv", (draw) => {
    const key = fill(draw, "sk-ant-api03-{u:93}AA");
    return file(
      "deploy/secret.yaml",
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: agent\nstringData:\n  key: ${key}\n`,
      key,
    );
  }),
  row("Basic header", "", "skill-curl", (draw) => {
    const auth = basic("agent", word(draw));
    return file(
      "skills/sync/SKILL.md",
      `---\nname: sync\ndescription: Syncs.\n---\n\n\`\`\`bash\ncurl -H "Authorization: Basic ${auth}" https://api.northwind.dev/v1/items\n\`\`\`\n`,
      auth,
    );
  }),
  row("Basic header in MCP args", "", "mcp-args", (draw) => {
    const auth = basic("agent", word(draw));
    return file(
      ".mcp.json",
      json({
        mcpServers: {
          erp: {
            command: "npx",
            args: ["mcp-remote", "https://erp.northwind.dev/mcp", "--header", `Authorization: Basic ${auth}`],
          },
        },
      }),
      auth,
    );
  }),
  row("Basic header in Python", "", "python", (draw) => {
    const auth = basic("agent", word(draw));
    return file("agent/erp.py", `headers = {"Authorization": "Basic ${auth}"}\n`, auth);
  }),
  row("JWT in MCP args", "", "mcp-args", (draw) => {
    const token = jwt(draw, {
      sub: fill(draw, "{uuid}"),
      iss: "https://login.northwind.dev",
      iat: seconds,
      exp: seconds + 31_000_000,
      scope: "items:write",
    });
    return file(
      ".mcp.json",
      json({
        mcpServers: { erp: { url: "https://erp.northwind.dev/mcp", headers: { Authorization: `Bearer ${token}` } } },
      }),
      token,
    );
  }),
  row("JWT in TypeScript", "", "typescript", (draw) => {
    const token = jwt(draw, { sub: fill(draw, "{uuid}"), name: "agent", iat: seconds });
    return file("src/erp.ts", `export const token = "${token}";\n`, token);
  }),
  row("kubeconfig", "", "dotenv", (draw) => {
    const token = jwt(
      draw,
      {
        iss: "kubernetes/serviceaccount",
        "kubernetes.io/serviceaccount/namespace": "prod",
        sub: "system:serviceaccount:prod:agent",
      },
      { alg: "RS256", kid: draw.text("u", 43) },
    );
    return file(
      ".kube/config",
      `apiVersion: v1\nkind: Config\nusers:\n  - name: agent\n    user:\n      token: ${token}\n`,
      token,
    );
  }),
  row("swarm token", "docker docker-swarm", "skill-curl", (draw) => {
    const token = `SWMTKN-1-${draw.text("n", 50)}-${draw.text("n", 25)}`;
    return file(
      "skills/cluster/SKILL.md",
      `---\nname: cluster\ndescription: Joins.\n---\n\n\`\`\`bash\ndocker swarm join --token ${token} 10.0.4.7:2377\n\`\`\`\n`,
      token,
    );
  }),
  row("agent memory", "openai", "skill-curl", (draw) => {
    const key = fill(draw, "sk-proj-{u:74}T3BlbkFJ{u:74}");
    return file(
      "memory/2026-08-11.md",
      `# 2026-08-11\n\n- The user asked for the totals of August.\n- Their OpenAI key is ${key}, stored for later.\n`,
      key,
    );
  }),
  row("pip index", "gitlab", "dotenv", (draw) => {
    const token = fill(draw, "glpat-{u:20}");
    return file(
      "pip.conf",
      `[global]\nindex-url = https://__token__:${token}@gitlab.com/api/v4/projects/4/packages/pypi/simple\n`,
      token,
    );
  }),
];

const generic: readonly (readonly [string, string])[] = [
  ["INTERNAL_API_KEY", "{w:32}"],
  ["SESSION_SECRET", "{x:64}"],
  ["JWT_SECRET", "{u:43}"],
  ["WEBHOOK_SIGNING_SECRET", "{b:43}="],
  ["OPENCLAW_GATEWAY_TOKEN", "{x:48}"],
  ["CRM_ACCESS_TOKEN", "{n:36}"],
  ["LICENSE_KEY_SECRET", "{N:5}-{N:5}-{N:5}-{N:5}"],
  ["ENCRYPTION_KEY", "{b:43}="],
];
const unknown = generic.flatMap(([name, template]) => [
  row(`${name}, no vendor`, "", "dotenv", (draw) => {
    const value = fill(draw, template);
    return file(".env", `PORT=80\n${name}=${value}\n`, value);
  }),
  row(`${name}, no vendor`, "", "mcp-env", (draw) => {
    const value = fill(draw, template);
    return file(
      ".mcp.json",
      json({ mcpServers: { crm: { command: "npx", args: ["-y", "crm-mcp"], env: { [name]: value } } } }),
      value,
    );
  }),
  row(`${name}, no vendor`, "", "mcp-args", (draw) => {
    const value = fill(draw, template);
    return file(
      ".mcp.json",
      json({ mcpServers: { crm: { url: "https://crm.northwind.dev/mcp", headers: { "X-Api-Key": value } } } }),
      value,
    );
  }),
  row(`${name}, no vendor`, "", "skill-curl", (draw) => {
    const value = fill(draw, template);
    return file(
      "skills/crm/SKILL.md",
      `---\nname: crm\ndescription: Reads.\n---\n\n\`\`\`bash\ncurl -H "Authorization: Bearer ${value}" https://crm.northwind.dev/v1/items\n\`\`\`\n`,
      value,
    );
  }),
  row(`${name}, no vendor`, "", "typescript", (draw) => {
    const value = fill(draw, template);
    return file(
      "src/settings.ts",
      `export const settings = { url: "https://crm.northwind.dev", ${name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}: "${value}" };\n`,
      value,
    );
  }),
  row(`${name}, no vendor`, "", "python", (draw) => {
    const value = fill(draw, template);
    return file("agent/settings.py", `URL = "https://crm.northwind.dev"\n${name} = "${value}"\n`, value);
  }),
]);

/** Every structured secret, one row a case. */
export const structured: readonly Structured[] = [...keys, ...pairs, ...connections, ...webhooks, ...homes, ...unknown];
