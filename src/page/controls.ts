import type { DrawableGraph } from "#model/drawing.ts";
import { button, element } from "#page/dom.ts";
import { confidences, type Filter } from "#page/filter.ts";

/** Fills the form of filters; `change` is told of every change, after a pause while somebody types. */
export function fillControls(form: HTMLElement, graph: DrawableGraph, change: (filter: Filter) => void): void {
  const agents = [...new Set(graph.facts.flatMap(({ agent, anchor }) => (agent === true ? [anchor] : [])))];
  const named = agents.map((anchor): Choice => [String(anchor), graph.anchors[anchor]!.name]);
  const authorities = [...new Set(graph.facts.flatMap(({ authority }) => authority ?? []))].sort();
  const lifetimes = [...new Set(graph.facts.flatMap(({ lifetime }) => lifetime ?? []))].sort();
  const search = element("input", { type: "search", id: "filter-search", autocomplete: "off", spellcheck: "false" });
  const fields = {
    agent: select("agent", named),
    authority: select("authority", authorities.map(asChoice)),
    lifetime: select("lifetime", lifetimes.map(asChoice)),
    confidence: select(
      "confidence",
      confidences.map((word) => [word, word === "very-high" ? word : `${word} or surer`]),
    ),
  };
  const tell = () =>
    change({
      agent: fields.agent.value,
      authority: fields.authority.value,
      lifetime: fields.lifetime.value,
      confidence: fields.confidence.value,
      search: search.value.trim(),
    });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 150);
  });
  form.addEventListener("change", tell);
  form.addEventListener("submit", (event) => event.preventDefault());
  const reset = button("All", { class: "reset", "aria-label": "Show all again" }, () => {
    search.value = "";
    for (const field of Object.values(fields)) field.value = "";
    tell();
  });
  form.replaceChildren(
    labelled("Search", search),
    ...Object.entries(fields).map(([name, field]) => labelled(name, field)),
    reset,
  );
}

type Choice = readonly [value: string, text: string];

function asChoice(word: string): Choice {
  return [word, word];
}

function select(name: string, choices: readonly Choice[]): HTMLSelectElement {
  const options = choices.map(([value, text]) => element("option", { value }, text));
  const field = element("select", { id: `filter-${name}` }, element("option", { value: "" }, "any"), ...options);
  field.disabled = choices.length === 0;
  return field;
}

function labelled(name: string, field: HTMLElement): HTMLElement {
  return element("label", { for: field.id }, element("span", {}, name), field);
}
