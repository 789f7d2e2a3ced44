import { base62Checksum, fill, hexChecksum, jsonBase64, jwt, littleHexChecksum, type Draw } from "./draw.ts";

/**
 * A credential format of a vendor, as its documentation shows it. `template` is what `fill` takes, or draws a value
 * that a template cannot say (checksums, encoded structures).
 */
export interface Format {
  /** The format's own name, unique. */
  readonly name: string;
  /** Names that a detector may give the vendor, the usual one first. */
  readonly providers: readonly [string, ...string[]];
  readonly template: string | ((draw: Draw) => string);
  /** The variable that the vendor's documentation uses. */
  readonly env: string;
  /** The host that the value is sent to. */
  readonly host: string;
  /** How a request carries it; `%` is the value. */
  readonly header: string;
  /** Whether the value alone says whose it is. Else only a name, a host or a class beside it does. */
  readonly telling: boolean;
}

const bearer = "Authorization: Bearer %";

type Row = readonly [
  name: string,
  providers: string,
  template: string | ((draw: Draw) => string),
  env: string,
  host: string,
  header?: string,
];

const checked = (prefix: string) => (draw: Draw) => {
  const body = draw.text("w", 30);
  return prefix + body + base62Checksum(body);
};

const cloudflare = (prefix: string) => (draw: Draw) => {
  const body = draw.text("w", 40);
  return prefix + body + hexChecksum(body);
};

const seconds = 1_790_000_000;

