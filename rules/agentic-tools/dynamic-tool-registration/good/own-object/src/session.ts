import { DynamicTool } from "@langchain/core/tools";
import { Shelf } from "./shelf";

export function toolsFor(req: { body: { room: string } }) {
  const shelf = new Shelf(req.body.room);
  // ok: dynamic-tool-registration
  return [new DynamicTool({ name: "lookup", description: "Looks on the shelf.", func: shelf.lookup })];
}
