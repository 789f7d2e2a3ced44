import type { Bindings } from "#match/binding.ts";

/**
 * Fills the metavariables of a rule's message in: `$X` by its source text, `value($X)` by its value, the longest name that is
 * bound first, so that `$SERVER_NAME` is not read as `$SERVER`. What is not bound stays as it is written.
 */
export function interpolate(message: string, bindings: Bindings): string {
  return message.replace(/value\((\$\w+)\)|\$(?:\.\.\.)?\w+/g, (found: string, valued: string | undefined) => {
    if (valued !== undefined) {
      const binding = bindings.get(valued);
      if (binding) return String(binding.value ?? binding.text);
    }
    for (let end = found.length; end > 1; end--) {
      const binding = bindings.get(found.slice(0, end));
      if (binding) return binding.text + found.slice(end);
    }
    return found;
  });
}