const models: readonly Row[] = [
  ["openai-project", "openai", "sk-proj-{u:74}T3BlbkFJ{u:74}", "OPENAI_API_KEY", "api.openai.com"],
  ["openai-project-short", "openai", "sk-proj-{u:20}T3BlbkFJ{u:20}", "OPENAI_KEY", "api.openai.com"],
  ["openai-service-account", "openai", "sk-svcacct-{u:74}T3BlbkFJ{u:74}", "OPENAI_API_KEY", "api.openai.com"],
  ["openai-admin", "openai", "sk-admin-{u:58}T3BlbkFJ{u:58}", "OPENAI_ADMIN_KEY", "api.openai.com"],
  ["openai-legacy", "openai", "sk-{w:20}T3BlbkFJ{w:20}", "OPENAI_API_KEY", "api.openai.com"],
  ["anthropic-api", "anthropic", "sk-ant-api03-{u:93}AA", "ANTHROPIC_API_KEY", "api.anthropic.com", "x-api-key: %"],
  [
    "anthropic-admin",
    "anthropic",
    "sk-ant-admin01-{u:93}AA",
    "ANTHROPIC_ADMIN_KEY",
    "api.anthropic.com",
    "x-api-key: %",
  ],
  [
    "anthropic-oauth",
    "anthropic claude claude-code",
    "sk-ant-oat01-{u:93}AA",
    "CLAUDE_CODE_OAUTH_TOKEN",
    "api.anthropic.com",
  ],
  [
    "anthropic-refresh",
    "anthropic claude claude-code",
    "sk-ant-ort01-{u:93}AA",
    "CLAUDE_REFRESH_TOKEN",
    "console.anthropic.com",
  ],
  [
    "anthropic-session",
    "anthropic claude",
    "sk-ant-sid01-{u:86}-{u:6}AA",
    "CLAUDE_SESSION_KEY",
    "claude.ai",
    "Cookie: sessionKey=%",
  ],
  [
    "google-api",
    "google google-api google-cloud gcp gemini google-gemini google-ai",
    "AIza{u:35}",
    "GEMINI_API_KEY",
    "generativelanguage.googleapis.com",
    "x-goog-api-key: %",
  ],
  [
    "google-maps",
    "google google-api google-cloud gcp gemini google-maps",
    "AIzaSy{u:33}",
    "GOOGLE_MAPS_API_KEY",
    "maps.googleapis.com",
    "X-Goog-Api-Key: %",
  ],
  [
    "google-bound",
    "google google-api google-cloud gcp gemini google-gemini google-ai",
    "AQ.Ab8RN6{u:44}",
    "GOOGLE_API_KEY",
    "aiplatform.googleapis.com",
    "x-goog-api-key: %",
  ],
  [
    "google-client-secret",
    "google google-api google-cloud gcp google-oauth",
    "GOCSPX-{u:28}",
    "GOOGLE_CLIENT_SECRET",
    "oauth2.googleapis.com",
  ],
  [
    "google-access",
    "google google-api google-cloud gcp google-oauth",
    "ya29.a0A{u:160}",
    "GOOGLE_ACCESS_TOKEN",
    "gmail.googleapis.com",
  ],
  [
    "google-refresh",
    "google google-api google-cloud gcp google-oauth",
    "1//0{d:1}{u:98}",
    "GOOGLE_REFRESH_TOKEN",
    "oauth2.googleapis.com",
  ],
  ["groq", "groq", "gsk_{w:20}WGdyb3FY{w:24}", "GROQ_API_KEY", "api.groq.com"],
  ["perplexity", "perplexity", "pplx-{w:48}", "PERPLEXITY_API_KEY", "api.perplexity.ai"],
  ["xai", "xai x-ai", "xai-{w:80}", "XAI_API_KEY", "api.x.ai"],
  ["openrouter", "openrouter", "sk-or-v1-{x:64}", "OPENROUTER_API_KEY", "openrouter.ai"],
  ["elevenlabs", "elevenlabs eleven-labs", "sk_{x:48}", "ELEVENLABS_API_KEY", "api.elevenlabs.io", "xi-api-key: %"],
  [
    "langsmith-personal",
    "langsmith langchain",
    "lsv2_pt_{x:32}_{x:10}",
    "LANGSMITH_API_KEY",
    "api.smith.langchain.com",
    "x-api-key: %",
  ],
  [
    "langsmith-service",
    "langsmith langchain",
    "lsv2_sk_{x:32}_{x:10}",
    "LANGCHAIN_API_KEY",
    "api.smith.langchain.com",
    "x-api-key: %",
  ],
  ["langfuse", "langfuse", "sk-lf-{uuid}", "LANGFUSE_SECRET_KEY", "cloud.langfuse.com"],
  ["together", "together together-ai togetherai", "tgp_v1_{u:43}", "TOGETHER_API_KEY", "api.together.xyz"],
  ["nvidia", "nvidia", "nvapi-{u:64}", "NVIDIA_API_KEY", "integrate.api.nvidia.com"],
  ["cerebras", "cerebras", "csk-{n:48}", "CEREBRAS_API_KEY", "api.cerebras.ai"],
  ["huggingface", "huggingface hugging-face", "hf_{a:34}", "HF_TOKEN", "router.huggingface.co"],
  ["replicate", "replicate", "r8_{w:37}", "REPLICATE_API_TOKEN", "api.replicate.com"],
  ["fireworks", "fireworks fireworks-ai", "fw_{w:24}", "FIREWORKS_API_KEY", "api.fireworks.ai"],
  ["jina", "jina jina-ai", "jina_{x:32}{u:28}", "JINA_API_KEY", "api.jina.ai"],
  [
    "helicone",
    "helicone",
    "sk-helicone-{n:7}-{n:7}-{n:7}-{n:7}",
    "HELICONE_API_KEY",
    "oai.helicone.ai",
    "Helicone-Auth: Bearer %",
  ],
  ["vercel-gateway", "vercel", "vck_{w:56}", "AI_GATEWAY_API_KEY", "ai-gateway.vercel.sh"],
  [
    "bedrock",
    "aws amazon bedrock aws-bedrock amazon-bedrock",
    (draw) =>
      `ABSK${Buffer.from(`BedrockAPIKey-${draw.text("n", 4)}-at-${draw.text("d", 12)}:${draw.text("b", 48)}`).toString("base64")}`,
    "AWS_BEARER_TOKEN_BEDROCK",
    "bedrock-runtime.us-east-1.amazonaws.com",
  ],
];

