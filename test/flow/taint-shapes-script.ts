/** A shape of code through which taint comes to its sink, and its twin through which none does. */
export type TaintShape = readonly [name: string, tainted: string, twin: string];

/** Shapes in TypeScript. */
export const scriptShapes: readonly TaintShape[] = [
  // Functions that are made by functions.
  [
    "a closure that returns what it captured",
    "const make = (x) => () => x;\nconst f = make(source());\nsink(f());",
    "const make = (x) => () => 1;\nconst f = make(source());\nsink(f());",
  ],
  [
    "a closure that uses what it captured",
    "function make(x) { return () => { sink(x) } }\nconst f = make(source());\nf();",
    "function make(x) { return () => { sink(1) } }\nconst f = make(source());\nf();",
  ],
  [
    "a closure made of something else",
    "function make(x, y) { return () => x }\nsink(make(source(), 1)());",
    "function make(x, y) { return () => x }\nsink(make(1, source())());",
  ],
  [
    "a closure that is given more",
    "function make(x) { return (y) => { sink(y) } }\nmake(1)(source());",
    "function make(x) { return (y) => { sink(x) } }\nmake(1)(source());",
  ],
  [
    "a named function that is returned",
    "function make(x) { function inner() { return x }\n return inner }\nsink(make(source())());",
    "function make(x) { function inner() { return 1 }\n return inner }\nsink(make(source())());",
  ],
  [
    "closures within closures",
    "const add = (a) => (b) => (c) => a;\nsink(add(source())(1)(2));",
    "const add = (a) => (b) => (c) => b;\nsink(add(source())(1)(2));",
  ],
  [
    "an object of closures",
    "function make(x) { return { get: () => x, none: () => 1 } }\nconst o = make(source());\nsink(o.get());",
    "function make(x) { return { get: () => x, none: () => 1 } }\nconst o = make(source());\nsink(o.none());",
  ],
  [
    "two closures over one variable",
    "function make() { let v; return { set: (x) => { v = x }, get: () => v } }\nconst o = make();\no.set(source());\nsink(o.get());",
    "function make() { let v; return { set: (x) => { v = 1 }, get: () => v } }\nconst o = make();\no.set(source());\nsink(o.get());",
  ],
  [
    "a closure that is kept in a class",
    "class A { constructor(f) { this.f = f }\n run(x) { this.f(x) } }\nconst a = new A((y) => { sink(y) });\na.run(source());",
    "class A { constructor(f) { this.f = f }\n run(x) { this.f(1) } }\nconst a = new A((y) => { sink(y) });\na.run(source());",
  ],
  // bind, call, apply.
  [
    "call",
    "function f(a, b) { sink(b) }\nf.call(null, 1, source());",
    "function f(a, b) { sink(b) }\nf.call(null, source(), 1);",
  ],
  [
    "what call returns",
    "function f(a, b) { return a }\nsink(f.call(null, source(), 1));",
    "function f(a, b) { return a }\nsink(f.call(null, 1, source()));",
  ],
  [
    "apply",
    "function f(a, b) { sink(b) }\nf.apply(null, [1, source()]);",
    "function f(a, b) { sink(b) }\nf.apply(null, [source(), 1]);",
  ],
  [
    "bind",
    "function f(a, b) { sink(a) }\nconst g = f.bind(null, source());\ng(1);",
    "function f(a, b) { sink(a) }\nconst g = f.bind(null, 1);\ng(source());",
  ],
  [
    "bind at once",
    "function f(a, b) { sink(b) }\nf.bind(null, 1)(source());",
    "function f(a, b) { sink(b) }\nf.bind(null, source())(1);",
  ],
  [
    "what a bound function returns",
    "const f = (a, b) => a;\nconst g = f.bind(null, source());\nsink(g(1));",
    "const f = (a, b) => b;\nconst g = f.bind(null, source());\nsink(g(1));",
  ],
  [
    "bind to this",
    "class A { run(x) { sink(x) }\n go() { const r = this.run.bind(this);\n r(source()) } }",
    "class A { run(x) { sink(1) }\n go() { const r = this.run.bind(this);\n r(source()) } }",
  ],
  // Classes.
  [
    "a field that is set in one method",
    "class A { set(x) { this.x = source() }\n use() { sink(this.x) } }",
    "class A { set(x) { this.y = source() }\n use() { sink(this.x) } }",
  ],
  [
    "a getter",
    "class A { get x() { return source() } }\nsink(new A().x);",
    "class A { get x() { return 1 } get y() { return source() } }\nsink(new A().x);",
  ],
  [
    "a getter of what was given",
    "class A { constructor(v) { this.v = v }\n get x() { return this.v } }\nconst a = new A(source());\nsink(a.x);",
    "class A { constructor(v) { this.v = v; this.w = 1 }\n get x() { return this.w } }\nconst a = new A(source());\nsink(a.x);",
  ],
  [
    "a setter",
    "class A { set x(v) { sink(v) } }\nconst a = new A();\na.x = source();",
    "class A { set x(v) { sink(v) } }\nconst a = new A();\na.y = source();",
  ],
  [
    "a setter that keeps",
    "class A { set x(v) { this._x = v }\n get x() { return this._x } }\nconst a = new A();\na.x = source();\nsink(a.x);",
    "class A { set x(v) { this._x = 1 }\n get x() { return this._x } }\nconst a = new A();\na.x = source();\nsink(a.x);",
  ],
  [
    "a getter on this",
    "class A { get q() { return source() }\n run() { sink(this.q) } }",
    "class A { get q() { return 1 }\n run() { sink(this.q) } }",
  ],
  [
    "a field with a value",
    "class A { x = source();\n run() { sink(this.x) } }",
    "class A { x = source(); y = 1;\n run() { sink(this.y) } }",
  ],
  [
    "a field with a value, outside",
    "class A { x = source(); y = 1 }\nsink(new A().x);",
    "class A { x = source(); y = 1 }\nsink(new A().y);",
  ],
  [
    "a static field",
    "class A { static x = source(); static y = 1 }\nsink(A.x);",
    "class A { static x = source(); static y = 1 }\nsink(A.y);",
  ],
  [
    "a static method",
    "class A { static f(x) { sink(x) } }\nA.f(source());",
    "class A { static f(x, y) { sink(y) } }\nA.f(source(), 1);",
  ],
  [
    "a private field",
    "class A { #x;\n constructor(v) { this.#x = v }\n run() { sink(this.#x) } }\nnew A(source()).run();",
    "class A { #x; #y;\n constructor(v) { this.#x = v }\n run() { sink(this.#y) } }\nnew A(source()).run();",
  ],
  [
    "a parameter that is a field",
    "class A { constructor(private x: string, private y: string) {}\n run() { sink(this.x) } }\nnew A(source(), 1).run();",
    "class A { constructor(private x: string, private y: string) {}\n run() { sink(this.y) } }\nnew A(source(), 1).run();",
  ],
  [
    "a constructor that calls another",
    "class A { constructor(x) { this.x = x } }\nclass B extends A { constructor(y) { super(y) }\n run() { sink(this.x) } }\nnew B(source()).run();",
    "class A { constructor(x) { this.x = 1 } }\nclass B extends A { constructor(y) { super(y) }\n run() { sink(this.x) } }\nnew B(source()).run();",
  ],
  [
    "a method of the base",
    "class A { put(x) { sink(x) } }\nclass B extends A { run() { this.put(source()) } }",
    "class A { put(x) { sink(1) } }\nclass B extends A { run() { this.put(source()) } }",
  ],
  [
    "a method of the derived class",
    "class A { run() { this.put(source()) } put(x) {} }\nclass B extends A { put(x) { sink(x) } }\nnew B().run();",
    "class A { run() { this.put(1) } put(x) {} }\nclass B extends A { put(x) { sink(x) } }\nnew B().run();",
  ],
  [
    "an arrow in a field",
    "class A { run = (x) => { sink(x) } }\nnew A().run(source());",
    "class A { run = (x) => { sink(1) } }\nnew A().run(source());",
  ],
  [
    "a builder",
    "class Q { add(x) { this.p = x; return this }\n build() { return this.p } }\nsink(new Q().add(source()).build());",
    "class Q { add(x) { this.p = 1; return this }\n build() { return this.p } }\nsink(new Q().add(source()).build());",
  ],
  [
    "an object of methods",
    "const o = { f(x) { sink(x) } };\no.f(source());",
    "const o = { f(x) { sink(x) }, g(x) {} };\no.g(source());",
  ],

  // Promises.
  [
    "all, then, destructured",
    "Promise.all([source(), 1]).then(([a, b]) => { sink(a) });",
    "Promise.all([source(), 1]).then(([a, b]) => { sink(b) });",
  ],
  [
    "all, awaited",
    "async function f() { const [a, b] = await Promise.all([1, source()]);\n sink(b) }",
    "async function f() { const [a, b] = await Promise.all([1, source()]);\n sink(a) }",
  ],
  [
    "all of calls",
    "const g = async () => source(), h = async () => 1;\nasync function f() { const [a, b] = await Promise.all([g(), h()]);\n sink(a) }",
    "const g = async () => source(), h = async () => 1;\nasync function f() { const [a, b] = await Promise.all([g(), h()]);\n sink(b) }",
  ],
  [
    "resolve",
    "Promise.resolve(source()).then((x) => { sink(x) });",
    "Promise.resolve(source()).then((x) => 1).then((x) => { sink(x) });",
  ],
  [
    "a chain",
    "Promise.resolve(1).then(() => source()).then((x) => { sink(x) });",
    "Promise.resolve(source()).then(() => 1).then((x) => { sink(x) });",
  ],
  [
    "race",
    "async function f() { sink(await Promise.race([1, source()])) }",
    "async function f() { source(); sink(await Promise.race([1, 2])) }",
  ],
  [
    "new Promise",
    "const p = new Promise((resolve) => resolve(source()));\np.then((x) => { sink(x) });",
    "const p = new Promise((resolve) => { source(); resolve(1) });\np.then((x) => { sink(x) });",
  ],
  [
    "an async function",
    "async function g() { return source() }\nasync function f() { const x = await g(); sink(x) }",
    "async function g() { return 1 }\nasync function f() { const x = await g(); sink(x) }",
  ],
  [
    "a rejected promise",
    "Promise.reject(source()).catch((x) => { sink(x) });",
    "Promise.reject(source()).catch(() => { sink(1) });",
  ],
  [
    "a promise that somebody refuses",
    "const p = new Promise((resolve, reject) => reject(source()));\np.catch((x) => { sink(x) });",
    "const p = new Promise((resolve, reject) => resolve(source()));\np.catch((x) => { sink(x) });",
  ],
  [
    "a refused promise that a function is given",
    "function f(p) { return p.then((x) => 1).catch((x) => { sink(x) }) }\nf(Promise.reject(source()));",
    "async function g() { return source() }\nfunction f(p) { return p.then((x) => 1).catch((x) => { sink(x) }) }\nf(g());",
  ],
  [
    "a callback that refuses",
    "Promise.resolve(1).then((x) => Promise.reject(source())).catch((x) => { sink(x) });",
    "Promise.resolve(1).then((x) => Promise.reject(source())).then((x) => { sink(x) });",
  ],
  [
    "both callbacks",
    "Promise.reject(source()).then((x) => 1, (x) => { sink(x) });",
    "Promise.resolve(source()).then((x) => 1, (x) => { sink(x) });",
  ],
  [
    "what a promise holds after a catch",
    "Promise.resolve(source()).catch((x) => 1).then((x) => { sink(x) });",
    "Promise.reject(source()).catch((x) => 1).then((x) => { sink(x) });",
  ],
  // Generators and iterators.
  [
    "a generator",
    "function* g() { yield source() }\nfor (const x of g()) sink(x);",
    "function* g() { yield 1 }\nfor (const x of g()) sink(x);",
  ],
  [
    "a generator of what it is given",
    "function* g(xs) { for (const x of xs) yield x }\nfor (const x of g([source()])) sink(x);",
    "function* g(xs) { for (const x of xs) yield 1 }\nfor (const x of g([source()])) sink(x);",
  ],
  [
    "a generator of a generator",
    "function* h() { yield source() }\nfunction* g() { yield* h() }\nfor (const x of g()) sink(x);",
    "function* h() { yield 1 }\nfunction* g() { yield* h() }\nfor (const x of g()) sink(x);",
  ],
  [
    "next",
    "function* g() { yield source() }\nsink(g().next().value);",
    "function* g() { yield 1 }\nsink(g().next().value);",
  ],
  [
    "a spread generator",
    "function* g() { yield source() }\nsink([...g()]);",
    "function* g() { yield 1 }\nsink([...g()]);",
  ],
  [
    "for await",
    "async function* g() { yield source() }\nasync function f() { for await (const x of g()) sink(x) }",
    "async function* g() { yield 1 }\nasync function f() { for await (const x of g()) sink(x) }",
  ],

  // Spread, rest, destructuring.
  [
    "a spread list",
    "const a = [1, source()];\nconst b = [...a];\nsink(b);",
    "const a = [1, source()];\nconst b = [a.length > 5 ? 1 : 2];\nsink(b);",
  ],
  [
    "a spread object",
    "const a = { x: source(), y: 1 };\nconst b = { ...a };\nsink(b.x);",
    "const a = { x: source(), y: 1 };\nconst b = { ...a };\nsink(b.y);",
  ],
  [
    "a spread object that is overwritten",
    "const a = { x: source(), y: 1 };\nconst b = { ...a, y: 2 };\nsink(b.x);",
    "const a = { x: source(), y: 1 };\nconst b = { ...a, x: 2 };\nsink(b.x);",
  ],
  [
    "a spread list of places",
    "const a = [1, source()];\nconst b = [0, ...a];\nsink(b[2]);",
    "const a = [1, source()];\nconst b = [0, ...a];\nsink(b[1]);",
  ],
  [
    "rest of an object",
    "const { a, ...r } = { a: 1, b: source() };\nsink(r.b);",
    "const { b, ...r } = { a: 1, b: source() };\nsink(r.a);",
  ],
  [
    "spread arguments",
    "function f(a, b) { sink(b) }\nconst xs = [1, source()];\nf(...xs);",
    "function f(a, b) { sink(a) }\nconst xs = [1, source()];\nf(...xs);",
  ],
  ["a default in a pattern", "const { a = source() } = {};\nsink(a);", "const { a = source(), b = 1 } = {};\nsink(b);"],
  [
    "a default of a parameter",
    "function f(a = source()) { sink(a) }\nf();",
    "function f(a = source()) { sink(1) }\nf();",
  ],
  [
    "a default that is not used",
    "function f(a = source()) { sink(a) }\nf();",
    "function f(a = 1) { sink(a) }\nsource(); f();",
  ],
  [
    "nested destructuring",
    "const { a: { b: [x, y] } } = { a: { b: [1, source()] } };\nsink(y);",
    "const { a: { b: [x, y] } } = { a: { b: [1, source()] } };\nsink(x);",
  ],
  [
    "destructured parameters",
    "function f({ a, b }) { sink(b) }\nf({ a: 1, b: source() });",
    "function f({ a, b }) { sink(a) }\nf({ a: 1, b: source() });",
  ],
  [
    "swapping",
    "let a = source(), b = 1;\n[a, b] = [b, a];\nsink(b);",
    "let a = source(), b = 1;\n[a, b] = [b, a];\nsink(a);",
  ],

  // Expressions.
  [
    "optional chaining",
    "const o = { a: { b: source(), c: 1 } };\nsink(o?.a?.b);",
    "const o = { a: { b: source(), c: 1 } };\nsink(o?.a?.c);",
  ],
  ["an optional call", "function f(x) { sink(x) }\nf?.(source());", "function f(x) { sink(1) }\nf?.(source());"],
  [
    "an optional method",
    "const o = { f(x) { sink(x) } };\no.f?.(source());",
    "const o = { f(x) { sink(1) } };\no.f?.(source());",
  ],
  ["a template", "const a = `x ${source()} y`;\nsink(a);", "const a = `x ${1} y`;\nsource(); sink(a);"],
  [
    "a tagged template",
    "function tag(s, x) { sink(x) }\ntag`a ${source()} b`;",
    "function tag(s, x, y) { sink(y) }\ntag`a ${source()} b ${1}`;",
  ],
  [
    "what a tag returns",
    "const tag = (s, ...xs) => xs.join('');\nsink(tag`a ${source()}`);",
    "const tag = (s, ...xs) => s.join('');\nsink(tag`a ${source()}`);",
  ],
  ["nullish assignment", "let a;\na ??= source();\nsink(a);", "let a, b;\nb ??= source();\nsink(a);"],
  ["a comma", "sink((1, source()));", "sink((source(), 1));"],
  ["a conditional", "const a = c ? source() : 1;\nsink(a);", "const a = c ? (source(), 2) : 1;\nsink(a);"],
  [
    "an assignment in an expression",
    "let a, b;\nb = (a = source());\nsink(b);",
    "let a, b;\nb = (a = source(), 1);\nsink(b);",
  ],
  ["as and satisfies", "const a = source() as string;\nsink(a!);", "const a = 1 as number;\nsource(); sink(a!);"],
  [
    "computed keys",
    "const k = 'x';\nconst o = { [k]: source(), y: 1 };\nsink(o.x);",
    "const k = 'x';\nconst o = { [k]: source(), y: 1 };\nsink(o.y);",
  ],
  ["void and typeof", "sink(source());", "sink(void source());"],
  // Methods of lists.
  ["map", "sink([source()].map((x) => x));", "sink([source()].map((x) => 1));"],
  ["filter", "sink([source()].filter((x) => x));", "source(); sink([1].filter((x) => x));"],
  ["forEach", "[source()].forEach((x) => { sink(x) });", "[source()].forEach((x, i) => { sink(i) });"],
  ["reduce", "sink([source()].reduce((a, b) => a + b, ''));", "sink([source()].reduce((a, b) => a, ''));"],
  [
    "a named callback",
    "function f(x) { sink(x) }\n[source()].forEach(f);",
    "function f(x) { sink(1) }\n[source()].forEach(f);",
  ],
  ["flatMap", "sink([source()].flatMap((x) => [x]));", "sink([source()].flatMap((x) => [1]));"],
  ["find", "sink([source()].find((x) => x));", "source(); sink([1].find((x) => x));"],
  ["Array.from", "sink(Array.from([source()], (x) => x));", "sink(Array.from([source()], (x) => 1));"],
  [
    "Object.entries",
    "for (const [k, v] of Object.entries({ a: source() })) sink(v);",
    "for (const [k, v] of Object.entries({ a: source() })) sink(k);",
  ],
  [
    "Object.assign",
    "const o = {};\nObject.assign(o, { a: source() });\nsink(o.a);",
    "const o = {};\nObject.assign(o, { a: source() });\nsink(o.b);",
  ],
  [
    "what Object.assign returns",
    "sink(Object.assign({}, { a: source() }).a);",
    "sink(Object.assign({}, { a: source() }).b);",
  ],
  ["push", "const a = [];\na.push(source());\nsink(a);", "const a = [], b = [];\nb.push(source());\nsink(a);"],
  ["pop", "const a = [source()];\nsink(a.pop());", "const a = [1];\nsource(); sink(a.pop());"],
  ["join", "sink([1, source()].join(' '));", "source(); sink([1, 2].join(' '));"],
  [
    "a Map",
    "const m = new Map();\nm.set('a', source());\nsink(m.get('a'));",
    "const m = new Map(), n = new Map();\nm.set('a', source());\nsink(n.get('a'));",
  ],
  ["sort", "sink([source()].sort((a, b) => 1));", "source(); sink([1].sort((a, b) => 1));"],
  ["replace", "sink('a'.replace('a', () => source()));", "sink('a'.replace('a', () => (source(), 'b')));"],
  ["setTimeout", "setTimeout((x) => { sink(x) }, 1, source());", "setTimeout((x, y) => { sink(y) }, 1, source(), 1);"],
  // Statements.
  [
    "try and catch",
    "let x = 1;\ntry { x = source(); f() } catch { sink(x) }",
    "let x = 1;\ntry { f() } catch { sink(x); x = source() }",
  ],
  [
    "an exception that carries",
    "try { throw source() } catch (e) { sink(e) }",
    "try { source(); throw 1 } catch (e) { sink(e) }",
  ],
  [
    "an exception with a message",
    "try { throw new Error(source()) } catch (e) { sink(e.message) }",
    "try { source(); throw new Error('a') } catch (e) { sink(e.message) }",
  ],
  [
    "an exception of a function",
    "function f(x) { throw new Error(x) }\ntry { f(source()) } catch (e) { sink(e) }",
    "function f(x) { throw new Error('a') }\ntry { f(source()) } catch (e) { sink(e) }",
  ],
  [
    "finally",
    "let x = 1;\ntry { x = source() } finally { sink(x) }",
    "let x = source();\ntry { f() } finally { x = 1 }\nsink(x);",
  ],
  [
    "falling through a switch",
    "let x = 1;\nswitch (a) { case 1: x = source();\n case 2: sink(x); break }",
    "let x = 1;\nswitch (a) { case 1: x = source(); break;\n case 2: sink(x); break }",
  ],
  [
    "a default in the middle",
    "let x = 1;\nswitch (a) { case 1: break;\n default: x = source();\n case 2: sink(x) }",
    "let x = source();\nswitch (a) { case 1: x = 2; break;\n default: x = 1; break;\n case 2: x = 3 }\nsink(x);",
  ],
  [
    "a labelled break",
    "let x = 1;\nouter: for (const a of b) { for (const c of a) { if (c) { x = source(); break outer } }\n x = 2 }\nsink(x);",
    "let x = 1;\nouter: for (const a of b) { for (const c of a) { x = source(); if (c) break; x = 1; continue outer }\n x = 2 }\nsink(x === 1 ? 0 : 1);",
  ],
  [
    "a labelled continue",
    "let x = 1;\nouter: for (const a of b) { sink(x);\n for (const c of a) { x = source(); continue outer }\n x = 1 }",
    "let x = 1;\nouter: for (const a of b) { sink(x);\n for (const c of a) { x = source(); break }\n x = 1 }",
  ],
  [
    "a labelled block",
    "let x = 1;\nl: { x = source(); if (a) break l; x = 1 }\nsink(x);",
    "let x = 1;\nl: { x = source(); if (a) { x = 2; break l } x = 1 }\nsink(x);",
  ],
  [
    "do while",
    "let x = 1;\ndo { sink(x); x = source() } while (a);",
    "let x = 1;\ndo { sink(x); x = source(); x = 1 } while (a);",
  ],
  ["for in", "for (const k in source()) sink(k);", "source(); for (const k in o) sink(k);"],

  [
    "hoisted functions",
    "sink(f());\nfunction f() { return source() }",
    "sink(f());\nfunction f() { return 1 }\nsource();",
  ],
  [
    "an immediately called function",
    "const x = (() => source())();\nsink(x);",
    "const x = (() => 1)();\nsource(); sink(x);",
  ],
  [
    "a default export",
    "export default function f(x) { sink(x) }\nf(source());",
    "export default function f(x) { sink(1) }\nf(source());",
  ],
  // Names.
  [
    "a variable of the function that a loop sets",
    "function f() { for (var [k, w] of source()) { }\n sink(w) }",
    "function f() { for (let [k, w] of source()) { }\n let w; sink(w) }",
  ],
  [
    "a variable that was declared before the loop that sets it",
    "const f = () => { let w = 1; for (w of source()) { }\n return w };\nsink(f());",
    "const f = () => { let w = 1; for (const w of source()) { }\n return w };\nsink(f());",
  ],
  [
    "a loop over the keys that sets a part",
    "const o = {};\nfor (o.k in source()) sink(o.k);",
    "const o = {};\nfor (o.k in source()) sink(o.j);",
  ],
  [
    "a variable of which a function is the namesake",
    "const w = source();\nconst f = () => sink(w);\nrun(async function w(n) { await w(n - 1) });\nf();",
    "const w = source();\nrun(async function w(n) { sink(w) });",
  ],
  [
    "a variable of which a class and a method are namesakes",
    "const w = source();\nrun(class w {}, { w() {} }, class { get w() { return 1 } });\nsink(w);",
    "const w = source();\nrun(class w { m() { sink(w) } });",
  ],
  [
    "a function by the name that it alone knows",
    "const f = function down(n, a) { return n ? down(n - 1, a) : a };\nsink(f(3, source()));",
    "const f = function down(n, a) { return n ? down(n - 1, a) : 1 };\nsink(f(3, source()));",
  ],
  // What may be left out.
  [
    "a variable that is set in what a call of something optional is given",
    "let w = source();\na.b?.c.d(1, (w = 2));\nsink(w);",
    "let w = source();\na.b.c.d(1, (w = 2));\nsink(w);",
  ],
  [
    "a variable that is set in the index of something optional",
    "let w = source();\nuse(a?.[(w = 2)].b);\nsink(w);",
    "let w = source();\nuse(a[(w = 2)]?.b);\nsink(w);",
  ],
  [
    "a variable that is set before what may be missing is asked for",
    "let w = 1;\nf((w = source()))?.g(h());\nsink(w);",
    "let w = source();\nf((w = 1))?.g(h());\nsink(w);",
  ],
  [
    "a variable that is set where another one is set by default",
    "let w = source();\nlet { a, b: [c = (w = 1)] } = d;\nsink(w);",
    "let w = source();\nlet { a, b: [c] } = (w = d);\nsink(w);",
  ],
  [
    "a variable that is set in the default of a loop's variable",
    "let w = source();\nfor (const [a = (w = 1)] of b) { }\nsink(w);",
    "let w = source();\nfor (const [a] of (w = b)) { }\nsink(w);",
  ],
  [
    "what is taken apart before its defaults are computed",
    "let w = source();\nconst { a = (w = 1) } = w;\nsink(a);",
    "let w = source();\nw = 1;\nconst { a = (w = 2) } = w;\nsink(a);",
  ],
  [
    "a variable that is set where another one has no value",
    "let w = source();\na.b ??= f((w = 1));\nsink(w);",
    "let w = source();\na.b = f((w = 1));\nsink(w);",
  ],
  // Objects that make what is tainted.
  [
    "what a constructor leaves in its object through a method of the base",
    "class B { load() { this.row = [source()] } }\nclass C extends B { constructor() { super(); this.load(); this.at = 1 } }\nconst f = () => new C();\nsink(f().row);",
    "class B { load() { this.row = [source()] } }\nclass C extends B { constructor() { super(); this.load(); this.at = 1 } }\nconst f = () => new C();\nsink(f().at);",
  ],
  [
    "what a method leaves in the object that it is called on",
    "class C { load() { this.row = source() } save() { this.at = 1 } }\nconst [c, d] = [new C(), 1];\nfunction g() { const e = new C(); e.load(); return e.row }\nsink(g());",
    "class C { load() { this.row = source() } save() { this.at = 1 } }\nconst [c, d] = [new C(), 1];\nfunction g() { const e = new C(); e.save(); return e.row }\nsink(g());",
  ],
  [
    "a getter of an object that is written out",
    "const o = { at: 1, get row() { return [source()] }, set row(v) { } };\nsink(o.row);",
    "const o = { at: 1, get row() { return [source()] }, set row(v) { } };\nsink(o.at);",
  ],
  [
    "an object with getters that is taken apart",
    "class C { constructor(a) { this.a = a } get row() { return [this.a] } get at() { return 1 } }\nconst { row: r, at } = new C(source());\nsink(r);",
    "class C { constructor(a) { this.a = a } get row() { return [this.a] } get at() { return 1 } }\nconst { row: r, at } = new C(source());\nsink(at);",
  ],
  // What a test says of a variable.
  [
    "a variable where it is not empty",
    "const x = source();\nif (!x) { log() } else { sink(x) }",
    "const x = source();\nif (!x) { sink(x) } else { log() }",
  ],
  [
    "a variable that is not what it was compared with",
    'const x = source();\nif (x !== "on") sink(x);',
    'const x = source();\nif (x !== "on") throw new Error();\nsink(x);',
  ],
  [
    "a variable that is compared with another one",
    "const x = source();\nif (x === y) sink(x);",
    "const y = 'a';\nconst x = source();\nif (x === y) sink(x);",
  ],
  [
    "what is defined",
    "function f(x) { if (typeof x !== 'undefined') sink(x) }\nf(source());",
    "function f(x) { if (typeof x === 'undefined') sink(x) }\nf(source());",
  ],
  [
    "an object that has no length",
    "const x = source();\nif (!x.length) sink(x.text);",
    "const x = source();\nif (x == null) sink(x.text);",
  ],
  [
    "an object that is converted to what it is compared with",
    "const x = source();\nif (x == 'a') sink(x.text);",
    "const x = source();\nif (x === 'a') sink(x.text);",
  ],
  [
    "a part that somebody else sets while the function waits",
    "async function f(o) { if (!o.data) { await o.load(); sink(o.data) } }\nf(source());",
    "async function f(o) { if (!o) { await load(); sink(o.data) } }\nf(source());",
  ],
  [
    "a variable that another function sets",
    "let x = null;\nfunction g() { if (x !== null) return; wait(); sink(x) }\nx = source();\ng();",
    "let x = null;\nfunction g(x) { if (x !== null) return; wait(); sink(x) }\nx = source();\ng(x);",
  ],
  [
    "a variable that is set where it was empty",
    "let x = source();\nif (!x) { x = source() }\nsink(x);",
    "let x = source();\nif (x) { x = '' }\nsink(x);",
  ],
  // Things in containers.
  [
    "one part of a thing that was put into a list",
    "const rows = [];\nrows.push({ key: source(), name: 'a' });\nfor (const row of rows) sink(row.key);",
    "const rows = [];\nrows.push({ key: source(), name: 'a' });\nfor (const row of rows) sink(row.name);",
  ],
  [
    "one part of a thing that is taken out again",
    "const rows = [];\nrows.push(...[{ key: source(), name: 'a' }]);\nconst row = rows.shift();\nsink(row.key);",
    "const rows = [];\nrows.push(...[{ key: source(), name: 'a' }]);\nconst row = rows.shift();\nsink(row.name);",
  ],
  [
    "a method of the object's own that is named as one that keeps",
    "function make() { let v; return { add: (x) => { v = x }, pop: () => v } }\nconst o = make();\no.add(source());\nsink(o.pop());",
    "function make() { let v; return { add: (x) => { v = 1 }, pop: () => v } }\nconst o = make();\no.add(source());\nsink(o.pop());",
  ],
  [
    "what a field keeps, and not what an object from elsewhere in a field is told",
    "class A { all = new Set(); keep() { this.all.add(source()); sink(this.all); } }",
    "class A { all = connect(); keep() { this.all.add(source()); sink(this.all); } }",
  ],
  [
    "what a collection keeps, and not what an import is told",
    "const jobs = new JobQueue();\njobs.enqueue(source());\nsink(jobs);",
    "import { jobs } from './jobs';\njobs.enqueue(source());\nsink(jobs);",
  ],
  [
    "a list whose things move",
    "const a = [1, source()];\na.shift();\nsink(a[0]);",
    "const a = [1, source()];\nb.shift();\nsink(a[0]);",
  ],
  [
    "what is put into a list among its things",
    "const a = [1, 2];\na.splice(0, 1, source());\nsink(a[0]);",
    "const a = [1, 2];\na.splice(0, 1, 3);\nsink(a[0], source);",
  ],
  [
    "what is made of a value, and not what a server answers to it",
    "const r = await encode(source());\nsink(r);",
    "const r = await fetch('/a', { body: source() });\nsink(r);",
  ],
  [
    "the names of what a map keeps",
    "const m = new Map();\nm.set(source(), 1);\nfor (const k of m.keys()) sink(k);",
    "const m = new Map();\nm.set(source(), 1);\nfor (const v of m.values()) sink(v);",
  ],
  [
    "each of what a map keeps with its name",
    "const m = new Map();\nm.set(source(), 1);\nfor (const [k, v] of m.entries()) sink(k);",
    "const m = new Map();\nm.set(source(), 1);\nfor (const [k, v] of m.entries()) sink(v);",
  ],
  [
    "what a set holds",
    "const s = new Set();\ns.add(source());\nfor (const k of s.keys()) sink(k);",
    "const s = new Set(), t = new Set();\ns.add(source());\nfor (const k of t.keys()) sink(k);",
  ],
  [
    "what a header is called",
    "const h = new Headers();\nh.append(source(), 'a');\nsink([...h.keys()]);",
    "const h = new Headers();\nh.append(source(), 'a');\nsink(h.get('b'));",
  ],
  [
    "what is kept under a key that is a secret itself",
    "const m = new Map();\nm.set(id, source());\nsink(m.get(k));",
    "const m = new Map();\nm.set(source(), { id: 1 });\nsink(m.get(k).id);",
  ],
  [
    "what is kept under one name",
    "const p = new Params();\np.set('a', source());\np.set('b', 1);\nsink(p.get('a'));",
    "const p = new Params();\np.set('a', source());\np.set('b', 1);\nsink(p.get('b'));",
  ],
  [
    "a method of a class of the file that is named as one of maps",
    "class C { get(n) { return this.row } }\nconst c = new C();\nc.row = source();\nsink(c.get('id'));",
    "class C { get(n) { return 1 } }\nconst c = new C();\nc.row = source();\nsink(c.get('row'));",
  ],
];
