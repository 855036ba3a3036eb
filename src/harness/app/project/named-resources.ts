import { isObject, type JsonObject, type JsonValue } from "../../core/json.ts";
import type { EventEntry } from "../../model/events/catalogue/event-entry.ts";
import type { NamedResource } from "../../model/events/catalogue/event-option.ts";
import type { KnownResources, TableKeys } from "../../model/events/catalogue/option-values.ts";
import type {
  TableResource,
  TemplateModel,
  TemplateResource,
} from "../../model/template/template-model.ts";

/** Values of options, with names of AWS where the template's own stood, and what is known of the table. */
export interface NamedValues {
  readonly given: ReadonlyMap<string, string>;
  readonly known: KnownResources;
}

const types: Readonly<Record<NamedResource, readonly string[]>> = {
  bucket: ["AWS::S3::Bucket"],
  queue: ["AWS::SQS::Queue"],
  rule: ["AWS::Events::Rule"],
  stream: ["AWS::Kinesis::Stream"],
  table: ["AWS::DynamoDB::Table", "AWS::Serverless::SimpleTable"],
  topic: ["AWS::SNS::Topic"],
};

/** AWS ends the names of FIFO queues and topics itself where the template gives none. */
function nameOf({ physicalName, properties, logicalId }: TemplateResource): string | null {
  if (!physicalName.known) return null;
  const isFifo = properties["FifoQueue"] === true || properties["FifoTopic"] === true;
  const name = physicalName.value === "" ? logicalId : physicalName.value;
  return isFifo && !name.endsWith(".fifo") ? `${name}.fifo` : name;
}

/** Queues that only take what other queues could not deliver. */
function deadLetterQueues(template: TemplateModel): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { properties } of template.resources.values()) {
    const { RedrivePolicy: policy = null } = properties;
    const target: JsonValue | undefined = isMap(policy) ? policy["deadLetterTargetArn"] : undefined;
    if (typeof target === "string") names.add(target.split(":").at(-1) ?? "");
  }
  return names;
}

function isMap(value: JsonValue): value is JsonObject {
  return isObject(value);
}

/** The only one an event can be of; `null` where there are several, or none. */
function onlyOne(
  template: TemplateModel,
  resource: NamedResource,
  entry: EventEntry,
): TemplateResource | null {
  const dead = deadLetterQueues(template);
  const candidates = [...template.resources.values()].filter((each) => {
    if (!types[resource].includes(each.type)) return false;
    const name = nameOf(each);
    if (name === null || (resource === "queue" && dead.has(name))) return false;
    if (entry.event === "receive-fifo-message") return name.endsWith(".fifo");
    return resource !== "table" || template.tables.length === 1 || hasStream(template, each);
  });
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function tableOf(template: TemplateModel, logicalId: string): TableResource | undefined {
  return template.tables.find((table) => table.logicalId === logicalId);
}

function hasStream(template: TemplateModel, { logicalId }: TemplateResource): boolean {
  return tableOf(template, logicalId)?.createTableInput["StreamSpecification"] !== undefined;
}

/** Key attributes with their types, and what the stream tells. */
function keysOf({ tableName, keys, createTableInput }: TableResource): TableKeys {
  const { AttributeDefinitions: attributes, StreamSpecification: stream = null } = createTableInput;
  const definitions: readonly JsonValue[] = Array.isArray(attributes) ? attributes : [];
  const typeOf = (name: string): "B" | "N" | "S" => {
    const found = definitions.find((each) => isMap(each) && each["AttributeName"] === name);
    const type = found === undefined || !isMap(found) ? "S" : found["AttributeType"];
    return type === "N" || type === "B" ? type : "S";
  };
  const viewType = isMap(stream) ? stream["StreamViewType"] : null;
  return {
    name: tableName,
    keys: keys.map((name) => ({ name, type: typeOf(name) })),
    viewType: typeof viewType === "string" ? viewType : null,
  };
}

/**
 * Takes the names of a template's resources for the options of an event: of a logical id, the name it goes by in
 * AWS; where nobody gave a name, that of the only resource of the kind.
 */
export function nameResources(
  template: TemplateModel | null,
  entry: EventEntry,
  given: ReadonlyMap<string, string>,
): NamedValues {
  const named = new Map(given);
  let table: TableKeys | null = null;
  if (template === null) return { given: named, known: { table } };
  for (const { name, resource } of entry.options) {
    if (resource === undefined) continue;
    const written = given.get(name);
    const found =
      written === undefined
        ? onlyOne(template, resource, entry)
        : findNamed(template, resource, written);
    if (found === null) continue;
    named.set(name, nameOf(found) ?? found.logicalId);
    const ofTable = resource === "table" ? tableOf(template, found.logicalId) : undefined;
    if (ofTable !== undefined) {
      table = keysOf(ofTable);
      named.set(name, ofTable.tableName);
    }
  }
  return { given: named, known: { table } };
}

/** By its logical id, else by the name it goes by in AWS. */
function findNamed(
  template: TemplateModel,
  resource: NamedResource,
  written: string,
): TemplateResource | null {
  const ofType = [...template.resources.values()].filter(({ type }) =>
    types[resource].includes(type),
  );
  return (
    ofType.find(({ logicalId }) => logicalId === written) ??
    ofType.find((each) => nameOf(each) === written) ??
    null
  );
}