const agents: readonly Row[] = [
  ["pinecone", "pinecone", "pcsk_{w:6}_{w:63}", "PINECONE_API_KEY", "api.pinecone.io", "Api-Key: %"],
  ["tavily", "tavily", "tvly-{w:32}", "TAVILY_API_KEY", "api.tavily.com"],
  ["tavily-dev", "tavily", "tvly-dev-{w:32}", "TAVILY_API_KEY", "api.tavily.com"],
  ["brave", "brave brave-search", "BSA{u:28}", "BRAVE_API_KEY", "api.search.brave.com", "X-Subscription-Token: %"],
  ["apify", "apify", "apify_api_{w:36}", "APIFY_TOKEN", "api.apify.com"],
  ["runpod", "runpod", "rpa_{N:40}{n:4}", "RUNPOD_API_KEY", "rest.runpod.io"],
  ["wandb", "wandb weights-and-biases weights-biases", "wandb_v1_{w:77}", "WANDB_API_KEY", "api.wandb.ai"],
  ["firecrawl", "firecrawl", "fc-{x:32}", "FIRECRAWL_API_KEY", "api.firecrawl.dev"],
  ["e2b", "e2b", "e2b_{x:40}", "E2B_API_KEY", "api.e2b.dev", "X-API-Key: %"],
  ["moltbook", "moltbook", "moltbook_sk_{u:32}", "MOLTBOOK_API_KEY", "www.moltbook.com"],
  ["mem0", "mem0", "m0-{w:40}", "MEM0_API_KEY", "api.mem0.ai", "Authorization: Token %"],
  ["browserbase", "browserbase", "bb_live_{u:27}", "BROWSERBASE_API_KEY", "api.browserbase.com", "X-BB-API-Key: %"],
  ["context7", "context7 upstash", "ctx7sk-{uuid}", "CONTEXT7_API_KEY", "mcp.context7.com", "CONTEXT7_API_KEY: %"],
  ["cursor", "cursor", "key_{x:64}", "CURSOR_API_KEY", "api.cursor.com"],
  ["notion", "notion", "ntn_{d:11}{w:35}", "NOTION_TOKEN", "api.notion.com"],
  ["notion-legacy", "notion", "secret_{w:43}", "NOTION_API_KEY", "api.notion.com"],
  ["linear", "linear", "lin_api_{w:40}", "LINEAR_API_KEY", "api.linear.app", "Authorization: %"],
  ["linear-oauth", "linear", "lin_oauth_{x:64}", "LINEAR_ACCESS_TOKEN", "api.linear.app"],
  ["slack-bot", "slack", "xoxb-{d:12}-{d:13}-{w:24}", "SLACK_BOT_TOKEN", "slack.com"],
  ["slack-user", "slack", "xoxp-{d:12}-{d:12}-{d:13}-{x:32}", "SLACK_USER_TOKEN", "slack.com"],
  ["slack-app", "slack", "xapp-1-A0{N:9}-{d:13}-{x:64}", "SLACK_APP_TOKEN", "slack.com"],
  ["slack-rotating", "slack", "xoxe.xoxp-1-{w:166}", "SLACK_ACCESS_TOKEN", "slack.com"],
  [
    "discord-bot",
    "discord",
    (draw) =>
      `${Buffer.from(`1${draw.text("d", 17)}`).toString("base64url")}.G${draw.text("u", 5)}.${draw.text("u", 38)}`,
    "DISCORD_TOKEN",
    "discord.com",
    "Authorization: Bot %",
  ],
  [
    "telegram",
    "telegram",
    (draw) => `${1 + draw.int(8)}${draw.text("d", 9)}:AA${draw.text("u", 33)}`,
    "TELEGRAM_BOT_TOKEN",
    "api.telegram.org",
  ],
  ["figma", "figma", "figd_{u:40}", "FIGMA_API_KEY", "api.figma.com", "X-Figma-Token: %"],
  ["airtable", "airtable", "pat{w:14}.{x:64}", "AIRTABLE_API_KEY", "api.airtable.com"],
  ["asana", "asana", "2/{d:16}/{d:16}:{x:32}", "ASANA_ACCESS_TOKEN", "app.asana.com"],
  ["hubspot", "hubspot", "pat-na1-{uuid}", "HUBSPOT_ACCESS_TOKEN", "api.hubapi.com"],
  [
    "atlassian",
    "atlassian jira",
    (draw) => {
      const body = `ATATT3xFfGF0${draw.text("u", 172)}=`;
      return body + hexChecksum(body).toUpperCase();
    },
    "ATLASSIAN_API_TOKEN",
    "api.atlassian.com",
  ],
  ["typeform", "typeform", "tfp_{u:44}_{w:14}", "TYPEFORM_TOKEN", "api.typeform.com"],
];

