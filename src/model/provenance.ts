/** Who a commit names, as it says; nothing of it is proof. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** What a commit says about itself. */
export interface CommitRecord {
  /** The name that git gives the commit. */
  readonly commit: string;
  readonly author: Identity;
  readonly committer: Identity;
  /** When it was committed, as it says: seconds since 1970. */
  readonly time: number;
  readonly message: string;
}

/**
 * A row that says by which marks in a commit one coding agent, or one automation, is known. Marks are what products
 * write by themselves; whoever writes a commit can leave them out or forge them.
 */
export interface AuthorModel {
  /** The product, as people call it. */
  readonly name: string;
  readonly kind: "agent" | "automation";
  /** Addresses of author, committer or co-author; compared without case and without GitHub's `number+`. */
  readonly emails: readonly string[];
  /** Account names that people do not bear; compared without case. */
  readonly names: readonly string[];
  /** Ends of names: `(aider)`. */
  readonly nameEndings: readonly string[];
  /** Trailers: `Key: value`, or `Key:` for any value. A value also counts if it goes on behind a `:` or a space. */
  readonly trailers: readonly string[];
  /** Texts that stand in the message. */
  readonly phrases: readonly string[];
  /** Where the product or its users document it. */
  readonly evidence: string;
}

/** Who wrote something, as far as commits tell. It informs and never decides. */
export interface Provenance {
  /**
   * `agent`: a commit bears the mark of a coding agent. `automation`: of another program. `uncommitted`: no commit holds
   * it yet. `unknown`: no mark, which says nothing.
   */
  readonly writer: "agent" | "automation" | "uncommitted" | "unknown";
  /** The products that are marked, sorted. */
  readonly marks: readonly string[];
  /** The names of the authors, as the commits say, sorted. */
  readonly authors: readonly string[];
  /** The names that git gives the commits, newest first. */
  readonly commits: readonly string[];
}
