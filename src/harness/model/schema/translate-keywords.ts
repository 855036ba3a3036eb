import type { SchemaDialect } from "./schema-validator.ts";

type Keywords = Readonly<Record<string, unknown>>;

/** The keywords of one schema object by their 2020-12 meaning, and the names they had in the document. */
export interface TranslatedKeywords {
  readonly keywords: Keywords;
  /** 2020-12 name → name in the document, where they differ. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * What API Gateway's simple validation does not heed: formats, array bounds, `exclusiveMinimum`
 * (developer guide, "important notes"), and every word that is younger than draft-04.
 */
const ignoredByGateway = new Set([
  "format",
  "minItems",
  "maxItems",
  "exclusiveMinimum",
  "const",
  "if",
  "then",
  "else",
  "contains",
  "minContains",
  "maxContains",
  "propertyNames",
  "prefixItems",
  "dependentRequired",
  "dependentSchemas",
  "unevaluatedItems",
  "unevaluatedProperties",
]);

const listSizes = new Set(["minItems", "maxItems"]);

/**
 * Reads one schema object (not its children) by a dialect: 3.1 as it stands; 3.0, Swagger 2.0 and the
 * gateway with boolean `exclusiveMinimum`, positional `items` and the like brought to 2020-12.
 */
export function translateKeywords(source: Keywords, dialect: SchemaDialect): TranslatedKeywords {
  if (dialect === "openapi-3.1") return { keywords: source, names: {} };
  const kept = dialect === "openapi-3.0" ? source : withoutIgnored(source, dialect);
  const names: Record<string, string> = {};
  const keywords: Record<string, unknown> = { ...kept };
  translateBound(keywords, "minimum", "exclusiveMinimum");
  translateBound(keywords, "maximum", "exclusiveMaximum");
  translateTuple(keywords, names);
  if (isParameterLike(source)) delete keywords["required"];
  if (keywords["type"] === "file") delete keywords["type"];
  return { keywords, names };
}

function withoutIgnored(source: Keywords, dialect: SchemaDialect): Keywords {
  const heedsSizes = dialect === "gateway-with-list-sizes";
  return Object.fromEntries(
    Object.entries(source).filter(
      ([keyword]) => !ignoredByGateway.has(keyword) || (heedsSizes && listSizes.has(keyword)),
    ),
  );
}

/** Draft-04: `exclusiveMinimum: true` makes `minimum` exclusive. A number is the younger form, kept. */
function translateBound(keywords: Record<string, unknown>, bound: string, exclusive: string): void {
  const flag = keywords[exclusive];
  if (typeof flag !== "boolean") return;
  delete keywords[exclusive];
  if (!flag || typeof keywords[bound] !== "number") return;
  keywords[exclusive] = keywords[bound];
  delete keywords[bound];
}

/** Draft-04: a list under `items` is positional, and `additionalItems` is what follows it. */
function translateTuple(keywords: Record<string, unknown>, names: Record<string, string>): void {
  const additional = keywords["additionalItems"];
  delete keywords["additionalItems"];
  if (!Array.isArray(keywords["items"])) return;
  if (keywords["items"].length > 0) {
    keywords["prefixItems"] = keywords["items"];
    names["prefixItems"] = "items";
  }
  delete keywords["items"];
  if (additional === undefined) return;
  keywords["items"] = additional;
  names["items"] = "additionalItems";
}

/** Swagger 2.0 parameters are schemas themselves; their `required` says something else. */
function isParameterLike(source: Keywords): boolean {
  return (
    typeof source["in"] === "string" &&
    typeof source["name"] === "string" &&
    typeof source["required"] === "boolean"
  );
}