const code: readonly Row[] = [
  ["github-personal", "github", checked("ghp_"), "GITHUB_PERSONAL_ACCESS_TOKEN", "api.github.com"],
  ["github-oauth", "github", checked("gho_"), "GITHUB_TOKEN", "api.github.com", "Authorization: token %"],
  ["github-user", "github", checked("ghu_"), "GH_TOKEN", "api.githubcopilot.com"],
  ["github-server", "github", checked("ghs_"), "GH_TOKEN", "api.github.com"],
  ["github-refresh", "github", checked("ghr_"), "GITHUB_REFRESH_TOKEN", "github.com"],
  ["github-fine-grained", "github", "github_pat_11{N:20}_{w:59}", "GITHUB_TOKEN", "api.github.com"],
  [
    "github-server-jwt",
    "github",
    (draw) =>
      `ghs_${draw.text("d", 7)}_${jwt(draw, { iss: draw.text("d", 6), aud: "api.github.com", iat: seconds, exp: seconds + 3600, jti: draw.text("u", 22), sub: draw.text("w", 120) }, { alg: "ES256", typ: "JWT", kid: draw.text("x", 8) })}`,
    "GITHUB_TOKEN",
    "api.github.com",
  ],
  ["gitlab-personal", "gitlab", "glpat-{u:20}", "GITLAB_PERSONAL_ACCESS_TOKEN", "gitlab.com", "PRIVATE-TOKEN: %"],
  ["gitlab-routable", "gitlab", "glpat-{u:27}.01.{n:9}", "GITLAB_TOKEN", "gitlab.com", "PRIVATE-TOKEN: %"],
  ["gitlab-deploy", "gitlab", "gldt-{u:20}", "CI_DEPLOY_PASSWORD", "gitlab.com"],
  ["gitlab-runner", "gitlab", "glrt-{u:20}", "RUNNER_TOKEN", "gitlab.com"],
  ["gitlab-trigger", "gitlab", "glptt-{x:40}", "TRIGGER_TOKEN", "gitlab.com"],
  ["npm", "npm", checked("npm_"), "NPM_TOKEN", "registry.npmjs.org"],
  [
    "pypi",
    "pypi",
    (draw) => {
      const id = fill(draw, "{uuid}");
      const parts = [
        Buffer.from([2, 1, 8]),
        Buffer.from("pypi.org"),
        Buffer.from([2, 36]),
        Buffer.from(id),
        Buffer.from([0, 2, 42]),
        Buffer.from(`[3,"${fill(draw, "{uuid}")}"]`),
        Buffer.from([0, 0, 6, 32]),
        draw.bytes(32),
      ];
      return `pypi-${Buffer.concat(parts).toString("base64url")}`;
    },
    "PYPI_TOKEN",
    "upload.pypi.org",
  ],
  ["docker-personal", "docker docker-hub dockerhub", "dckr_pat_{u:27}", "DOCKERHUB_TOKEN", "hub.docker.com"],
  ["docker-organisation", "docker docker-hub dockerhub", "dckr_oat_{u:32}", "DOCKER_TOKEN", "hub.docker.com"],
  ["rubygems", "rubygems", "rubygems_{x:48}", "GEM_HOST_API_KEY", "rubygems.org", "Authorization: %"],
  ["crates", "crates-io crates cargo", "cio{w:32}", "CARGO_REGISTRY_TOKEN", "crates.io", "Authorization: %"],
  ["sentry-user", "sentry", "sntryu_{x:64}", "SENTRY_AUTH_TOKEN", "sentry.io"],
  [
    "sentry-organisation",
    "sentry",
    (draw) =>
      `sntrys_${Buffer.from(JSON.stringify({ iat: seconds + draw.int(1e6) / 100, url: "https://sentry.io", region_url: "https://us.sentry.io", org: "northwind" })).toString("base64")}_${draw.text("b", 43)}`,
    "SENTRY_AUTH_TOKEN",
    "sentry.io",
  ],
  ["buildkite", "buildkite", "bkua_{x:40}", "BUILDKITE_API_TOKEN", "api.buildkite.com"],
  ["circleci", "circleci circle-ci", "CCIPAT_{w:22}_{x:40}", "CIRCLECI_TOKEN", "circleci.com", "Circle-Token: %"],
  ["jfrog", "jfrog artifactory", "AKCp{w:69}", "ARTIFACTORY_API_KEY", "northwind.jfrog.io", "X-JFrog-Art-Api: %"],
  ["sonarqube", "sonarqube sonar sonarcloud", "squ_{x:40}", "SONAR_TOKEN", "sonarcloud.io"],
  ["sourcegraph", "sourcegraph", "sgp_{x:16}_{x:40}", "SRC_ACCESS_TOKEN", "sourcegraph.com", "Authorization: token %"],
  ["postman", "postman", "PMAK-{x:24}-{x:34}", "POSTMAN_API_KEY", "api.getpostman.com", "X-Api-Key: %"],
  ["readme", "readme", "rdme_{n:70}", "README_API_KEY", "dash.readme.com"],
  ["launchdarkly", "launchdarkly", "sdk-{uuid}", "LAUNCHDARKLY_SDK_KEY", "app.launchdarkly.com", "Authorization: %"],
  ["prefect", "prefect", "pnu_{w:36}", "PREFECT_API_KEY", "api.prefect.cloud"],
  ["posthog", "posthog", "phx_{w:47}", "POSTHOG_PERSONAL_API_KEY", "us.posthog.com"],
  ["contentful", "contentful", "CFPAT-{u:43}", "CONTENTFUL_MANAGEMENT_TOKEN", "api.contentful.com"],
  [
    "mapbox",
    "mapbox",
    (draw) => `sk.${jsonBase64({ u: "northwind", a: `cl${draw.text("n", 23)}` })}.${draw.text("u", 22)}`,
    "MAPBOX_SECRET_TOKEN",
    "api.mapbox.com",
  ],
  ["segment", "segment", "sgp_{w:64}", "SEGMENT_PUBLIC_API_TOKEN", "api.segmentapis.com"],
];

