import { isObject } from "../../core/json.ts";
import { valueAt } from "../../core/json-pointer.ts";
import type { SourceLocation } from "../../core/problem.ts";
import type { EventKind } from "../events/event-kind.ts";
import type {
  ApiResource,
  FunctionEvent,
  FunctionResource,
  TemplateModel,
  TemplateResource,
} from "../template/template-model.ts";
import type { ProjectModel, WiredOperation } from "./project-model.ts";

/** A source of events that the template gives a function. */
export interface DeclaredSource {
  readonly kind: EventKind;
  /** What declares it: an event of the function, an operation, a resource. */
  readonly by: string;
  readonly location: SourceLocation | null;
}

/** What the template leads to a function. */
export interface EventSources {
  readonly declared: readonly DeclaredSource[];
  /** True where something may call it with any payload: an authorizer, a state machine, an input of its own. */
  readonly open: boolean;
  /** Operations of REST APIs that lead to it, by `operationId` or else `METHOD /path`. */
  readonly operations: readonly string[];
}

/** Types under `Events` whose events have one form; `null` and any other type: any form. */
const kindsOfEvents: ReadonlyMap<string, EventKind> = new Map<string, EventKind>([
  ["Api", "apigateway-rest"],
  ["HttpApi", "apigateway-http"],
  ["SQS", "sqs"],
  ["SNS", "sns"],
  ["S3", "s3"],
  ["DynamoDB", "dynamodb"],
  ["Kinesis", "kinesis"],
  ["EventBridgeRule", "eventbridge"],
  ["CloudWatchEvent", "eventbridge"],
  ["Schedule", "eventbridge"],
  ["Cognito", "cognito"],
  ["CloudWatchLogs", "cloudwatch-logs"],
  ["MSK", "kafka"],
  ["SelfManagedKafka", "kafka"],
  ["MQ", "mq"],
  ["DocumentDB", "documentdb"],
]);

const kindsOfServices: ReadonlyMap<string, EventKind> = new Map<string, EventKind>([
  ["sqs", "sqs"],
  ["dynamodb", "dynamodb"],
  ["kinesis", "kinesis"],
  ["kafka", "kafka"],
  ["mq", "mq"],
]);

/** Properties that put something else in the place of the event. */
const inputs = ["Input", "InputPath", "InputTransformer"] as const;

/** Resources that name a function and send it nothing. */
const silent: ReadonlySet<string> = new Set([
  "AWS::CloudWatch::Dashboard",
  "AWS::Lambda::Alias",
  "AWS::Lambda::Version",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
]);

/** Resources that send something only where the function stands in one of these properties. */
const sentBy: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::CloudWatch::Alarm", ["AlarmActions", "OKActions", "InsufficientDataActions"]],
  ["AWS::Lambda::EventInvokeConfig", ["DestinationConfig"]],
]);

const policies: ReadonlySet<string> = new Set([
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
]);

/** Whoever has such a policy may call the function, with whatever it likes. */
function mayInvoke(properties: TemplateResource["properties"]): boolean {
  return /"(?:lambda:(?:Invoke\w*)?\*?|\*)"/i.test(JSON.stringify(properties));
}

/** Resources whose way to functions is read as operations. */
const readAsOperations: ReadonlySet<string> = new Set([
  "AWS::Serverless::Api",
  "AWS::Serverless::HttpApi",
  "AWS::ApiGateway::RestApi",
  "AWS::ApiGateway::Method",
  "AWS::ApiGatewayV2::Api",
]);

/** What a sender sends: events of one kind, any payload, or nothing. */
type Sent = EventKind | "any" | null;

/** A way events come to the function. */
interface Way {
  readonly sent: Sent;
  readonly declared: DeclaredSource | null;
  /** The operation of a REST API it is. */
  readonly operation: string | null;
}

function wayOf(
  sent: Sent,
  by: string,
  location: SourceLocation | null,
  operation: string | null = null,
): Way {
  const declared = sent === null || sent === "any" ? null : { kind: sent, by, location };
  return { sent, declared, operation };
}

function kindOfEvent({ type, properties }: FunctionEvent): Exclude<Sent, null> {
  if (type === "SNS" && properties["SqsSubscription"] !== undefined) {
    return properties["SqsSubscription"] === false ? "sns" : "sqs";
  }
  if (inputs.some((name) => properties[name] !== undefined)) return "any";
  return kindsOfEvents.get(type) ?? "any";
}

function kindOfMapping({ properties }: TemplateResource): Sent {
  const { EventSourceArn: source } = properties;
  const service = typeof source === "string" ? source.split(":")[2] : undefined;
  return kindsOfServices.get(service ?? "") ?? "any";
}

function kindOfRule({ properties }: TemplateResource): Sent {
  const targets = properties["Targets"];
  const isPlain =
    Array.isArray(targets) &&
    targets.every((target) => isObject(target) && inputs.every((name) => !(name in target)));
  return isPlain ? "eventbridge" : "any";
}

/** How a function is recognised in other resources. */
interface Sought {
  readonly fn: FunctionResource;
  /** True for a value that names it. */
  readonly isNamed: (value: unknown) => boolean;
  /** True where an operation of an API leads to it. */
  readonly isRouted: boolean;
}

