import { computeAttributes } from "./compute-attributes.ts";
import { messagingAttributes } from "./messaging-attributes.ts";
import { storageAttributes } from "./storage-attributes.ts";
import { webAttributes } from "./web-attributes.ts";

const tables = [computeAttributes, messagingAttributes, storageAttributes, webAttributes];

/** Read when first asked for: most templates ask for a few types. */
let names: ReadonlyMap<string, readonly string[]> | null = null;

function readTables(): ReadonlyMap<string, readonly string[]> {
  const entries = tables
    .flatMap((table) => table.trim().split("\n"))
    .map((line): [string, readonly string[]] => {
      const [type = "", attributes = ""] = line.trim().split(/:(?: |$)/);
      return [`AWS::${type}`, attributes === "" ? [] : attributes.split(" ")];
    });
  return new Map(entries);
}

/**
 * Every attribute `Fn::GetAtt` takes of a resource type; `null` for types whose attributes are not
 * all known here. Of SAM's types, what SAM generates from them counts as well (`Function.Alias`).
 * Source: the read-only properties of CloudFormation's resource provider schemas, as of October 2026.
 *
 * @example attributeNamesOf("AWS::DynamoDB::Table") // ["Arn", "StreamArn"]
 */
export function attributeNamesOf(type: string): readonly string[] | null {
  names ??= readTables();
  return names.get(type) ?? null;
}

/** Every type whose attributes are known. */
export function attributedTypes(): readonly string[] {
  names ??= readTables();
  return [...names.keys()];
}