const clouds: readonly Row[] = [
  [
    "vault-service",
    "hashicorp-vault vault hashicorp",
    "hvs.CAES{u:91}",
    "VAULT_TOKEN",
    "vault.northwind.dev",
    "X-Vault-Token: %",
  ],
  [
    "vault-batch",
    "hashicorp-vault vault hashicorp",
    "hvb.AAAAAQ{u:152}",
    "VAULT_TOKEN",
    "vault.northwind.dev",
    "X-Vault-Token: %",
  ],
  [
    "terraform",
    "terraform terraform-cloud hashicorp hashicorp-terraform",
    "{w:14}.atlasv1.{u:67}",
    "TFE_TOKEN",
    "app.terraform.io",
  ],
  ["doppler-personal", "doppler", "dp.pt.{w:43}", "DOPPLER_TOKEN", "api.doppler.com"],
  ["doppler-service", "doppler", "dp.st.prd.{w:43}", "DOPPLER_TOKEN", "api.doppler.com"],
  [
    "onepassword",
    "onepassword 1password one-password",
    (draw) =>
      `ops_${jsonBase64({ signInAddress: "northwind.1password.com", userAuth: { method: "SRPg-4096", alg: "PBES2g-HS256", iterations: 650_000, salt: draw.text("u", 22) }, email: `${draw.text("n", 13)}@1passwordserviceaccounts.com`, srpX: draw.text("x", 64), muk: { alg: "A256GCM", ext: true, k: draw.text("u", 43), key_ops: ["encrypt", "decrypt"], kty: "oct", kid: "mp" }, secretKey: `A3-${draw.text("N", 6)}-${draw.text("N", 6)}-${draw.text("N", 5)}`, throttleSecret: { seed: draw.text("x", 64), uuid: draw.text("N", 26) }, deviceUuid: draw.text("n", 26) })}`,
    "OP_SERVICE_ACCOUNT_TOKEN",
    "northwind.1password.com",
  ],
  ["tailscale-auth", "tailscale", "tskey-auth-k{w:9}CNTRL-{w:32}", "TS_AUTHKEY", "api.tailscale.com"],
  ["tailscale-api", "tailscale", "tskey-api-k{w:9}CNTRL-{w:32}", "TAILSCALE_API_KEY", "api.tailscale.com"],
  ["cloudflare-user", "cloudflare", cloudflare("cfut_"), "CLOUDFLARE_API_TOKEN", "api.cloudflare.com"],
  ["cloudflare-account", "cloudflare", cloudflare("cfat_"), "CF_API_TOKEN", "api.cloudflare.com"],
  ["cloudflare-global", "cloudflare", cloudflare("cfk_"), "CLOUDFLARE_API_KEY", "api.cloudflare.com", "X-Auth-Key: %"],
  [
    "grafana-service-account",
    "grafana",
    (draw) => {
      const body = `glsa_${draw.text("w", 32)}`;
      return `${body}_${littleHexChecksum(body)}`;
    },
    "GRAFANA_SERVICE_ACCOUNT_TOKEN",
    "northwind.grafana.net",
  ],
  [
    "grafana-cloud",
    "grafana",
    (draw) =>
      `glc_${Buffer.from(JSON.stringify({ o: draw.text("d", 6), n: "northwind-otlp", k: draw.text("w", 24), m: { r: "prod-eu-west-2" } })).toString("base64")}`,
    "GRAFANA_CLOUD_TOKEN",
    "grafana.com",
  ],
  ["databricks", "databricks", "dapi{x:32}", "DATABRICKS_TOKEN", "dbc-1a2b3c4d-5e6f.cloud.databricks.com"],
  ["neon", "neon", "napi_{n:64}", "NEON_API_KEY", "console.neon.tech"],
  [
    "supabase-secret",
    "supabase",
    "sb_secret_{u:22}_{u:8}",
    "SUPABASE_SECRET_KEY",
    "abcdefghijklmnop.supabase.co",
    "apikey: %",
  ],
  ["supabase-personal", "supabase", "sbp_{x:40}", "SUPABASE_ACCESS_TOKEN", "api.supabase.com"],
  [
    "supabase-service-role",
    "supabase",
    (draw) =>
      jwt(draw, {
        iss: "supabase",
        ref: draw.text("l", 20),
        role: "service_role",
        iat: seconds,
        exp: seconds + 315_000_000,
      }),
    "SUPABASE_SERVICE_ROLE_KEY",
    "qwmzrtplxnvbkhsd.supabase.co",
    "apikey: %",
  ],
  ["digitalocean", "digitalocean digital-ocean", "dop_v1_{x:64}", "DIGITALOCEAN_ACCESS_TOKEN", "api.digitalocean.com"],
  ["heroku", "heroku", "HRKU-AA{u:58}", "HEROKU_API_KEY", "api.heroku.com"],
  [
    "fly",
    "fly fly-io flyio",
    (draw) => `FlyV1 fm2_${draw.bytes(240).toString("base64")}`,
    "FLY_API_TOKEN",
    "api.machines.dev",
    "Authorization: %",
  ],
  ["render", "render", "rnd_{w:28}", "RENDER_API_KEY", "api.render.com"],
  ["netlify", "netlify", "nfp_{w:36}", "NETLIFY_AUTH_TOKEN", "api.netlify.com"],
  ["planetscale", "planetscale", "pscale_tkn_{u:43}", "PLANETSCALE_SERVICE_TOKEN", "api.planetscale.com"],
  [
    "mongodb-atlas",
    "mongodb mongodb-atlas mongo atlas",
    "mdb_sa_sk_{u:40}",
    "ATLAS_CLIENT_SECRET",
    "cloud.mongodb.com",
  ],
  ["new-relic", "new-relic newrelic", "NRAK-{N:27}", "NEW_RELIC_API_KEY", "api.newrelic.com", "Api-Key: %"],
  [
    "dynatrace",
    "dynatrace",
    "dt0c01.{N:24}.{N:64}",
    "DT_API_TOKEN",
    "abc12345.live.dynatrace.com",
    "Authorization: Api-Token %",
  ],
  ["pulumi", "pulumi", "pul-{x:40}", "PULUMI_ACCESS_TOKEN", "api.pulumi.com", "Authorization: token %"],
  ["openshift", "openshift red-hat redhat", "sha256~{u:43}", "OPENSHIFT_TOKEN", "api.cluster.northwind.dev"],
  [
    "azure-client-secret",
    "azure azure-ad microsoft entra microsoft-entra azure-entra",
    "{q:3}{d:1}Q~{q:34}",
    "AZURE_CLIENT_SECRET",
    "login.microsoftonline.com",
  ],
  ["azure-devops", "azure azure-devops microsoft", "{w:76}AZDO{w:4}", "AZURE_DEVOPS_PAT", "dev.azure.com"],
  [
    "yandex",
    "yandex yandex-cloud",
    "AQVN{u:36}",
    "YANDEX_API_KEY",
    "llm.api.cloud.yandex.net",
    "Authorization: Api-Key %",
  ],
];

