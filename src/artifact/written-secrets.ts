import { append } from "#model/append.ts";
import { fileOffset, type Document, type Node } from "#model/document.ts";
import type { Span } from "#model/location.ts";
import { isTrue, itemsOf, pairsOf, scalarOf, stringsOf, walk } from "#model/tree.ts";
import { credentialsInCommand, credentialsInWords, printedInCommand } from "#secrets/command-text.ts";
import { isPlaceholder } from "#secrets/placeholder.ts";
import { isPlainValue } from "#secrets/plain-value.ts";
import { isSecretName } from "#secrets/secret-name.ts";

/** Syntaxes in which a place says what stands there. In code and prose only the text around it does. */
const placed: ReadonlySet<Document["syntax"]> = new Set(["json", "yaml", "toml", "markdown", "shell"]);

/** Longer strings are texts of their own. */
const longestLine = 5000;

/** What a text has that is a command line with a credential, or an address with one. */
const commandHint = /(?:^|[\s(])-|=|:\/\//;

/** Settings whose command prints a credential. */
const printing = /^(?:apiKeyHelper|awsAuthRefresh|awsCredentialExport|gcpAuthRefresh|otelHeadersHelper|headersHelper)$/;

/**
 * The places of the outermost file at which its formats say that a credential stands, whatever it looks like: values of
 * names that are credentials', and words of commands. Sorted; places may lie in one another.
 */
export function writtenSecrets(documents: readonly Document[]): Span[] {
  const spans = documents
    .filter(({ syntax }) => placed.has(syntax))
    .flatMap((document) => {
      const found = document.syntax === "shell" ? inShell(document) : inData(document);
      return found.map(({ start, end }) => inFile(document, start, end));
    });
  return spans.sort((left, right) => left.start - right.start || right.end - left.end);
}

function inFile(document: Document, start: number, end: number): Span {
  return { start: fileOffset(document, start), end: fileOffset(document, end - 1) + 1 };
}

/** In the pipes of a script; those within words of others are read in them, as far as the text is not read twice as often. */
function inShell({ text, root }: Document): Span[] {
  const found: Span[] = [];
  let left = 4 * text.length;
  const commands = root.children.filter(({ kind }) => kind === "command");
  for (let index = 0; index < commands.length; index++) {
    const { start } = commands[index]!;
    let { end } = commands[index]!;
    for (; commands[index + 1]?.label?.startsWith("|") && commands[index + 1]!.label !== "||"; index++) {
      end = Math.max(end, commands[index + 1]!.end);
    }
    left -= end - start;
    if (left < 0) break;
    for (const range of credentialsInCommand(text.slice(start, end))) {
      found.push({ start: start + range.start, end: start + range.end });
    }
  }
  return found;
}

function inData(document: Document): Span[] {
  const found: Span[] = [];
  for (const node of walk(document.root)) {
    if (node.kind === "mapping") append(found, inMapping(document, node));
    else if (node.kind === "sequence") append(found, inWords(document, itemsOf(node)));
    else if (node.kind === "string") append(found, inLine(document, node));
  }
  return found;
}

function inMapping(document: Document, mapping: Node): Span[] {
  const pairs = pairsOf(mapping);
  const valueOf = (pattern: RegExp) => pairs.findLast(({ key }) => pattern.test(key))?.value;
  const found = pairs.flatMap(({ key, value }) => {
    if (isSecretName(key)) return valueSpan(document, value);
    return printing.test(key) ? printedIn(document, value) : [];
  });
  const name = scalarOf(valueOf(/^(?:name|key|var|variable)$/i));
  const isAsked = isTrue(valueOf(/^password$/));
  const value = valueOf(isAsked ? /^default$/ : /^(?:value|default)$/i);
  if (value && (isAsked || (name !== undefined && isSecretName(name)))) append(found, valueSpan(document, value));
  const [command, args] = [valueOf(/^(?:command|cmd)$/), valueOf(/^args$/)];
  if (command && args)
    found.push(
      ...inWords(
        document,
        [...stringsOf(command), ...stringsOf(args)].map(({ node }) => node),
      ),
    );
  return found;
}

/** The value of a name that is a credential's: nothing of a reference or of what somebody is to fill in. */
function valueSpan(document: Document, node: Node): Span[] {
  const text = node.kind === "boolean" ? undefined : scalarOf(node);
  if (text === undefined || isPlainValue(text) || isPlaceholder(text)) return [];
  const scheme = /^(?:bearer|basic|token|bot) {1,8}/i.exec(text)?.[0].length ?? 0;
  return [partOf(document, node, text.slice(scheme))];
}

/** What `echo` or `printf` prints, of a command whose output is the credential. */
function printedIn(document: Document, node: Node): Span[] {
  const text = (scalarOf(node) ?? "").slice(0, longestLine);
  return printedInCommand(text).map(({ start, end }) => partOf(document, node, text.slice(start, end)));
}

function inWords(document: Document, nodes: readonly Node[]): Span[] {
  const texts = nodes.map((node) => scalarOf(node) ?? "");
  return credentialsInWords(texts).flatMap((ranges, index) =>
    ranges.map(({ start, end }) => partOf(document, nodes[index]!, texts[index]!.slice(start, end))),
  );
}

function inLine(document: Document, node: Node): Span[] {
  const text = scalarOf(node) ?? "";
  if (text.length > longestLine || !commandHint.test(text)) return [];
  return credentialsInCommand(text).map(({ start, end }) => partOf(document, node, text.slice(start, end)));
}

/** Where a part of a scalar is written; all of the scalar where it is written otherwise than it is read. */
function partOf({ text }: Document, { start, end }: Node, part: string): Span {
  const at = text.slice(start, end).lastIndexOf(part);
  return at < 0 || part === "" ? { start, end } : { start: start + at, end: start + at + part.length };
}
