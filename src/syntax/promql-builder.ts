import type { Role } from "#model/code.ts";
import type { Node, NodeKind } from "#model/document.ts";
import type { Span } from "#model/location.ts";

/** A node in the making. `start` and `end` include the parentheses around it, which its own span does not. */
export interface Built extends Span {
  /** Its role is set once, when it becomes a part. */
  readonly node: Omit<Node, "role"> & { role?: Role };
  /** How deep the node nests. */
  readonly height: number;
}

/** What a node is besides its kind, span and parts. */
export type BuiltDetails = Pick<Node, "value" | "label">;

/** Deeper nesting is left out: the code after the parser recurses. */
const deepest = 700;

/** Gives a node its role in the one that it becomes a part of. */
export function as(role: Role, built: Built): Built {
  built.node.role = role;
  return built;
}

/** Makes the nodes of one tree, and keeps it from nesting too deep. */
export class TreeBuilder {
  /** The first place that nests too deep. */
  tooDeepAt: Span | undefined;

  /** A node of parts that have their roles. */
  make(kind: NodeKind, { start, end }: Span, parts: readonly Built[], details: BuiltDetails = {}): Built {
    let height = 0;
    for (const part of parts) height = Math.max(height, part.height);
    if (height >= deepest) return this.tooDeep({ start, end });
    return {
      node: { kind, start, end, ...details, children: parts.map(({ node }) => node) },
      height: height + 1,
      start,
      end,
    };
  }

  leaf(kind: NodeKind, { start, end }: Span, value: string | number): Built {
    return { node: { kind, start, end, value, children: none }, height: 1, start, end };
  }

  /** What stands for something that nests too deep. */
  tooDeep(span: Span): Built {
    this.tooDeepAt ??= span;
    return this.make("other", span, none, { label: "too-deep" });
  }
}

const none: readonly never[] = [];
