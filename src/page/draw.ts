import type { DrawableGraph, Drawing, DrawnNode } from "#model/drawing.ts";
import { button, element, shape } from "#page/dom.ts";
import { layoutOf, pathOf, type Box, type Layout, type Line } from "#page/layout.ts";
import type { Radius } from "#page/radius.ts";

/** What a drawing lets a reader do. */
export interface Hands {
  readonly choose: (node: DrawnNode) => void;
  readonly toggle: (node: DrawnNode) => void;
}

/** What stands out of a drawing, and how large it is. */
export interface Look {
  /** The box that was chosen. */
  readonly chosen?: string;
  readonly radius?: Radius;
  /** Left away, it is what fits the page and can be read. */
  readonly zoom?: number;
}

/** How a box stands to the one that was chosen. */
type Standing = "chosen" | "open" | "gated" | "source" | "other" | undefined;

const words: Readonly<Record<Exclude<Standing, undefined>, string>> = {
  chosen: "chosen",
  open: "reached without a gate",
  gated: "reached only behind a gate",
  source: "leads to what is chosen",
  other: "not reached",
};

/** Draws into an element, in place of what it held; returns the box of each node, for the focus. */
export function draw(
  canvas: HTMLElement,
  drawing: Drawing,
  graph: DrawableGraph,
  { look, hands }: { readonly look: Look; readonly hands: Hands },
): Map<string, HTMLButtonElement> {
  const narrow = canvas.clientWidth < 560;
  const sizes = narrow
    ? { width: 118, height: 46, gap: 18, gateLetters: 8 }
    : { width: 236, height: 46, gap: 48, gateLetters: 26 };
  const layout = layoutOf(drawing, graph, sizes);
  const standing = (node: DrawnNode) => standingOf(node, look);
  const standings = new Map(drawing.nodes.map((node) => [node.id, standing(node)]));
  const zoom = look.zoom ?? fitting(canvas.clientWidth, layout.width);
  const plane = element("div", { class: "plane" });
  plane.style.width = `${layout.width}px`;
  plane.style.height = `${layout.height}px`;
  plane.style.transform = `scale(${zoom})`;
  plane.append(linesOf(layout, standings));
  const buttons = new Map<string, HTMLButtonElement>();
  for (const node of inReadingOrder(drawing, layout)) {
    const [box, pick] = boxOf(node, standings.get(node.id), hands);
    place(box, layout.boxes.get(node.id)!);
    buttons.set(node.id, pick);
    plane.append(box);
  }
  for (const { gate, link } of layout.lines) {
    if (!gate) continue;
    const full = link.gates.map((index) => graph.facts[index]!.text).join("; ");
    const label = element("span", { class: "gate", title: full }, gate.text);
    if (standings.get(link.to) === "other" && look.radius) label.classList.add("is-other");
    place(label, gate);
    plane.append(label);
  }
  const frame = element("div", { class: "frame" }, plane);
  frame.style.width = `${layout.width * zoom}px`;
  frame.style.height = `${layout.height * zoom}px`;
  canvas.replaceChildren(frame);
  walkable(buttons, layout);
  return buttons;
}

/** Letters must stay legible: a drawing that is wider then is scrolled. */
function fitting(room: number, width: number): number {
  return Math.max(0.85, Math.min(1, room / width));
}

function standingOf({ id, facts }: DrawnNode, { chosen, radius }: Look): Standing {
  if (!radius) return undefined;
  if (id === chosen) return "chosen";
  if (facts.some((fact) => radius.open.has(fact))) return "open";
  if (facts.some((fact) => radius.gated.has(fact))) return "gated";
  return facts.some((fact) => radius.sources.has(fact)) ? "source" : "other";
}

function boxOf(node: DrawnNode, standing: Standing, hands: Hands): [HTMLElement, HTMLButtonElement] {
  const said = [node.title, node.detail, node.alarming ? "look twice" : "", standing ? words[standing] : ""];
  const label = said.filter((part) => part !== "").join(", ");
  const pick = button(
    "",
    {
      class: "pick",
      "aria-label": label,
      "aria-pressed": String(standing === "chosen"),
      title: `${node.title}\n${node.detail}`,
    },
    () => hands.choose(node),
  );
  const [title, detail] = wordsOf(node);
  pick.append(titleOf(node, title), element("span", { class: "detail" }, detail));
  const classes = [
    "node",
    `is-${node.role}`,
    ...(node.alarming ? ["is-alarming"] : []),
    ...(standing ? [`is-${standing}`] : []),
  ];
  const box = element("div", { class: classes.join(" ") }, pick);
  if (node.anchor !== undefined) {
    pick.setAttribute("aria-expanded", String(node.open === true));
    const press = () => hands.toggle(node);
    const name = `${node.open === true ? "Close" : "Open"} ${node.title}`;
    box.append(button(node.open === true ? "−" : "+", { class: "toggle", tabindex: -1, "aria-label": name }, press));
    pick.addEventListener("dblclick", press);
    pick.addEventListener("keydown", ({ key }) => {
      if (key === "o" || key === "+" || key === "-") press();
    });
  }
  return [box, pick];
}

