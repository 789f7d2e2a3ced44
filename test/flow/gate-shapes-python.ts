import type { Shape } from "./gate-shapes-script.ts";

export const pythonShapes: readonly Shape[] = [
  [
    "a guard clause",
    `def release():
    if not confirm("Release?"):
        return
    deploy("prod")
`,
    `def release():
    if confirm("Stay on staging?"):
        return
    deploy("prod")
`,
  ],
  [
    "a call that throws",
    `async def rollout(user):
    await require_approval(user, "rollout")
    return deploy("eu-west")
`,
    `async def rollout(user):
    await confirm(user, "rollout")
    return deploy("eu-west")
`,
  ],
  [
    "a guarded branch",
    `class Pipeline:
    def ship(self, channel):
        approved = channel.confirm("ship it")
        if approved:
            deploy("canary")
`,
    `class Pipeline:
    def ship(self, channel):
        approved = channel.confirm("ship it")
        if approved:
            self.log.info("approved")
        deploy("canary")
`,
  ],
  [
    "an operator",
    `def maybe():
    return confirm("now?") and deploy("beta")
`,
    `def maybe():
    return confirm("now?") or deploy("beta")
`,
  ],
  [
    "a conditional expression",
    `def run(target):
    ok = confirm(target)
    return deploy("blue") if ok else None
`,
    `def run(target):
    ok = confirm(target)
    return None if ok else deploy("blue")
`,
  ],
  [
    "an answer that is typed in",
    `import sys

def main():
    answer = ask("Really deploy? [y/N] ")
    if answer.strip().lower() not in ("y", "yes"):
        sys.exit("aborted")
    deploy("typed")
`,
    `import sys

def main():
    answer = ask("Really deploy? [y/N] ")
    if answer.strip().lower() in ("y", "yes"):
        sys.exit("aborted")
    deploy("typed")
`,
  ],
  [
    "an answer to a request",
    `@app.post("/deploys")
def create():
    if not is_allowed(request.user):
        return jsonify(error="forbidden"), 403
    deploy("api")
    return "", 204
`,
    `@app.post("/deploys")
def create():
    if not is_allowed(request.user):
        app.logger.warning("forbidden")
    deploy("api")
    return "", 204
`,
  ],
  [
    "a loop that goes on",
    `def each(services):
    for service in services:
        if not confirm(service):
            continue
        deploy("service")
`,
    `def each(services):
    for service in services:
        if not confirm(service):
            print("refused", service)
        deploy("service")
`,
  ],
  [
    "a loop that asks until it is told yes",
    `def insist():
    while True:
        if ask("Type yes") == "yes":
            break
    deploy("patient")
`,
    `def insist():
    attempts = 0
    while attempts < 3:
        if ask("Type yes") == "yes":
            break
        attempts += 1
    deploy("patient")
`,
  ],
  [
    "try and finally",
    `def locked(lock):
    lock.acquire()
    try:
        if not confirm("locked"):
            return
    finally:
        lock.release()
    deploy("locked")
`,
    `def locked(lock):
    lock.acquire()
    try:
        if not confirm("locked"):
            return
    finally:
        deploy("locked")
`,
  ],
  [
    "a throw that is thrown again",
    `def careful():
    try:
        require_approval("deploy")
    except PermissionError:
        metrics.count("refused")
        raise
    deploy("careful")
`,
    `def careful():
    try:
        require_approval("deploy")
    except PermissionError:
        metrics.count("refused")
    deploy("careful")
`,
  ],
  [
    "else of a try",
    `def orderly():
    try:
        require_approval("orderly")
    except Exception as error:
        print(error)
    else:
        deploy("else")
`,
    `def orderly():
    try:
        require_approval("orderly")
    except Exception as error:
        deploy("else")
`,
  ],
  [
    "a decorator from elsewhere",
    `from approvals import requires_approval

@requires_approval
def ship(version):
    deploy("decorated")
`,
    `from approvals import requires_approval

@requires_approval
def lists(version):
    return versions()

def ship(version):
    deploy("decorated")
`,
  ],
  [
    "a decorator of the file",
    `import functools

def approved(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        if not confirm(fn.__name__):
            raise PermissionError(fn.__name__)
        return fn(*args, **kwargs)
    return wrapper

@approved
def ship(version):
    deploy("own")
`,
    `import functools

def approved(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        if not confirm(fn.__name__):
            print("refused")
        return fn(*args, **kwargs)
    return wrapper

@approved
def ship(version):
    deploy("own")
`,
  ],
  [
    "a decorator with arguments",
    `def requires_approval(level):
    def decorate(fn):
        async def wrapper(*args):
            verdict = await policy.check(level)
            if not verdict.allowed:
                raise Denied(level)
            return await fn(*args)
        return wrapper
    return decorate

@requires_approval("admin")
async def ship():
    deploy("admin")
`,
    `def requires_approval(level):
    def decorate(fn):
        async def wrapper(*args):
            audit.write(level)
            return await fn(*args)
        return wrapper
    return decorate

@requires_approval("admin")
async def ship():
    deploy("admin")
`,
  ],
  [
    "a dependency of the route",
    `@router.post("/live")
async def live(user: User = Depends(require_admin)):
    deploy("live")
`,
    `@router.get("/live")
async def status(user: User = Depends(require_admin)):
    return user

@router.post("/live")
async def live(user: User = Depends(get_user)):
    deploy("live")
`,
  ],
  [
    "a dependency of the router",
    `router = APIRouter(prefix="/admin", dependencies=[Depends(require_admin)])

@router.post("/ship")
def ship():
    deploy("router")
`,
    `router = APIRouter(prefix="/admin", dependencies=[Depends(require_admin)])
public = APIRouter()

@public.post("/ship")
def ship():
    deploy("router")
`,
  ],
  [
    "a context manager",
    `def scoped():
    with require_approval("scope"):
        deploy("scoped")
`,
    `def scoped():
    with confirm_log("scope"):
        confirm("scope")
        deploy("scoped")
`,
  ],
  [
    "a context manager of the file",
    `from contextlib import contextmanager

@contextmanager
def approval(what):
    if not confirm(what):
        raise SystemExit(what)
    yield

def scoped():
    with approval("scope"):
        deploy("managed")
`,
    `from contextlib import contextmanager

@contextmanager
def approval(what):
    yield
    if not confirm(what):
        raise SystemExit(what)

def scoped():
    with approval("scope"):
        deploy("managed")
`,
  ],
  [
    "a helper that hands on the verdict",
    `def agreed():
    answer = ask("sure?")
    return answer == "y"

def go():
    if not agreed():
        return
    deploy("agreed")
`,
    `def agreed():
    answer = ask("sure?")
    print(answer == "y")
    return True

def go():
    if not agreed():
        return
    deploy("agreed")
`,
  ],
  [
    "a helper that throws",
    `def must_agree(what):
    if confirm(what):
        return
    raise RuntimeError(what)

def go():
    must_agree("go")
    deploy("helper")
`,
    `def must_agree(what):
    if confirm(what):
        return
    logging.error(what)

def go():
    must_agree("go")
    deploy("helper")
`,
  ],
  [
    "a function of that name which asks",
    `def confirm(question):
    return input(question).lower().startswith("y")

def go():
    if confirm("go?"):
        deploy("own")
`,
    `def confirm(question):
    print(question)
    return True

def go():
    if confirm("go?"):
        deploy("own")
`,
  ],
  [
    "a name that is not shadowed",
    `from prompts import confirm

def go(accept=lambda text: True):
    if not confirm("go?") or not accept("go?"):
        return
    deploy("outer")
`,
    `from prompts import confirm

def go():
    confirm = lambda text: True
    if not confirm("go?"):
        return
    deploy("outer")
`,
  ],
  [
    "a verdict that is kept and tested later",
    `def plan(steps):
    verdict = confirm(",".join(steps))
    summary = render(steps)
    save(summary)
    if verdict is not True:
        return summary
    deploy("planned")
`,
    `def plan(steps):
    verdict = confirm(",".join(steps))
    summary = render(steps)
    verdict = len(summary) > 0
    if verdict is not True:
        return summary
    deploy("planned")
`,
  ],
  [
    "an assertion",
    `def strict():
    assert confirm("strict"), "not confirmed"
    deploy("strict")
`,
    `def strict():
    assert confirm is not None
    deploy("strict")
`,
  ],
  [
    "a choice of answers",
    `def menu():
    match ask("What next?"):
        case "reject":
            print("rejected")
        case "approve":
            deploy("menu")
        case _:
            print("what?")
`,
    `def menu():
    match ask("What next?"):
        case "reject":
            print("rejected")
        case "approve":
            print("approved")
        case _:
            deploy("menu")
`,
  ],
  [
    "a walrus",
    `def walrus():
    if (verdict := ask("walrus")).approved:
        deploy("walrus")
    return verdict
`,
    `def walrus():
    if (verdict := ask("walrus")).denied:
        deploy("walrus")
    return verdict
`,
  ],
  [
    "a coroutine that is waited for",
    `async def confirm(text):
    return (await client.get("/approvals")).ok

async def send():
    if await confirm("send"):
        deploy("awaited")
`,
    `async def confirm(text):
    return (await client.get("/approvals")).ok

async def send():
    if confirm("send"):
        deploy("awaited")
`,
  ],
  [
    "callers that have all asked",
    `def _push():
    deploy("inner")

def now():
    if not confirm("now"):
        return
    _push()

def later(scheduler):
    require_approval("later")
    scheduler.add(_push)
`,
    `def _push():
    deploy("inner")

def now():
    if not confirm("now"):
        return
    _push()

def later(scheduler):
    scheduler.add(_push)
`,
  ],
  [
    "a comprehension",
    `def some(services):
    return [deploy("chosen") for service in services if confirm(service)]
`,
    `def some(services):
    return [deploy("chosen") for service in services if not confirm(service)]
`,
  ],
  [
    "a verdict that is given to another function",
    `def perform(ok, target):
    if not ok:
        return
    deploy("performed")

def main(target):
    perform(confirm(target), target)
`,
    `def perform(target, ok):
    if not target:
        return
    deploy("performed")

def main(target):
    perform(target, confirm(target))
`,
  ],
  [
    "the answers of several",
    `import asyncio

async def quorum():
    security, owner = await asyncio.gather(ask("security"), ask("owner"))
    if not (security.approved and owner.approved):
        raise PermissionError
    deploy("quorum")
`,
    `import asyncio

async def quorum():
    security, owner = await asyncio.gather(ask("security"), ask("owner"))
    if not (security or owner or config.lenient):
        raise PermissionError
    deploy("quorum")
`,
  ],
  [
    "a prompt of a library",
    `@click.command()
def release():
    if not click.confirm("Go?", default=False):
        click.echo("no")
        raise SystemExit(1)
    deploy("click")
`,
    `@click.command()
def release():
    if not click.confirm("Go?", default=False):
        click.echo("no")
        SystemExit(1)
    deploy("click")
`,
  ],
  [
    "a verdict in a dictionary",
    `def act(op):
    verdict = ask(op)
    if verdict.get("decision") != "approve":
        return {"status": "denied"}
    deploy("dict")
`,
    `def act(op):
    verdict = ask(op)
    verdict.update({"decision": "approve"})
    if op != "approve":
        return {"status": "denied"}
    deploy("dict")
`,
  ],
  [
    "a private method",
    `class Tool:
    def _check(self, op):
        if not confirm(op):
            raise PermissionError(op)

    def run(self, op):
        self._check(op)
        deploy("cls")
`,
    `class Tool:
    def _check(self, op):
        try:
            if not confirm(op):
                raise PermissionError(op)
        except PermissionError:
            pass

    def run(self, op):
        self._check(op)
        deploy("cls")
`,
  ],
  [
    "a wrapper of the file",
    `def gated(action):
    if confirm("sure"):
        return action()
    return None

def main():
    gated(lambda: deploy("lambda"))
`,
    `def gated(action):
    if confirm("sure"):
        print("ok")
    return action()

def main():
    gated(lambda: deploy("lambda"))
`,
  ],
  [
    "two answers",
    `def quorum(a):
    first, second = ask("one"), ask("two")
    if first == "yes" and second == "yes":
        deploy("all")
`,
    `def quorum(a):
    first, second = ask("one"), ask("two")
    if first == "yes" or a == "yes":
        deploy("all")
`,
  ],
  [
    "a question that nobody answers",
    `async def t():
    try:
        ok = await ask("t")
    except TimeoutError:
        ok = False
    if ok:
        await deploy("t")
`,
    `async def t():
    try:
        ok = await ask("t")
    except TimeoutError:
        ok = True
    if ok:
        await deploy("t")
`,
  ],
  [
    "a verdict that is given by name",
    `def perform(*, approved=False):
    if not approved:
        raise RuntimeError
    deploy("kw")

def main():
    perform(approved=confirm("x"))
`,
    `def perform(*, approved=False):
    if not approved:
        raise RuntimeError
    deploy("kw")

def main():
    perform(approved=True)
    confirm("x")
`,
  ],
  [
    "a helper that ends the program",
    `import sys

def die(message):
    print(message)
    sys.exit(2)

def main():
    if not confirm("x"):
        die("no")
    deploy("die")
`,
    `import sys

def die(message):
    print(message)

def main():
    if not confirm("x"):
        die("no")
    deploy("die")
`,
  ],
  [
    "a verdict in other words",
    `def many(names):
    for name in (n for n in names if confirm(n)):
        print(name)
    ok = bool(ask("go"))
    if ok is False:
        return
    deploy("bool")
`,
    `def many(names):
    for name in (n for n in names if confirm(n)):
        print(name)
    ok = bool(ask("go"))
    if ok is False:
        names.clear()
    deploy("bool")
`,
  ],
  // What changes a verdict, and what says nothing.
  [
    "what is raised and goes on",
    `def run(lock):
    with lock, timer():
        if not confirm("go?"):
            raise Refused()
    deploy("a")`,
    `def run(lock):
    with lock, suppress(Refused):
        if not confirm("go?"):
            raise Refused()
    deploy("a")`,
  ],
  [
    "what stands with the refusal under one context",
    `def run():
    with contextlib.suppress(OSError):
        if not confirm("go?"):
            raise Refused()
        deploy("b")`,
    `def run(self):
    with self.assertRaises(Refused):
        if not confirm("go?"):
            raise Refused()
    deploy("b")`,
  ],
  [
    "a name that a case gives to something else",
    `def run(row):
    go = confirm("go?")
    match row:
        case {"a": [other, *rest]}:
            pass
    if go:
        deploy("c")`,
    `def run(row):
    go = confirm("go?")
    match row:
        case {"a": [other, *go]}:
            pass
    if go:
        deploy("c")`,
  ],
  [
    "a name that stays what it was",
    `go = confirm("go?")
def went(): pass
class Go: pass
import going
if go:
    deploy("d")`,
    `go = confirm("go?")
def went(): pass
import go.on
if go:
    deploy("d")`,
  ],
  [
    "a list that is only read",
    `def run():
    answers = [confirm("go?"), 1]
    print(answers)
    if answers[0]:
        deploy("e")`,
    `def run():
    answers = [confirm("go?"), 1]
    answers.reverse()
    if answers[0]:
        deploy("e")`,
  ],
  [
    "a dictionary of certain keys",
    `def run(key):
    answer = {key: 1, "go": confirm("go?")}
    if answer["go"]:
        deploy("f")`,
    `def run(key):
    answer = {"go": confirm("go?"), key: 1}
    if answer["go"]:
        deploy("f")`,
  ],
  [
    "an attribute that nothing else sets",
    `class Job:
    def run(self):
        self.go = confirm("go?")
        self.tick()
        if self.go:
            deploy("g")
    def tick(self):
        self.went = True`,
    `class Job:
    def run(self):
        self.go = confirm("go?")
        vars(self).update(tick())
        setattr(self, "g" + "o", True)
        if self.go:
            deploy("g")`,
  ],
  [
    "a generator that is a context",
    `@contextmanager
def asked():
    if not confirm("go?"):
        raise Refused()
    yield
def run():
    with asked():
        deploy("h")`,
    `def asked():
    if not confirm("go?"):
        raise Refused()
    return
    yield
def run():
    asked()
    deploy("h")`,
  ],
  [
    "what says more than that there is an answer",
    `def run():
    if str(confirm("go?")).lower() in ("true", "yes"):
        deploy("i")`,
    `def run():
    if str(confirm("go?")).lower():
        deploy("i")`,
  ],
  [
    "an answer of a kind",
    `def run():
    if bool(confirm("go?")):
        deploy("j")`,
    `def run():
    if isinstance(confirm("go?"), bool) or max(1, confirm("go?")):
        deploy("j")`,
  ],
  [
    "an answer that is more than there",
    `def run():
    if confirm("go?") is True:
        deploy("k")`,
    `def run():
    if confirm("go?") is not None:
        deploy("k")`,
  ],
];