/** What a resource that names the function sends it; `null` for nothing. */
function kindOfResource(resource: TemplateResource, { isNamed, isRouted }: Sought): Sent {
  const { type, properties } = resource;
  if (silent.has(type)) return null;
  const senders = sentBy.get(type);
  if (senders !== undefined)
    return senders.some((name) => isNamed(properties[name])) ? "any" : null;
  if (policies.has(type)) return mayInvoke(properties) ? "any" : null;
  if (isRouted && type === "AWS::ApiGatewayV2::Integration") return null;
  if (readAsOperations.has(type)) return isNamed(properties["Auth"]) ? "any" : null;
  if (type === "AWS::Lambda::EventSourceMapping") return kindOfMapping(resource);
  if (type === "AWS::Events::Rule") return kindOfRule(resource);
  if (type === "AWS::SNS::Subscription" || type === "AWS::SNS::Topic") return "sns";
  if (type === "AWS::S3::Bucket") return "s3";
  if (type !== "AWS::Lambda::Permission") return "any";
  const { Principal: principal } = properties;
  // The operations it is for say more.
  if (isRouted && principal === "apigateway.amazonaws.com") return null;
  if (principal === "s3.amazonaws.com") return "s3";
  return principal === "sns.amazonaws.com" ? "sns" : "any";
}

/** The function by any of its names, as a word of its own in any text of a value. */
function namedBy({ logicalId, functionName, arn }: FunctionResource): (value: unknown) => boolean {
  const names = [logicalId, arn, ...(functionName.known ? [functionName.value] : [])];
  const words = names.map((name) => name.replaceAll(/[.+?^${}()|[\]\\*/]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`);
  const isNamed = (value: unknown): boolean => {
    if (typeof value === "string") return pattern.test(value);
    if (typeof value !== "object" || value === null) return false;
    return Object.values(value).some(isNamed);
  };
  return isNamed;
}

interface Stack {
  readonly prefix: string;
  readonly model: ProjectModel;
}

function allStacks(model: ProjectModel, prefix = ""): readonly Stack[] {
  const nested = [...model.stacks].flatMap(([id, child]) => allStacks(child, `${prefix}${id}/`));
  return [{ prefix, model }, ...nested];
}

function ownWays(fn: FunctionResource, template: TemplateModel): readonly Way[] {
  const { source, resources } = template;
  const events = fn.events.map((event) =>
    wayOf(
      kindOfEvent(event),
      `the ${event.type} event ${event.name}`,
      source.locate(event.pointer),
    ),
  );
  const url = resources.get(fn.logicalId)?.properties["FunctionUrlConfig"];
  return url === undefined
    ? events
    : [...events, wayOf("apigateway-http", "its function URL", source.locate(fn.pointer))];
}

function describeOperation({ operation }: WiredOperation): string {
  return operation.operationId ?? operation.key;
}

/** The operations of one stack's APIs that lead to the function. */
function operationWays(
  { prefix, model }: Stack,
  functionId: string,
  fn: FunctionResource,
): readonly Way[] {
  return model.apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap((wired): readonly Way[] => {
      const { integration, operation } = wired;
      if (integration.kind !== "lambda" || `${prefix}${integration.functionId}` !== functionId) {
        return wired.function?.resource.arn === fn.arn ? [wayOf("any", operation.key, null)] : [];
      }
      const { pointer, key } = operation;
      const location = document.written === "generated" ? null : document.source.locate(pointer);
      return resource.kind === "rest"
        ? [wayOf("apigateway-rest", key, location, describeOperation(wired))]
        : [wayOf("apigateway-http", key, location)];
    }),
  );
}

/** What a stack holds beside resources that may call the function: authorizers, APIs that were not read. */
function isOpen({ model }: Stack, isNamed: (value: unknown) => boolean): boolean {
  const { template, apis } = model;
  const read = new Set(apis.map(({ resource }) => resource.logicalId));
  const isUnread = ({ logicalId, definition }: ApiResource): boolean =>
    definition.kind !== "generated" && !read.has(logicalId);
  if (template.apis.some(isUnread)) return true;
  return apis.some(({ document }) =>
    ["/securityDefinitions", "/components/securitySchemes"].some((pointer) =>
      isNamed(valueAt(document.source.value, pointer)),
    ),
  );
}

/** What resources beside the function send it. */
function resourceWays({ model }: Stack, sought: Sought): readonly Way[] {
  const { source, resources } = model.template;
  const { fn, isNamed } = sought;
  return [...resources.values()]
    .filter(({ pointer, properties }) => pointer !== fn.pointer && isNamed(properties))
    .map((resource) =>
      wayOf(kindOfResource(resource, sought), resource.logicalId, source.locate(resource.pointer)),
    );
}

/**
 * What the template leads to a function: its `Events`, operations, mappings, rules and subscriptions that
 * are written out. A resource of another kind that names it may send anything, so nobody is accused then.
 *
 * @param functionId logical id, of a function in a nested stack `Child/Function`
 */
export function eventSourcesOf(model: ProjectModel, functionId: string): EventSources {
  const stacks = allStacks(model);
  const slash = functionId.lastIndexOf("/") + 1;
  const home = stacks.find(({ prefix }) => prefix === functionId.slice(0, slash))?.model;
  const fn = home?.functions.find(
    ({ resource }) => resource.logicalId === functionId.slice(slash),
  )?.resource;
  if (home === undefined || fn === undefined) return { declared: [], open: true, operations: [] };
  const isNamed = namedBy(fn);
  const ofOperations = stacks.flatMap((stack) => operationWays(stack, functionId, fn));
  const sought = { fn, isNamed, isRouted: ofOperations.some(({ sent }) => sent !== "any") };
  const ways: readonly Way[] = [
    ...ownWays(fn, home.template),
    ...ofOperations,
    ...stacks.flatMap((stack) => resourceWays(stack, sought)),
  ];
  return {
    declared: ways.flatMap(({ declared }) => declared ?? []),
    open: ways.some(({ sent }) => sent === "any") || stacks.some((each) => isOpen(each, isNamed)),
    operations: ways.flatMap(({ operation }) => operation ?? []),
  };
}
