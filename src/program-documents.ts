import type { Document } from "#model/document.ts";
import type { RepoPath } from "#model/location.ts";

/** A file as it was read. */
interface Known {
  readonly digest: string;
  readonly document: Document;
}

/**
 * The documents of programs that were looked at last. Programs of a tree often share most of their files: what rules
 * found in one of those, they do not look for again.
 */
export class ProgramDocuments {
  readonly #mostUnits: number;
  /** Those that were asked for last come last. */
  readonly #known = new Map<RepoPath, Known>();
  #units = 0;

  /** `mostUnits`: UTF-16 units of text that are held. */
  constructor(mostUnits: number) {
    this.#mostUnits = mostUnits;
  }

  /** The document of a file with these bytes, known from before, or made; `digest`: SHA-256 of the bytes, hex. */
  documentOf(path: RepoPath, digest: string, make: () => Document): Document {
    const before = this.#known.get(path);
    if (before) this.#forget(path, before);
    const known = before?.digest === digest ? before : { digest, document: make() };
    this.#known.set(path, known);
    this.#units += known.document.text.length;
    for (const [oldest, each] of this.#known) {
      if (this.#units <= this.#mostUnits) break;
      this.#forget(oldest, each);
    }
    return known.document;
  }

  #forget(path: RepoPath, { document }: Known): void {
    this.#known.delete(path);
    this.#units -= document.text.length;
  }
}
