/** Holds if a pattern that names the module `asked` speaks of `written`: a module is also what lies within it. */
export function isModule(asked: string, written: string): boolean {
  if (written === asked || written.startsWith(`${asked}/`)) return true;
  return !asked.includes("/") && written.startsWith(`${asked}.`);
}
