import type { DrawableGraph } from "#model/drawing.ts";
import { byId } from "#page/dom.ts";
import { Page } from "#page/page.ts";

/** The page is shown first, and drawn then. */
function begin(): void {
  const graph = JSON.parse(byId("data").textContent ?? "") as DrawableGraph;
  for (const part of document.querySelectorAll<HTMLElement>(".scripted")) part.hidden = false;
  new Page(graph).start();
  document.documentElement.dataset["drawn"] = "";
}

requestAnimationFrame(() => setTimeout(begin));