/** Letters at the end of a name that stay when there is no room for all of it: names differ there, paths above all. */
const tailLetters = 7;
/** Of a path, its last word stays if it is no longer. */
const longestTail = 16;

/** What a box says: who may start something stands below what it is. */
function wordsOf({ role, title, detail }: DrawnNode): readonly [title: string, detail: string] {
  const by = role === "trigger" ? title.lastIndexOf(" by ") : -1;
  return by < 0 ? [title, detail] : [title.slice(0, by), `${title.slice(by + 1)} · ${detail}`];
}

function titleOf({ anchor }: DrawnNode, title: string): HTMLElement {
  const letters = Array.from(title);
  const ends = [/[^/:]*$/, /[^/:.]*$/].map((word) => Array.from(word.exec(title)![0]).length);
  const tail = ends.find((length) => length > tailLetters && length <= longestTail) ?? tailLetters;
  if (anchor === undefined || letters.length <= 2 * tailLetters || tail >= letters.length)
    return element("span", { class: "title" }, title);
  return element(
    "span",
    { class: "title split" },
    element("span", { class: "head" }, letters.slice(0, -tail).join("")),
    element("span", { class: "tail" }, letters.slice(-tail).join("")),
  );
}

function place({ style }: HTMLElement, { x, y, width, height }: Box): void {
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}

function linesOf({ width, height, lines }: Layout, standings: ReadonlyMap<string, Standing>): SVGElement {
  const drawn = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  for (const line of lines) drawn.append(shape("path", { d: pathOf(line.points), class: lineClass(line, standings) }));
  return drawn;
}

function lineClass({ link, gate }: Line, standings: ReadonlyMap<string, Standing>): string {
  const [from, to] = [standings.get(link.from), standings.get(link.to)];
  const classes = ["line", ...(gate && link.openCount === 0 ? ["has-gate"] : [])];
  if (from === undefined || to === undefined) return classes.join(" ");
  const reaches = from !== "other" && from !== "source" && (to === "open" || to === "gated");
  const leads = from === "source" && (to === "chosen" || to === "source");
  return [...classes, reaches ? `is-${to}` : leads ? "is-source" : "is-other"].join(" ");
}

/** Column by column, each from its top: as one reads, and as Tab goes. */
function inReadingOrder({ nodes }: Drawing, { boxes }: Layout): DrawnNode[] {
  const at = ({ id }: DrawnNode) => boxes.get(id)!;
  return nodes.toSorted((one, other) => at(one).x - at(other).x || at(one).y - at(other).y);
}

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** One stop of the Tab key for all boxes; from there the arrows go to the nearest one in their direction. */
function walkable(buttons: ReadonlyMap<string, HTMLButtonElement>, { boxes }: Layout): void {
  const all = [...buttons];
  const chosen = all.find(([, pick]) => pick.getAttribute("aria-pressed") === "true") ?? all[0];
  for (const [id, pick] of all) {
    pick.tabIndex = id === chosen?.[0] ? 0 : -1;
    pick.addEventListener("keydown", (event) => {
      const direction = directions[event.key];
      if (!direction) return;
      event.preventDefault();
      const next = buttons.get(nearest(id, boxes, direction) ?? "");
      if (!next) return;
      pick.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }
}

function nearest(id: string, boxes: ReadonlyMap<string, Box>, [dx, dy]: readonly [number, number]): string | undefined {
  const own = boxes.get(id)!;
  let best: string | undefined;
  let least = Infinity;
  for (const [other, { x, y }] of boxes) {
    const along = (x - own.x) * dx + (y - own.y) * dy;
    const aside = Math.abs((x - own.x) * dy) + Math.abs((y - own.y) * dx);
    const far = along + 3 * aside;
    if (other === id || along <= 1 || far >= least) continue;
    least = far;
    best = other;
  }
  return best;
}
