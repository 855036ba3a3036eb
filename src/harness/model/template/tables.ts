import type { JsonObject, JsonValue } from "../../core/json.ts";
import { createProblem } from "../../core/problem.ts";
import { isList, isMap, toText, type Evaluation } from "./intrinsics/evaluation.ts";
import {
  propertyPointer,
  readPartly,
  reportInvalid,
  reportUnknown,
  type TemplateReader,
} from "./template-reader.ts";
import type { TableResource } from "./template-model.ts";
import { partitionOf } from "../../core/partition-of.ts";
import type { RawResource } from "./template-sections.ts";

/** True for the two resource types that are DynamoDB tables. */
export function isTable(resource: RawResource): boolean {
  return (
    resource.type === "AWS::DynamoDB::Table" || resource.type === "AWS::Serverless::SimpleTable"
  );
}

/** Reads a table as the input of DynamoDB's CreateTable (source: DynamoDB API reference). */
export function readTable(reader: TemplateReader, resource: RawResource): TableResource {
  const { logicalId, pointer } = resource;
  const name = reader.scope.physicalName(logicalId);
  if (!name.known) reportUnknown(reader, resource, "TableName", name);
  const tableName = name.known ? name.value : `${reader.scope.context.stackName}-${logicalId}`;
  const properties = readPartly(reader, resource.properties);
  const simple = resource.type === "AWS::Serverless::SimpleTable";
  const createTableInput = {
    TableName: tableName,
    ...(simple ? simpleTable(properties) : plainTable(properties)),
  };
  if (!simple && isWorkedOut(properties)) checkKeys(reader, resource, createTableInput);
  return {
    logicalId,
    pointer,
    tableName,
    arn: arnOf(reader, logicalId, tableName),
    keys: keysOf(createTableInput),
    createTableInput,
  };
}

function arnOf(reader: TemplateReader, logicalId: string, tableName: string): string {
  const arn: Evaluation = reader.scope.attribute(logicalId, "Arn");
  if (arn.known === true && typeof arn.value === "string") return arn.value;
  const { region, accountId } = reader.scope.context;
  return `arn:${partitionOf(region)}:dynamodb:${region}:${accountId}:table/${tableName}`;
}

const attributeTypes: Readonly<Record<string, string>> = { String: "S", Number: "N", Binary: "B" };

/** AWS::Serverless::SimpleTable: one hash key, `id` of type String unless said. */
function simpleTable(properties: JsonObject): JsonObject {
  const key = isMap(properties["PrimaryKey"]) ? properties["PrimaryKey"] : {};
  const name = textOr(key["Name"], "id");
  return {
    KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
    AttributeDefinitions: [
      { AttributeName: name, AttributeType: attributeTypes[textOr(key["Type"], "String")] ?? "S" },
    ],
    ...capacity(properties),
  };
}

function plainTable(properties: JsonObject): JsonObject {
  const streams = properties["StreamSpecification"];
  return {
    KeySchema: properties["KeySchema"] ?? [],
    AttributeDefinitions: properties["AttributeDefinitions"] ?? [],
    ...indexes(
      properties,
      "GlobalSecondaryIndexes",
      properties["BillingMode"] !== "PAY_PER_REQUEST",
    ),
    ...indexes(properties, "LocalSecondaryIndexes", false),
    ...capacity(properties),
    ...(isMap(streams)
      ? {
          StreamSpecification: {
            StreamEnabled: true,
            StreamViewType: streams["StreamViewType"] ?? "NEW_AND_OLD_IMAGES",
          },
        }
      : {}),
  };
}

/** Only what CreateTable takes of an index; CloudFormation's own additions would be refused. */
function indexes(properties: JsonObject, name: string, provisioned: boolean): JsonObject {
  const written = properties[name];
  if (!isList(written) || written.length === 0) return {};
  const read = written.filter(isMap).map((index) => ({
    IndexName: index["IndexName"] ?? "",
    KeySchema: index["KeySchema"] ?? [],
    Projection: index["Projection"] ?? { ProjectionType: "ALL" },
    ...(provisioned && isMap(index["ProvisionedThroughput"])
      ? { ProvisionedThroughput: throughput(index["ProvisionedThroughput"]) }
      : {}),
  }));
  return { [name]: read };
}

