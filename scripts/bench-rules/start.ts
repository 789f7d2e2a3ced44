import { compileRules } from "#compiled-rules.ts";
import { loadKnowledge } from "#knowledge.ts";

/** Prints the CPU milliseconds that reading our own rules from the built file and preparing them take in a new process. */
const began = process.cpuUsage();
const { rules, opaqueMarkers } = loadKnowledge();
compileRules(
  rules,
  opaqueMarkers.map(({ text }) => text),
);
const { user, system } = process.cpuUsage(began);
console.log((user + system) / 1000);
