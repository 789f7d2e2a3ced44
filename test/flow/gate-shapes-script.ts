/** A way to put a gate before `deploy("…")`, and a look-alike that is none. */
export type Shape = readonly [name: string, gate: string, twin: string];

export const scriptShapes: readonly Shape[] = [
  [
    "a guard clause",
    `export async function release() {
      if (!(await confirm("Release to production?"))) return;
      await deploy("prod");
    }`,
    `export async function release() {
      if (await confirm("Stay on staging?")) return;
      await deploy("prod");
    }`,
  ],
  [
    "a call that throws",
    `export async function rollout(user: User) {
      await requireApproval(user, "rollout");
      return deploy("eu-west");
    }`,
    `export async function rollout(user: User) {
      await confirm("Roll out?");
      return deploy("eu-west");
    }`,
  ],
  [
    "a guarded branch",
    `export class Pipeline {
      async ship(channel: Channel) {
        const approved = await channel.confirm("ship it");
        if (approved) {
          await deploy("canary");
        }
      }
    }`,
    `export class Pipeline {
      async ship(channel: Channel) {
        const approved = await channel.confirm("ship it");
        if (approved) {
          this.log.info("approved");
        }
        await deploy("canary");
      }
    }`,
  ],
  [
    "an operator",
    `export const maybe = async () => (await confirm("now?")) && deploy("beta");`,
    `export const maybe = async () => (await confirm("now?")) || deploy("beta");`,
  ],
  [
    "a conditional expression",
    `export async function run(target: string) {
      const ok = await confirm(target);
      return ok ? deploy("blue") : undefined;
    }`,
    `export async function run(target: string) {
      const ok = await confirm(target);
      return ok ? undefined : deploy("blue");
    }`,
  ],
  [
    "an answer that is a word",
    `export async function step(io: Terminal) {
      const { action, content } = await ask("Deploy?");
      if (action !== "accept") {
        io.print(content);
        return;
      }
      await deploy("main");
    }`,
    `export async function step(io: Terminal) {
      const { action, content } = await ask("Deploy?");
      if (action !== "accept") {
        io.print(content);
      }
      await deploy("main");
    }`,
  ],
  [
    "an answer to a request",
    `export async function handler(req: Request, res: Response) {
      if (!isAllowed(req.user)) {
        res.status(403).json({ error: "forbidden" });
        return;
      }
      deploy("api");
      res.sendStatus(204);
    }`,
    `export async function handler(req: Request, res: Response) {
      if (!isAllowed(req.user)) {
        res.status(403).json({ error: "forbidden" });
      }
      deploy("api");
      res.sendStatus(204);
    }`,
  ],
  [
    "a loop that goes on",
    `export async function each(services: string[]) {
      for (const service of services) {
        if (!(await confirm(service))) continue;
        await deploy("service");
      }
    }`,
    `export async function each(services: string[]) {
      for (const service of services) {
        if (!(await confirm(service))) console.warn("refused", service);
        await deploy("service");
      }
    }`,
  ],
  [
    "a loop that asks until it is told yes",
    `export async function insist() {
      let answer = "";
      while (answer !== "yes") {
        answer = await ask("Type yes");
      }
      await deploy("patient");
    }`,
    `export async function insist(hosts: string[]) {
      for (const host of hosts) {
        if (!(await confirm(host))) return;
      }
      await deploy("patient");
    }`,
  ],
  [
    "try and finally",
    `export async function locked(lock: Lock) {
      await lock.take();
      try {
        if (!(await confirm("locked"))) return;
      } finally {
        await lock.release();
      }
      await deploy("locked");
    }`,
    `export async function locked(lock: Lock) {
      await lock.take();
      try {
        if (!(await confirm("locked"))) return;
      } finally {
        await deploy("locked");
      }
    }`,
  ],
  [
    "a throw that nobody catches",
    `export async function careful() {
      try {
        await requireApproval("deploy");
      } catch (error) {
        report(error);
        throw error;
      }
      await deploy("careful");
    }`,
    `export async function careful() {
      try {
        await requireApproval("deploy");
      } catch (error) {
        report(error);
      }
      await deploy("careful");
    }`,
  ],
  [
    "a gate that is tried first",
    `export async function retry() {
      try {
        if (!(await confirm("first"))) throw new Error("refused");
        await deploy("once");
      } catch {
        notify("failed");
      }
    }`,
    `export async function retry() {
      try {
        await deploy("once");
      } catch {
        if (!(await confirm("again"))) throw new Error("refused");
      }
    }`,
  ],
  [
    "a callback that returns early",
    `export function listen(bot: Bot) {
      bot.on("message", async (message) => {
        if (!(await confirm(message.text))) return;
        await deploy("bot");
      });
    }`,
    `export function listen(bot: Bot) {
      bot.on("message", async (message) => {
        message.lines.forEach(async (line) => {
          if (!(await confirm(line))) return;
        });
        await deploy("bot");
      });
    }`,
  ],
  [
    "a chain of promises",
    `export function chain() {
      return confirm("chained").then((ok) => (ok ? deploy("chain") : null));
    }`,
    `export function chain() {
      return confirm("chained").then((ok) => {
        track(ok);
        return deploy("chain");
      });
    }`,
  ],
  [
    "a chain that refuses by throwing",
    `export const start = () =>
      ask("start")
        .then(({ approved }) => {
          if (!approved) throw new Error("no");
        })
        .then(() => deploy("second"));`,
    `export const start = () =>
      ask("start")
        .then(({ approved }) => {
          if (!approved) return;
        })
        .then(() => deploy("second"));`,
  ],
  [
    "a wrapper of the file",
    `async function guarded(action: () => Promise<void>) {
      const ok = await confirm("Run?");
      if (!ok) throw new Error("refused");
      return action();
    }
    export const job = () => guarded(() => deploy("wrapped"));`,
    `async function guarded(action: () => Promise<void>) {
      const ok = await confirm("Run?");
      if (!ok) console.error("refused");
      return action();
    }
    export const job = () => guarded(() => deploy("wrapped"));`,
  ],
  [
    "middleware on the route",
    `import { requireAuth } from "./auth";
    app.post("/deploys", requireAuth, async (req, res) => {
      await deploy("route");
      res.end();
    });`,
    `import { requireAuth } from "./auth";
    app.get("/deploys", requireAuth, list);
    app.post("/deploys", async (req, res) => {
      await deploy("route");
      res.end();
    });`,
  ],
  [
    "middleware of the router, in order",
    `const router = express.Router();
    router.use(requireAuth);
    router.put("/live", (req, res) => { deploy("live"); res.end(); });
    export default router;`,
    `const router = express.Router();
    router.put("/live", (req, res) => { deploy("live"); res.end(); });
    router.use(requireAuth);
    export default router;`,
  ],
  [
    "middleware of the file",
    `function onlyOwners(req, res, next) {
      if (!isAllowed(req.session)) return res.status(401).end();
      next();
    }
    server.post("/ship", onlyOwners, (req, res) => res.json(deploy("owners")));`,
    `function onlyOwners(req, res, next) {
      if (!isAllowed(req.session)) res.log("stranger");
      next();
    }
    server.post("/ship", onlyOwners, (req, res) => res.json(deploy("owners")));`,
  ],
  [
    "a helper that hands on the verdict",
    `async function agreed(): Promise<boolean> {
      const answer = await ask("sure?");
      return answer.toLowerCase() === "y";
    }
    export async function go() {
      if (!(await agreed())) process.exit(1);
      await deploy("agreed");
    }`,
    `async function agreed(): Promise<boolean> {
      const answer = await ask("sure?");
      console.log(answer.toLowerCase() === "y");
      return true;
    }
    export async function go() {
      if (!(await agreed())) process.exit(1);
      await deploy("agreed");
    }`,
  ],
  [
    "a helper that throws",
    `async function mustAgree(what: string) {
      if (await confirm(what)) return;
      throw new Error("not agreed: " + what);
    }
    export async function go() {
      await mustAgree("go");
      await deploy("helper");
    }`,
    `async function mustAgree(what: string) {
      if (await confirm(what)) return;
      logger.error("not agreed: " + what);
    }
    export async function go() {
      await mustAgree("go");
      await deploy("helper");
    }`,
  ],
  [
    "a function of that name which asks",
    `async function confirm(question: string) {
      const answer = await terminal.question(question);
      return answer === "y";
    }
    export async function go() {
      if (!(await confirm("go?"))) return;
      await deploy("own");
    }`,
    `async function confirm(question: string) {
      console.log(question);
      return true;
    }
    export async function go() {
      if (!(await confirm("go?"))) return;
      await deploy("own");
    }`,
  ],
  [
    "a name that is not shadowed",
    `import { confirm } from "./prompt";
    export async function go(options: Options) {
      const accept = () => true;
      if (!(await confirm("go?")) || !accept()) return;
      await deploy("outer");
    }`,
    `import { confirm } from "./prompt";
    export async function go(options: Options) {
      const confirm = (text: string) => true;
      if (!(await confirm("go?"))) return;
      await deploy("outer");
    }`,
  ],
  [
    "a verdict that is kept and tested later",
    `export async function plan(steps: Step[]) {
      const verdict = await confirm(steps.join());
      const summary = render(steps);
      await save(summary);
      if (verdict !== true) return summary;
      await deploy("planned");
      return summary;
    }`,
    `export async function plan(steps: Step[]) {
      let verdict = await confirm(steps.join());
      const summary = render(steps);
      verdict = summary.length > 0;
      if (verdict !== true) return summary;
      await deploy("planned");
      return summary;
    }`,
  ],
  [
    "gates in both branches",
    `export async function either(env: string) {
      if (env === "prod") await requireApproval("security");
      else if (!(await confirm("staging?"))) return;
      await deploy("either");
    }`,
    `export async function either(env: string) {
      if (env === "prod") await requireApproval("security");
      await deploy("either");
    }`,
  ],
  [
    "a choice of answers",
    `export async function menu() {
      switch (await ask("What next?")) {
        case "approve":
          return deploy("menu");
        case "reject":
          return undefined;
      }
    }`,
    `export async function menu() {
      switch (await ask("What next?")) {
        case "reject":
          console.log("rejected");
        default:
          return deploy("menu");
      }
    }`,
  ],
  [
    "a constant that does not decide",
    `const FORCE = false;
    export async function force() {
      const ok = FORCE || (await confirm("force"));
      if (ok) deploy("forced");
    }`,
    `export async function force() {
      const ok = (await confirm("force")) || true;
      if (ok) deploy("forced");
    }`,
  ],
  [
    "a promise that is waited for",
    `async function confirm(text: string) {
      return (await fetch("/approvals?q=" + text)).ok;
    }
    export async function send() {
      if (await confirm("send")) await deploy("awaited");
    }`,
    `async function confirm(text: string) {
      return (await fetch("/approvals?q=" + text)).ok;
    }
    export async function send() {
      if (confirm("send")) await deploy("awaited");
    }`,
  ],
  [
    "callers that have all asked",
    `function push() {
      deploy("inner");
    }
    export async function now() {
      if (!(await confirm("now"))) return;
      push();
    }
    export async function later() {
      await requireApproval("later");
      setTimeout(push, 1000);
    }`,
    `function push() {
      deploy("inner");
    }
    export async function now() {
      if (!(await confirm("now"))) return;
      push();
    }
    export async function later() {
      setTimeout(push, 1000);
    }`,
  ],
  [
    "the gate before the effect",
    `export async function order() {
      const user = await requireApproval("order");
      await deploy("ordered");
      audit(user);
    }`,
    `export async function order() {
      await deploy("ordered");
      const user = await requireApproval("order");
      audit(user);
    }`,
  ],
  [
    "a wrapper from elsewhere",
    `import { withApproval } from "@acme/approvals";
    export const tool = withApproval("deploy", async () => {
      await deploy("elsewhere");
    });`,
    `import { withApproval } from "@acme/approvals";
    export const other = withApproval("list", async () => {
      await list("elsewhere");
    });
    export const tool = async () => {
      await deploy("elsewhere");
    };`,
  ],
  [
    "a button that is pressed",
    `export function dialog() {
      Modal.confirm({
        title: "Deploy?",
        onOk: async () => deploy("dialog"),
        onCancel: () => close(),
      });
    }`,
    `export function dialog() {
      Modal.confirm({
        title: "Deploy?",
        onOk: () => close(),
        onCancel: async () => deploy("dialog"),
      });
    }`,
  ],
  [
    "a pattern that the answer must fit",
    `async function main() {
  const rl = createInterface({ input, output });
  const reply = await rl.confirm("Deploy? (y/N) ");
  rl.close();
  if (!/^y(es)?$/i.test(reply.trim())) { console.log("bye"); process.exit(0); }
  await deploy("a");
}
main();`,
    `async function main() {
  const rl = createInterface({ input, output });
  const reply = await rl.confirm("Deploy? (y/N) ");
  rl.close();
  if (/^no?$/i.test(reply.trim()) && config.strict) { console.log("bye"); process.exit(0); }
  await deploy("a");
}
main();`,
  ],
  [
    "middleware that waits for what comes after it",
    `const guard = async (ctx, next) => {
  if (!(await isAllowed(ctx.state.user))) { ctx.status = 403; return; }
  await next();
};
router.post("/x", guard, async (ctx) => { ctx.body = await deploy("koa"); });`,
    `const guard = async (ctx, next) => {
  await next();
  if (!(await isAllowed(ctx.state.user))) { ctx.status = 403; return; }
};
router.post("/x", guard, async (ctx) => { ctx.body = await deploy("koa"); });`,
  ],
  [
    "a private method",
    `class Agent {
  async #allowed(what) { const r = await ask(what); return r.decision === "allow"; }
  async run(what) { if (!(await this.#allowed(what))) throw new Denied(what); await deploy("cls"); }
}`,
    `class Agent {
  async #allowed(what) { const r = await ask(what); return r.decision !== "allow"; }
  async run(what) { if (!(await this.#allowed(what))) throw new Denied(what); await deploy("cls"); }
}`,
  ],
  [
    "a verdict within an object",
    `async function check(op) {
  const approved = await confirm(op);
  if (!approved) return { ok: false, reason: "user" };
  return { ok: true };
}
export async function tool(op) {
  const result = await check(op);
  if (!result.ok) return result.reason;
  return deploy("obj");
}`,
    `async function check(op) {
  const approved = await confirm(op);
  if (!approved) return { ok: true, reason: "user" };
  return { ok: true };
}
export async function tool(op) {
  const result = await check(op);
  if (!result.ok) return result.reason;
  return deploy("obj");
}`,
  ],
  [
    "a flag that is set in a branch",
    `export async function f(interactive) {
  let go = false;
  if (interactive) {
    go = await confirm("f");
  }
  if (!go) { return "skipped"; }
  deploy("flag");
}`,
    `export async function f(interactive) {
  let go = true;
  if (interactive) {
    go = await confirm("f");
  }
  if (!go) { return "skipped"; }
  deploy("flag");
}`,
  ],
  [
    "answers that are told apart",
    `server.registerTool("deploy", { description: "x" }, async (args) => {
  const res = await server.server.elicit(args);
  const answer = await ask(res);
  if (answer.action === "decline" || answer.action === "cancel") return { content: [] };
  if (answer.action === "accept") { deploy("mcp"); }
  return { content: [] };
});`,
    `server.registerTool("deploy", { description: "x" }, async (args) => {
  const res = await server.server.elicit(args);
  const answer = await ask(res);
  if (answer.action === "accept") { log("fine"); }
  deploy("mcp");
  return { content: [] };
});`,
  ],
  [
    "two verdicts at once",
    `export async function two() {
  const [a, b] = await Promise.all([confirm("a"), confirm("b")]);
  if (!a || !b) return;
  deploy("two");
}`,
    `export async function two() {
  const [a, b] = await Promise.all([confirm("a"), confirm("b")]);
  if (!a && !config.b) return;
  deploy("two");
}`,
  ],
  [
    "a function that makes guarded ones",
    `const protect = (handler) => async (req, res) => {
  if (!isAllowed(req)) return res.status(401).end();
  return handler(req, res);
};
app.delete("/x", protect((req, res) => { deploy("hof"); }));`,
    `const protect = (handler) => async (req, res) => {
  if (!isAllowed(req)) { res.status(401).end(); }
  return handler(req, res);
};
app.delete("/x", protect((req, res) => { deploy("hof"); }));`,
  ],
  [
    "an assertion",
    `import assert from "node:assert";
export async function g() { const ok = await confirm("g"); assert(ok, "refused"); await deploy("asserted"); }`,
    `import assert from "node:assert";
export async function g() { const ok = await confirm("g"); console.assert(ok, "refused"); await deploy("asserted"); }`,
  ],
  [
    "a verdict that is turned round",
    `export async function h(env, force) {
  if (env === "prod" && !force) throw new Error("x");
  const skip = !(await confirm(env));
  for (const x of list()) {
    if (skip) break;
    deploy("nested");
  }
}`,
    `export async function h(env, force) {
  if (env === "prod" && !force) throw new Error("x");
  const skip = !(await confirm(env));
  for (const x of list()) {
    if (force) break;
    deploy("nested");
    if (skip) break;
  }
}`,
  ],
  [
    "what is asked on every way, and not only if something is there",
    `async function run(log) {
      log.note((await confirm("go?")) || process.exit(1));
      await deploy("blue");
    }`,
    `async function run(log) {
      log?.note((await confirm("go?")) || process.exit(1));
      await deploy("blue");
    }`,
  ],
  [
    "a verdict that is asked for where there is none yet",
    `async function run() {
      let approved;
      approved ??= await confirm("go?");
      if (approved) await deploy("green");
    }`,
    `async function run(approved) {
      approved ??= await confirm("go?");
      if (approved) await deploy("green");
    }`,
  ],
  [
    "what refuses where something is missing",
    `async function run(state) {
      const { mode = "x" } = await requireApproval(state);
      await deploy(mode, "red");
    }`,
    `async function run(state) {
      const { mode = await requireApproval(state) } = state;
      await deploy(mode, "red");
    }`,
  ],
];
