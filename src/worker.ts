import { loadPart } from "#part.ts";

await (loadPart("program") as typeof import("#program.ts")).serve();