const business: readonly Row[] = [
  ["stripe-live", "stripe", "sk_live_51{w:97}", "STRIPE_SECRET_KEY", "api.stripe.com"],
  ["stripe-short", "stripe", "sk_live_{w:24}", "STRIPE_API_KEY", "api.stripe.com"],
  ["stripe-restricted", "stripe", "rk_live_51{w:97}", "STRIPE_RESTRICTED_KEY", "api.stripe.com"],
  ["stripe-test", "stripe", "sk_test_51{w:97}", "STRIPE_SECRET_KEY", "api.stripe.com"],
  ["stripe-webhook", "stripe svix", "whsec_{w:32}", "STRIPE_WEBHOOK_SECRET", "api.stripe.com"],
  ["sendgrid", "sendgrid twilio-sendgrid", "SG.{u:22}.{u:43}", "SENDGRID_API_KEY", "api.sendgrid.com"],
  ["mailgun", "mailgun", "key-{x:32}", "MAILGUN_API_KEY", "api.mailgun.net"],
  ["mailgun-new", "mailgun", "{x:32}-{x:8}-{x:8}", "MAILGUN_API_KEY", "api.mailgun.net"],
  ["mailchimp", "mailchimp", "{x:32}-us21", "MAILCHIMP_API_KEY", "us21.api.mailchimp.com"],
  ["resend", "resend", "re_{w:8}_{w:24}", "RESEND_API_KEY", "api.resend.com"],
  [
    "shopify-admin",
    "shopify",
    "shpat_{x:32}",
    "SHOPIFY_ACCESS_TOKEN",
    "northwind.myshopify.com",
    "X-Shopify-Access-Token: %",
  ],
  ["shopify-shared", "shopify", "shpss_{x:32}", "SHOPIFY_API_SECRET", "northwind.myshopify.com"],
  ["square", "square", "EAAA{u:60}", "SQUARE_ACCESS_TOKEN", "connect.squareup.com"],
  ["shippo", "shippo", "shippo_live_{x:40}", "SHIPPO_API_TOKEN", "api.goshippo.com", "Authorization: ShippoToken %"],
  ["easypost", "easypost", "EZAK{w:54}", "EASYPOST_API_KEY", "api.easypost.com"],
  ["duffel", "duffel", "duffel_live_{u:43}", "DUFFEL_ACCESS_TOKEN", "api.duffel.com"],
  ["flutterwave", "flutterwave", "FLWSECK-{x:32}-X", "FLW_SECRET_KEY", "api.flutterwave.com"],
  ["adafruit", "adafruit", "aio_{w:28}", "ADAFRUIT_IO_KEY", "io.adafruit.com", "X-AIO-Key: %"],
  ["facebook", "facebook meta", "EAAM{w:160}", "META_ACCESS_TOKEN", "graph.facebook.com"],
  ["dropbox", "dropbox", "sl.B{u:134}", "DROPBOX_TOKEN", "api.dropboxapi.com"],
];