/** On demand when no throughput is given: a table is never created with a capacity nobody wrote. */
function capacity(properties: JsonObject): JsonObject {
  const written = properties["ProvisionedThroughput"];
  if (properties["BillingMode"] === "PAY_PER_REQUEST" || !isMap(written))
    return { BillingMode: "PAY_PER_REQUEST" };
  return { BillingMode: "PROVISIONED", ProvisionedThroughput: throughput(written) };
}

function throughput(written: JsonObject): JsonObject {
  const units = (name: string): number => {
    const number = Number(toText(written[name] ?? null) ?? Number.NaN);
    return Number.isInteger(number) && number > 0 ? number : 1;
  };
  return {
    ReadCapacityUnits: units("ReadCapacityUnits"),
    WriteCapacityUnits: units("WriteCapacityUnits"),
  };
}

function textOr(value: JsonValue | undefined, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}

/** The names of a key schema, HASH first. */
function keysOf(schema: JsonObject): readonly string[] {
  const keys = isList(schema["KeySchema"]) ? schema["KeySchema"].filter(isMap) : [];
  return ["HASH", "RANGE"].flatMap((type) =>
    keys.filter((key) => key["KeyType"] === type).map((key) => textOr(key["AttributeName"], "")),
  );
}

/** False where keys come from a macro or from what is not known here: nothing is missing then. */
function isWorkedOut(properties: JsonObject): boolean {
  const lists = [
    "KeySchema",
    "AttributeDefinitions",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
  ];
  return (
    !Object.hasOwn(properties, "Fn::Transform") &&
    lists.every((name) => !holdsFunction(properties[name]))
  );
}

function holdsFunction(value: JsonValue | undefined): boolean {
  if (isList(value)) return value.some(holdsFunction);
  if (!isMap(value)) return false;
  return Object.entries(value).some(
    ([key, member]) => key === "Ref" || key.startsWith("Fn::") || holdsFunction(member),
  );
}

function checkKeys(reader: TemplateReader, resource: RawResource, input: JsonObject): void {
  const attributes = isList(input["AttributeDefinitions"])
    ? input["AttributeDefinitions"].filter(isMap)
    : [];
  const defined = attributes.map((attribute) => textOr(attribute["AttributeName"], ""));
  const schemas: {
    readonly where: string;
    readonly keys: readonly string[];
    readonly path: readonly string[];
  }[] = [{ where: "the table", keys: keysOf(input), path: ["KeySchema"] }];
  for (const name of ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"]) {
    const list = isList(input[name]) ? input[name].filter(isMap) : [];
    for (const [position, index] of list.entries()) {
      schemas.push({
        where: `the index ${textOr(index["IndexName"], String(position))}`,
        keys: keysOf(index),
        path: [name, String(position)],
      });
    }
  }
  if (schemas[0]?.keys.length === 0)
    reportInvalid(reader, resource, "KeySchema", "a list with a HASH key", "(no HASH key)");
  for (const { where, keys, path } of schemas) {
    for (const key of keys.filter((name) => !defined.includes(name)))
      reportUndefinedKey(reader, resource, key, where, path);
  }
  const used = new Set(schemas.flatMap(({ keys }) => keys));
  for (const [position, name] of defined.entries()) {
    if (!used.has(name)) reportUnusedAttribute(reader, resource, name, position);
  }
}

function reportUndefinedKey(
  reader: TemplateReader,
  resource: RawResource,
  key: string,
  where: string,
  path: readonly string[],
): void {
  reader.problems.push(
    createProblem({
      code: "template/table-key-undefined",
      message: `${resource.logicalId}: the key ${key} of ${where} is missing from AttributeDefinitions, so DynamoDB refuses to create the table.`,
      location: reader.source.locate(propertyPointer(resource, ...path)),
      hint: `Add to AttributeDefinitions: { AttributeName: ${key}, AttributeType: S }`,
    }),
  );
}

function reportUnusedAttribute(
  reader: TemplateReader,
  resource: RawResource,
  name: string,
  position: number,
): void {
  reader.problems.push(
    createProblem({
      code: "template/table-attribute-unused",
      message: `${resource.logicalId}: the attribute ${name} is defined but is no key of the table or an index, so DynamoDB refuses to create the table.`,
      location: reader.source.locate(
        propertyPointer(resource, "AttributeDefinitions", String(position)),
      ),
    }),
  );
}
