import type { TaintShape } from "./taint-shapes-script.ts";

/** Shapes in Python. */
export const pythonShapes: readonly TaintShape[] = [
  // Functions that are made by functions.
  [
    "a closure that returns what it captured",
    "def make(x):\n  def inner():\n    return x\n  return inner\nf = make(source())\nsink(f())",
    "def make(x):\n  def inner():\n    return 1\n  return inner\nf = make(source())\nsink(f())",
  ],
  [
    "a closure that uses what it captured",
    "def make(x):\n  def inner():\n    sink(x)\n  return inner\nmake(source())()",
    "def make(x):\n  def inner():\n    sink(1)\n  return inner\nmake(source())()",
  ],
  [
    "a lambda that is returned",
    "def make(x, y):\n  return lambda: x\nsink(make(source(), 1)())",
    "def make(x, y):\n  return lambda: y\nsink(make(source(), 1)())",
  ],
  [
    "a closure that is given more",
    "def make(x):\n  return lambda y: sink(y)\nmake(1)(source())",
    "def make(x):\n  return lambda y: sink(x)\nmake(1)(source())",
  ],
  [
    "a closure with state",
    "def make():\n  v = None\n  def put(x):\n    nonlocal v\n    v = x\n  def get():\n    return v\n  return put, get\nput, get = make()\nput(source())\nsink(get())",
    "def make():\n  v = None\n  def put(x):\n    nonlocal v\n    v = 1\n  def get():\n    return v\n  return put, get\nput, get = make()\nput(source())\nsink(get())",
  ],
  // functools
  [
    "partial",
    "from functools import partial\ndef f(a, b):\n  sink(a)\ng = partial(f, source())\ng(1)",
    "from functools import partial\ndef f(a, b):\n  sink(a)\ng = partial(f, 1)\ng(source())",
  ],
  [
    "partial by its module",
    "import functools\ndef f(a, b):\n  sink(b)\nfunctools.partial(f, 1)(source())",
    "import functools\ndef f(a, b):\n  sink(b)\nfunctools.partial(f, source())(1)",
  ],
  [
    "partial with keywords",
    "from functools import partial\ndef f(a, b):\n  sink(b)\ng = partial(f, b=source())\ng(1)",
    "from functools import partial\ndef f(a, b):\n  sink(a)\ng = partial(f, b=source())\ng(1)",
  ],
  [
    "what a partial function returns",
    "from functools import partial\ndef f(a, b):\n  return a\ng = partial(f, source())\nsink(g(1))",
    "from functools import partial\ndef f(a, b):\n  return b\ng = partial(f, source())\nsink(g(1))",
  ],
  [
    "reduce",
    "from functools import reduce\nsink(reduce(lambda a, b: a + b, [1, source()]))",
    "from functools import reduce\nsink(reduce(lambda a, b: 1, [1, source()], 1))",
  ],
  // Decorators
  [
    "a decorated function",
    "@app.route('/')\ndef f(x):\n  sink(x)\nf(source())",
    "@app.route('/')\ndef f(x):\n  sink(1)\nf(source())",
  ],
  [
    "a decorator of the file",
    "def deco(fn):\n  def wrapper(*args, **kwargs):\n    return fn(*args, **kwargs)\n  return wrapper\n@deco\ndef f(x, y):\n  sink(x)\nf(source(), 1)",
    "def deco(fn):\n  def wrapper(*args, **kwargs):\n    return fn(*args, **kwargs)\n  return wrapper\n@deco\ndef f(x, y):\n  sink(y)\nf(source(), 1)",
  ],
  [
    "what a decorated function returns",
    "def deco(fn):\n  def wrapper(a):\n    return fn(a)\n  return wrapper\n@deco\ndef f(x):\n  return x\nsink(f(source()))",
    "def deco(fn):\n  def wrapper(a):\n    fn(a)\n    return 1\n  return wrapper\n@deco\ndef f(x):\n  return x\nsource()\nsink(f(1))",
  ],
  [
    "a decorator that gives more",
    "def deco(fn):\n  def wrapper(a):\n    return fn(a, source())\n  return wrapper\n@deco\ndef f(x, y):\n  sink(y)\nf(1)",
    "def deco(fn):\n  def wrapper(a):\n    return fn(a, source())\n  return wrapper\n@deco\ndef f(x, y):\n  sink(x)\nf(1)",
  ],
  [
    "a property",
    "class A:\n  @property\n  def x(self):\n    return source()\nsink(A().x)",
    "class A:\n  @property\n  def x(self):\n    return 1\nsource()\nsink(A().x)",
  ],
  [
    "a property of what was given",
    "class A:\n  def __init__(self, v):\n    self.v = v\n  @property\n  def x(self):\n    return self.v\na = A(source())\nsink(a.x)",
    "class A:\n  def __init__(self, v):\n    self.v = v\n    self.w = 1\n  @property\n  def x(self):\n    return self.w\na = A(source())\nsink(a.x)",
  ],
  [
    "a property that is set",
    "class A:\n  @property\n  def x(self):\n    return self._x\n  @x.setter\n  def x(self, v):\n    self._x = v\na = A()\na.x = source()\nsink(a.x)",
    "class A:\n  @property\n  def x(self):\n    return self._y\n  @x.setter\n  def x(self, v):\n    self._x = v\na = A()\na.x = source()\nsink(a.x)",
  ],
  [
    "a static method",
    "class A:\n  @staticmethod\n  def f(x):\n    sink(x)\nA.f(source())",
    "class A:\n  @staticmethod\n  def f(x):\n    sink(1)\nA.f(source())",
  ],
  [
    "a class method",
    "class A:\n  @classmethod\n  def f(cls, x):\n    sink(x)\nA.f(source())",
    "class A:\n  @classmethod\n  def f(cls, x, y):\n    sink(y)\nA.f(source(), 1)",
  ],
  // Context managers
  ["with", "with open_it(source()) as f:\n  sink(f)", "with open_it(1) as f:\n  source()\n  sink(f)"],
  [
    "__enter__ of the file",
    "class C:\n  def __enter__(self):\n    return source()\n  def __exit__(self, *a):\n    pass\nwith C() as f:\n  sink(f)",
    "class C:\n  def __enter__(self):\n    return 1\n  def __exit__(self, *a):\n    pass\nsource()\nwith C() as f:\n  sink(f)",
  ],
  [
    "__enter__ that returns itself",
    "class C:\n  def __init__(self, x):\n    self.x = x\n    self.y = 1\n  def __enter__(self):\n    return self\n  def __exit__(self, *a):\n    pass\nwith C(source()) as f:\n  sink(f.x)",
    "class C:\n  def __init__(self, x):\n    self.x = x\n    self.y = 1\n  def __enter__(self):\n    return self\n  def __exit__(self, *a):\n    pass\nwith C(source()) as f:\n  sink(f.y)",
  ],
  [
    "a context manager that is a generator",
    "from contextlib import contextmanager\n@contextmanager\ndef open_it(x):\n  yield x\nwith open_it(source()) as f:\n  sink(f)",
    "from contextlib import contextmanager\n@contextmanager\ndef open_it(x):\n  yield 1\nwith open_it(source()) as f:\n  sink(f)",
  ],
  [
    "async with",
    "class C:\n  async def __aenter__(self):\n    return source()\nasync def g():\n  async with C() as f:\n    sink(f)",
    "class C:\n  async def __aenter__(self):\n    return 1\nasync def g():\n  source()\n  async with C() as f:\n    sink(f)",
  ],
  // Generators and comprehensions
  [
    "a generator",
    "def g():\n  yield source()\nfor x in g():\n  sink(x)",
    "def g():\n  yield 1\nsource()\nfor x in g():\n  sink(x)",
  ],
  [
    "a generator of what it is given",
    "def g(xs):\n  for x in xs:\n    yield x\nfor x in g([source()]):\n  sink(x)",
    "def g(xs):\n  for x in xs:\n    yield 1\nfor x in g([source()]):\n  sink(x)",
  ],
  [
    "yield from",
    "def h():\n  yield source()\ndef g():\n  yield from h()\nfor x in g():\n  sink(x)",
    "def h():\n  yield 1\ndef g():\n  yield from h()\nsource()\nfor x in g():\n  sink(x)",
  ],
  ["next", "def g():\n  yield source()\nsink(next(g()))", "def g():\n  yield 1\nsource()\nsink(next(g()))"],
  ["a list comprehension", "xs = [x for x in [source()]]\nsink(xs)", "xs = [1 for x in [source()]]\nsink(xs)"],
  [
    "a comprehension of two loops",
    "xs = [y for x in [[source()]] for y in x]\nsink(xs[0])",
    "xs = [z for x in [[source()]] for z in [1]]\nsink(xs[0])",
  ],
  [
    "a part of what is left of a dictionary",
    'c = {"a": source(), "b": 1}\nd = {k: v for k, v in c.items() if k in keys}\nsink(d["a"])',
    'c = {"a": source(), "b": 1}\nd = {k: v for k, v in c.items() if k in keys}\nsink(d["b"])',
  ],
  [
    "a dict comprehension",
    "d = {k: v for k, v in [(1, source())]}\nsink(d)",
    "d = {k: k for k, v in [(1, source())]}\nsink(d)",
  ],
  ["a generator expression", "sink(''.join(x for x in [source()]))", "sink(''.join('a' for x in [source()]))"],
  [
    "a comprehension with a call",
    "def f(x):\n  return x\nsink([f(x) for x in [source()]])",
    "def f(x):\n  return 1\nsink([f(x) for x in [source()]])",
  ],
  [
    "an async comprehension",
    "async def g():\n  yield source()\nasync def f():\n  sink([x async for x in g()])",
    "async def g():\n  yield 1\nasync def f():\n  source()\n  sink([x async for x in g()])",
  ],
  // Arguments
  ["*args", "def f(*args):\n  sink(args[0])\nf(source(), 1)", "def f(*args):\n  sink(args[1])\nf(source(), 1)"],
  [
    "*args given on",
    "def g(a, b):\n  sink(b)\ndef f(*args):\n  g(*args)\nf(1, source())",
    "def g(a, b):\n  sink(a)\ndef f(*args):\n  g(*args)\nf(1, source())",
  ],
  [
    "**kwargs",
    "def f(**kw):\n  sink(kw['a'])\nf(a=source(), b=1)",
    "def f(**kw):\n  sink(kw['b'])\nf(a=source(), b=1)",
  ],
  [
    "**kwargs given on",
    "def g(a=0, b=0):\n  sink(b)\ndef f(**kw):\n  g(**kw)\nf(a=1, b=source())",
    "def g(a=0, b=0):\n  sink(a)\ndef f(**kw):\n  g(**kw)\nf(a=1, b=source())",
  ],
  [
    "a dict that is spread",
    "def f(a, b):\n  sink(b)\nd = {'a': 1, 'b': source()}\nf(**d)",
    "def f(a, b):\n  sink(a)\nd = {'a': 1, 'b': source()}\nf(**d)",
  ],
  [
    "a list that is spread",
    "def f(a, b):\n  sink(b)\nxs = [1, source()]\nf(*xs)",
    "def f(a, b):\n  sink(a)\nxs = [1, source()]\nf(*xs)",
  ],
  [
    "keyword-only arguments",
    "def f(a, *, b):\n  sink(b)\nf(1, b=source())",
    "def f(a, *, b):\n  sink(a)\nf(1, b=source())",
  ],
  ["unpacking", "a, *b = [1, 2, source()]\nsink(b)", "a, *b = [source(), 1, 2]\nsink(b)"],
  ["swapping", "a, b = source(), 1\na, b = b, a\nsink(b)", "a, b = source(), 1\na, b = b, a\nsink(a)"],
  // Objects
  [
    "an attribute set by another method",
    "class A:\n  def put(self):\n    self.x = source()\n  def use(self):\n    sink(self.x)",
    "class A:\n  def put(self):\n    self.y = source()\n  def use(self):\n    sink(self.x)",
  ],
  ["a class attribute", "class A:\n  x = source()\n  y = 1\nsink(A.x)", "class A:\n  x = source()\n  y = 1\nsink(A.y)"],
  [
    "a class attribute through self",
    "class A:\n  x = source()\n  y = 1\n  def f(self):\n    sink(self.x)",
    "class A:\n  x = source()\n  y = 1\n  def f(self):\n    sink(self.y)",
  ],
  [
    "super",
    "class A:\n  def __init__(self, x):\n    self.x = x\nclass B(A):\n  def __init__(self, y):\n    super().__init__(y)\n  def f(self):\n    sink(self.x)\nB(source()).f()",
    "class A:\n  def __init__(self, x):\n    self.x = 1\nclass B(A):\n  def __init__(self, y):\n    super().__init__(y)\n  def f(self):\n    sink(self.x)\nB(source()).f()",
  ],
  [
    "__call__",
    "class A:\n  def __call__(self, x):\n    sink(x)\na = A()\na(source())",
    "class A:\n  def __call__(self, x):\n    sink(1)\na = A()\na(source())",
  ],
  [
    "a dataclass",
    "from dataclasses import dataclass\n@dataclass\nclass P:\n  a: str\n  b: str\np = P(source(), 1)\nsink(p.a)",
    "from dataclasses import dataclass\n@dataclass\nclass P:\n  a: str\n  b: str\np = P(source(), 1)\nsink(p.b)",
  ],
  ["setattr", "o = O()\nsetattr(o, 'a', source())\nsink(o.a)", "o = {}\nsetattr(o, 'a', source())\nsink(o.b)"],
  ["a dict", "d = {}\nd['a'] = source()\nsink(d['a'])", "d = {}\nd['a'] = source()\nsink(d['b'])"],
  ["get", "d = {'a': source(), 'b': 1}\nsink(d.get('a'))", "d = {'a': source(), 'b': 1}\nsink(d.get('b'))"],
  ["items", "for k, v in {'a': source()}.items():\n  sink(v)", "for k, v in {'a': source()}.items():\n  sink(k)"],
  ["enumerate", "for i, x in enumerate([source()]):\n  sink(x)", "for i, x in enumerate([source()]):\n  sink(i)"],
  ["zip", "for a, b in zip([source()], [1]):\n  sink(a)", "for a, b in zip([source()], [1]):\n  sink(b)"],
  ["append", "xs = []\nxs.append(source())\nsink(xs)", "xs = []\nys = []\nys.append(source())\nsink(xs)"],
  // Statements
  [
    "try and except",
    "x = 1\ntry:\n  x = source()\n  f()\nexcept E:\n  sink(x)",
    "x = 1\ntry:\n  f()\nexcept E:\n  sink(x)\n  x = source()",
  ],
  [
    "an exception that carries",
    "try:\n  raise E(source())\nexcept E as e:\n  sink(e)",
    "try:\n  source()\n  raise E(1)\nexcept E as e:\n  sink(e)",
  ],
  [
    "an exception of a function",
    "def f(x):\n  raise E(x)\ntry:\n  f(source())\nexcept E as e:\n  sink(e)",
    "def f(x):\n  raise E(1)\ntry:\n  f(source())\nexcept E as e:\n  sink(e)",
  ],
  [
    "finally",
    "x = 1\ntry:\n  x = source()\nfinally:\n  sink(x)",
    "x = source()\ntry:\n  g()\nfinally:\n  x = 1\nsink(x)",
  ],
  [
    "else of a try",
    "try:\n  x = source()\nexcept E:\n  x = 1\nelse:\n  sink(x)",
    "try:\n  x = source()\nexcept E:\n  x = 1\nelse:\n  x = 2\nsink(x)",
  ],
  [
    "else of a loop",
    "x = 1\nfor i in y:\n  if i:\n    break\nelse:\n  x = source()\nsink(x)",
    "x = source()\nfor i in y:\n  pass\nelse:\n  x = 1\nsink(x)",
  ],
  [
    "continue",
    "x = 1\nwhile a:\n  if b:\n    x = source()\n    continue\n  sink(x)",
    "x = 1\nwhile a:\n  x = 1\n  sink(x)\n  x = source()\n  continue",
  ],
  ["a walrus", "if (x := source()):\n  sink(x)", "if (x := 1):\n  source()\n  sink(x)"],
  ["a match", "match source():\n  case {'a': x}:\n    sink(x)", "match 1:\n  case {'a': x}:\n    sink(x)\nsource()"],
  ["an f-string", "sink(f'a {source()} b')", "source()\nsink(f'a {1} b')"],
  ["format", "sink('a {}'.format(source()))", "source()\nsink('a {}'.format(1))"],
  ["augmented assignment", "x = 'a'\nx += source()\nsink(x)", "x = 'a'\ny = 1\ny += source()\nsink(x)"],
  [
    "await",
    "async def g():\n  return source()\nasync def f():\n  sink(await g())",
    "async def g():\n  return 1\nasync def f():\n  source()\n  sink(await g())",
  ],
  [
    "gather",
    "import asyncio\nasync def f():\n  a, b = await asyncio.gather(source(), g())\n  sink(a)",
    "import asyncio\nasync def f():\n  a, b = await asyncio.gather(source(), g())\n  sink(b)",
  ],
  ["del", "d = source()\nsink(d)", "d = source()\ndel d\nd = 1\nsink(d)"],
  [
    "global",
    "v = 1\ndef f():\n  global v\n  v = source()\nf()\nsink(v)",
    "v = 1\ndef f():\n  v = source()\nf()\nsink(v)",
  ],
  // Names.
  [
    "a type that is written for what is already there",
    "def f(row):\n  row: dict\n  for each in row:\n    each: str\n    sink(each)\nf(source())",
    "def f(row):\n  row: dict = {}\n  for each in row:\n    each: str\n    sink(each)\nf(source())",
  ],
  [
    "a type that is written for an attribute",
    "class A:\n  def __init__(self, at):\n    self.at = at\n    self.at: str\nsink(A(source()).at)",
    "class A:\n  def __init__(self, at):\n    self.at = at\n    self.at: str = ''\nsink(A(source()).at)",
  ],
  [
    "the parameters after those without a name",
    "def f(a, b, /, c, *, d):\n  sink(c)\nf(1, 2, source(), d=3)",
    "def f(a, b, /, c, *, d):\n  sink(c)\nf(1, source(), 2, d=source())",
  ],
  [
    "a default that the class around knows",
    "class A:\n  kind = source()\n  def m(self, k=kind):\n    sink(k)",
    "class A:\n  kind = source()\n  def m(self, k=1):\n    sink(kind)",
  ],
  [
    "what the module calls as a class does its own",
    "kind = source()\nclass A:\n  kind = 1\n  def m(self):\n    return lambda: sink(kind)",
    "kind = 1\nclass A:\n  kind = source()\n  def m(self):\n    return lambda: sink(kind)",
  ],
  [
    "a star before a call",
    "def f(a):\n  return [*a.rows(1)[0]]\nsink(f(source()))",
    "def f(a):\n  return [*b.rows(1)[0]]\nsink(f(source()))",
  ],
  [
    "a name that something else is declared by before",
    "def w():\n  pass\nimport w\nw = source()\nsink(w)",
    "w = source()\nclass w:\n  pass\nsink(w)",
  ],
  [
    "a name that a case does not give to something else",
    "def f(y):\n  w = source()\n  match y:\n    case [v, *u] if u:\n      pass\n    case _:\n      return\n  sink(w)\nf(1)",
    "def f(y):\n  w = source()\n  match y:\n    case [v, *w] if v:\n      pass\n    case _:\n      return\n  sink(w)\nf(1)",
  ],
  [
    "what a method leaves in the object that it is called on",
    "class C:\n  def load(self):\n    self.row = source()\n  def save(self):\n    self.at = 1\ndef f(c):\n  return c.row\nc = C()\nc.load()\nsink(f(c))",
    "class C:\n  def load(self):\n    self.row = source()\n  def save(self):\n    self.at = 1\ndef f(c):\n  return c.row\nc = C()\nc.save()\nsink(f(c))",
  ],
  // What a test says of a variable.
  [
    "a variable where it is there",
    "def f(x):\n  if x is None:\n    return\n  sink(x)\nf(source())",
    "def f(x):\n  if x is not None:\n    return\n  sink(x)\nf(source())",
  ],
  [
    "an object that says by itself whether it is empty, or equal",
    "x = source()\nif not x or x == 0:\n  sink(x.text)",
    "x = source()\nif x is None:\n  sink(x.text)",
  ],
  // Things in containers.
  [
    "one part of a thing that was put into a list",
    "rows = []\nrows.append({'key': source(), 'name': 'a'})\nfor row in rows:\n  sink(row['key'])",
    "rows = []\nrows.append({'key': source(), 'name': 'a'})\nfor row in rows:\n  sink(row['name'])",
  ],
  [
    "one part of a thing of a list that was added to another",
    "rows = []\nrows.extend([{'key': source(), 'name': 'a'}])\nsink(rows.pop()['key'])",
    "rows = []\nrows.extend([{'key': source(), 'name': 'a'}])\nsink(rows.pop()['name'])",
  ],
  [
    "what a mapping was given by name",
    "d = {}\nd.update(key=source(), name='a')\nsink(d.get('key'))",
    "d = {}\nd.update(key=source(), name='a')\nsink(d.get('name'))",
  ],
  [
    "what a set keeps, and not what an object from elsewhere is told",
    "s = set()\ns.add(source())\nsink(s)",
    "import db\ns = db.connect()\ns.add(source())\nsink(s)",
  ],
  [
    "what a field keeps, and not what an object from elsewhere in a field is told",
    "class A:\n  def __init__(self):\n    self.all = set()\n  def keep(self):\n    self.all.add(source())\n    sink(self.all)",
    "class A:\n  def __init__(self):\n    self.all = None\n    self.all = connect()\n  def keep(self):\n    self.all.add(source())\n    sink(self.all)",
  ],
  ["a mapping made of names", "d = dict(a=source(), b=1)\nsink(d['a'])", "d = dict(a=source(), b=1)\nsink(d['b'])"],
  ["a list whose things move", "l = [1, source()]\nl.pop(0)\nsink(l[0])", "l = [1, source()]\nl.append(0)\nsink(l[0])"],
  [
    "a name under which a mapping keeps something",
    "d = {}\nd.setdefault(source(), 1)\nfor k in d.keys():\n  sink(k)",
    "d = {}\nd.setdefault(source(), 1)\nfor v in d.values():\n  sink(v)",
  ],
  [
    "what a list takes of another",
    "l = []\nl.extend({'a': 1, 'b': source()}.values())\nsink(l[0])",
    "l = []\nl.extend({'a': 1, 'b': source()}.keys())\nsink(l[0])",
  ],
  [
    "what a function takes by name of what it was given",
    "def f(**kw):\n  kind = kw.pop('kind', 'a')\n  sink(kind)\no = {}\no['kind'] = source()\nf(x=1, **o)",
    "def f(**kw):\n  kind = kw.pop('kind', 'a')\n  sink(kind)\no = {}\no['text'] = source()\nf(x=1, **o)",
  ],
];
