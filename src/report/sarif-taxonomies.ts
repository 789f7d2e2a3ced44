import type { ReportingDescriptor, ReportingDescriptorRelationship, ToolComponent } from "sarif";
import { helpUriOf } from "#model/help-uri.ts";
import { compareText } from "#model/location.ts";
import type { RuleMetadata, Standard, StandardEntry } from "#model/rule.ts";
import { urlNamespace, uuidV5 } from "#report/uuid.ts";

/** The list whose entries are the weaknesses that a rule finds; entries of all others are merely about the same. */
const cweName = "CWE";

/** The lists that rules refer to, and how each rule refers to them. */
export interface Taxonomies {
  /** Only lists in use, with only the entries in use, sorted by name. */
  readonly components: readonly ToolComponent[];
  relationships(rule: RuleMetadata): ReportingDescriptorRelationship[];
}

interface Taxon {
  readonly entry: StandardEntry;
  readonly guid: string;
}

interface Taxonomy {
  readonly standard: Standard;
  readonly guid: string;
  /** In the order of the list; entries that the list does not have come last. */
  readonly taxa: readonly Taxon[];
}

/** The CWE ids of a rule in their official form: `CWE-798`, whatever stands around the number. */
export function cweIds(rule: RuleMetadata): string[] {
  return unique(rule.cwe.flatMap((text) => /\d+/.exec(text)?.map((number) => `CWE-${Number(number)}`) ?? []));
}

/** Gathers the taxonomies that `rules` refer to. */
export function taxonomiesOf(rules: readonly RuleMetadata[], standards: readonly Standard[]): Taxonomies {
  const taxonomies = standards
    .toSorted((left, right) => compareText(left.name, right.name))
    .map((standard) => taxonomyOf(standard, rules))
    .filter(({ taxa }) => taxa.length > 0);
  return {
    components: taxonomies.map(componentOf),
    relationships: (rule) => taxonomies.flatMap((taxonomy, index) => relationshipsTo(taxonomy, index, rule)),
  };
}

/** The entries of a list that a rule refers to. */
function referencesTo(standard: string, rule: RuleMetadata): string[] {
  const named = rule.standards.filter((reference) => reference.standard === standard).map(({ id }) => id);
  return unique(standard === cweName ? [...cweIds(rule), ...named] : named);
}

function taxonomyOf(standard: Standard, rules: readonly RuleMetadata[]): Taxonomy {
  const used = new Set(rules.flatMap((rule) => referencesTo(standard.name, rule)));
  const guid = uuidV5(urlNamespace, `${standard.informationUri}#${standard.version}`);
  const listed = standard.entries.filter((entry) => used.delete(entry.id));
  const unlisted = [...used].sort(compareText).map((id): StandardEntry => ({ id, title: "" }));
  const taxa = [...listed, ...unlisted].map((entry) => ({ entry, guid: uuidV5(guid, entry.id) }));
  return { standard, guid, taxa };
}

function componentOf({ standard, guid, taxa }: Taxonomy): ToolComponent {
  return {
    name: standard.name,
    guid,
    version: standard.version,
    organization: standard.organization,
    informationUri: standard.informationUri,
    ...(standard.releaseDate !== undefined && { releaseDateUtc: standard.releaseDate }),
    shortDescription: { text: standard.title },
    isComprehensive: false,
    taxa: taxa.map((taxon) => descriptorOf(standard, taxon)),
  };
}

function descriptorOf(standard: Standard, { entry, guid }: Taxon): ReportingDescriptor {
  const page = helpUriOf(standard, entry);
  return {
    id: entry.id,
    guid,
    ...(entry.title !== "" && { shortDescription: { text: entry.title } }),
    ...(page !== undefined && { helpUri: page }),
  };
}

function relationshipsTo({ standard, guid, taxa }: Taxonomy, index: number, rule: RuleMetadata) {
  const used = new Set(referencesTo(standard.name, rule));
  return taxa
    .filter(({ entry }) => used.has(entry.id))
    .map((taxon): ReportingDescriptorRelationship => ({
      target: { id: taxon.entry.id, guid: taxon.guid, toolComponent: { name: standard.name, index, guid } },
      kinds: [standard.name === cweName ? "superset" : "relevant"],
    }));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