/** Formats without anything of their own: a name, a class or a host beside the value says whose it is. */
const plain: readonly Row[] = [
  ["deepseek", "deepseek", "sk-{x:32}", "DEEPSEEK_API_KEY", "api.deepseek.com"],
  ["stability", "stability stability-ai stabilityai", "sk-{w:48}", "STABILITY_API_KEY", "api.stability.ai"],
  ["litellm", "litellm", "sk-{u:22}", "LITELLM_API_KEY", "litellm.northwind.dev"],
  ["mistral", "mistral mistral-ai mistralai", "{w:32}", "MISTRAL_API_KEY", "api.mistral.ai"],
  ["cohere", "cohere", "{w:40}", "COHERE_API_KEY", "api.cohere.com"],
  ["voyage", "voyage voyage-ai voyageai", "pa-{u:43}", "VOYAGE_API_KEY", "api.voyageai.com"],
  ["zhipu", "zhipu zai z-ai zhipuai bigmodel", "{x:32}.{w:16}", "ZHIPU_API_KEY", "open.bigmodel.cn"],
  ["composio", "composio", "ak_{u:20}", "COMPOSIO_API_KEY", "backend.composio.dev", "x-api-key: %"],
  ["exa", "exa", "{uuid}", "EXA_API_KEY", "api.exa.ai", "x-api-key: %"],
  ["serper", "serper", "{x:40}", "SERPER_API_KEY", "google.serper.dev", "X-API-KEY: %"],
  ["deepgram", "deepgram", "{x:40}", "DEEPGRAM_API_KEY", "api.deepgram.com", "Authorization: Token %"],
  ["assemblyai", "assemblyai assembly-ai", "{x:32}", "ASSEMBLYAI_API_KEY", "api.assemblyai.com", "Authorization: %"],
  ["clerk", "clerk stripe", "sk_live_{w:42}", "CLERK_SECRET_KEY", "api.clerk.com"],
  ["workos", "workos", "sk_live_a2V5Xz{w:58}", "WORKOS_API_KEY", "api.workos.com"],
  ["twilio-token", "twilio", "{x:32}", "TWILIO_AUTH_TOKEN", "api.twilio.com"],
  ["twilio-key", "twilio", "SK{x:32}", "TWILIO_API_KEY", "api.twilio.com"],
  ["datadog", "datadog", "{x:32}", "DD_API_KEY", "api.datadoghq.com", "DD-API-KEY: %"],
  ["datadog-application", "datadog", "{x:40}", "DATADOG_APP_KEY", "api.datadoghq.com", "DD-APPLICATION-KEY: %"],
  ["vercel-legacy", "vercel", "{w:24}", "VERCEL_TOKEN", "api.vercel.com"],
  ["cloudflare-legacy", "cloudflare", "{u:40}", "CLOUDFLARE_API_TOKEN", "api.cloudflare.com"],
  ["okta", "okta", "00{u:40}", "OKTA_API_TOKEN", "northwind.okta.com", "Authorization: SSWS %"],
  ["auth0", "auth0", "{u:64}", "AUTH0_CLIENT_SECRET", "northwind.eu.auth0.com"],
  [
    "azure-openai",
    "azure azure-openai microsoft",
    "{x:32}",
    "AZURE_OPENAI_API_KEY",
    "northwind.openai.azure.com",
    "api-key: %",
  ],
  ["pagerduty", "pagerduty", "u+{u:18}", "PAGERDUTY_API_KEY", "api.pagerduty.com", "Authorization: Token token=%"],
  ["ngrok", "ngrok", "2{w:26}_{w:21}", "NGROK_AUTHTOKEN", "api.ngrok.com"],
  ["algolia-admin", "algolia", "{x:32}", "ALGOLIA_ADMIN_KEY", "northwind.algolia.net", "X-Algolia-API-Key: %"],
  ["snyk", "snyk", "{uuid}", "SNYK_TOKEN", "api.snyk.io", "Authorization: token %"],
];

function read(rows: readonly Row[], telling: boolean): Format[] {
  return rows.map(([name, providers, template, env, host, header]) => ({
    name,
    providers: providers.split(" ") as [string, ...string[]],
    template,
    env,
    host,
    header: header ?? bearer,
    telling,
  }));
}

/** Every format that one line can hold. */
export const formats: readonly Format[] = [
  ...read([...models, ...agents, ...code, ...clouds, ...business], true),
  ...read(plain, false),
];

/** A value of the format. */
export function valueOf(format: Format, draw: Draw): string {
  return typeof format.template === "string" ? fill(draw, format.template) : format.template(draw);
}
