import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { asIntrinsic } from "../intrinsics/evaluate.ts";
import { isMap } from "../intrinsics/evaluation.ts";
import type { RawResource } from "../template-sections.ts";

/** What `Ref` and `Fn::GetAtt` give is known of these: they are named like any other resource. */
interface GeneratedKind {
  readonly type: string;
  readonly properties: JsonObject;
}

/** What SAM generates for exactly this suffix of a resource; `null` for anything else. */
function generatedKind(owner: RawResource, suffix: string): GeneratedKind | null {
  const isFunction = owner.type === "AWS::Serverless::Function";
  const hasRole = isFunction || owner.type === "AWS::Serverless::StateMachine";
  if (suffix === "Role" && hasRole && owner.properties["Role"] === undefined)
    return { type: "AWS::IAM::Role", properties: {} };
  if (suffix === "Url" && isFunction && owner.properties["FunctionUrlConfig"] !== undefined)
    return {
      type: "AWS::Lambda::Url",
      properties: { TargetFunctionArn: { Ref: owner.logicalId } },
    };
  const alias = owner.properties["AutoPublishAlias"];
  if (isFunction && typeof alias === "string" && suffix === `Alias${alias}`)
    return {
      type: "AWS::Lambda::Alias",
      properties: { Name: alias, FunctionName: { Ref: owner.logicalId } },
    };
  return null;
}

/**
 * A resource that SAM generates and whose type is certain: the role of a function or state machine,
 * a function's URL, its alias; `null` for anything else.
 */
export function generatedResource(
  logicalId: string,
  resources: ReadonlyMap<string, RawResource>,
): RawResource | null {
  const suffix = /(?:Role|Url|Alias.+)$/.exec(logicalId)?.[0];
  const owner =
    suffix === undefined ? undefined : resources.get(logicalId.slice(0, -suffix.length));
  const kind = suffix === undefined || owner === undefined ? null : generatedKind(owner, suffix);
  if (kind === null || owner === undefined) return null;
  const { pointer, conditions } = owner;
  return { logicalId, ...kind, pointer, conditions, metadata: {}, implicit: true };
}

/** A resource of the template as far as its generated companions need it. */
interface NamedResource {
  readonly type: string;
  readonly properties: JsonValue;
}

/** What follows the logical id in the ids that SAM generates whatever the resource's properties. */
const suffixes: Readonly<Record<string, RegExp>> = {
  "AWS::Serverless::Api":
    /^(Deployment|\w*Authorizer|ApiKey$|UsagePlan|\w*BasePathMapping|\w*RecordSetGroup)/,
  "AWS::Serverless::HttpApi":
    /^(ApiGatewayDefaultStage$|\w*ApiMapping|\w*BasePathMapping|\w*Authorizer)/,
  "AWS::Serverless::LayerVersion": /^[0-9a-f]{10}$/,
  "AWS::Serverless::GraphQLApi": /^(Schema|ApiKey|CloudWatch)/,
};

/** What follows it where a property is given, for a function and partly for a state machine. */
const suffixesByProperty: Readonly<Record<string, RegExp>> = {
  FunctionUrlConfig: /^(Url(PublicPermissions)?|URLInvokeAllowPublicAccess)$/,
  AutoPublishAlias: /^Version/,
  PublishToLatestPublished: /^Version/,
  CapacityProviderConfig: /^Version/,
  EventInvokeConfig: /^(EventInvokeConfig|DestinationQueue)/,
  DeploymentPreference: /^DeploymentGroup$/,
};

/** What follows an event's name in the ids that SAM generates from it. */
const eventSuffix = /^((Permission|Queue|Role|Policy|EventSourceMapping|Rule|Topic)\w*)?$/;

/** Ids that SAM generates once for the whole template. */
const sharedIds =
  /^(ServerlessDeploymentApplication|CodeDeployServiceRole|ServerlessApiKey|ServerlessUsagePlan\w*|ApiGatewayDomainName\w*|RecordSetGroup\w*)$/;

/** `<Module><Resource>`: what a CloudFormation module brings along. */
function isOfModule(owner: string, type: string, logicalId: string): boolean {
  return type.endsWith("::MODULE") && logicalId.startsWith(owner);
}

/**
 * True for a logical id that the template does not hold but SAM generates while it deploys: the
 * role of a function, an API's stage, the rule of an event (source: SAM developer guide,
 * "Generated AWS CloudFormation resources"), where the properties are such that it does. Resources
 * of modules count as well.
 */
export function isSamGenerated(
  logicalId: string,
  resources: ReadonlyMap<string, NamedResource>,
): boolean {
  if (sharedIds.test(logicalId)) return true;
  if (/^Serverless(Rest|Http)Api/.test(logicalId) && mayHaveImplicitApi(resources)) return true;
  return [...resources].some(([owner, resource]) => {
    if (isOfModule(owner, resource.type, logicalId)) return true;
    if (!resource.type.startsWith("AWS::Serverless::") || !logicalId.startsWith(owner))
      return false;
    const rest = logicalId.slice(owner.length);
    return isCompanion(rest, resource) || isEventCompanion(rest, resource.properties);
  });
}

function isCompanion(rest: string, { type, properties }: NamedResource): boolean {
  if (suffixes[type]?.test(rest) === true) return true;
  if (!isMap(properties)) return false;
  switch (type) {
    case "AWS::Serverless::Function":
    case "AWS::Serverless::StateMachine":
      return isOfProperties(rest, properties);
    case "AWS::Serverless::Api":
    case "AWS::Serverless::HttpApi":
      return isStage(rest, properties["StageName"]);
    default:
      return false;
  }
}

function isOfProperties(rest: string, properties: JsonObject): boolean {
  const role = properties["Role"];
  // A function that gives the role may remove it.
  if (rest === "Role") return role === undefined || isMap(role);
  const alias = properties["AutoPublishAlias"];
  if (rest.startsWith("Alias") && alias !== undefined)
    return typeof alias !== "string" || rest === `Alias${alias.replaceAll(/[^A-Za-z0-9]/g, "")}`;
  return Object.entries(suffixesByProperty).some(
    ([name, suffix]) => properties[name] !== undefined && suffix.test(rest),
  );
}

/** A name with other signs than letters and digits goes in as a hash. */
function isStage(rest: string, name: JsonValue | undefined): boolean {
  return typeof name === "string" && /^[A-Za-z0-9]+$/.test(name)
    ? rest === `${name}Stage`
    : /^\w*Stage\w*$/.test(rest);
}

/** `<Function><Event>`, `<Function><Event>Permission`, `<Function><Event>Queue`. */
function isEventCompanion(rest: string, properties: JsonValue): boolean {
  const events = isMap(properties) ? properties["Events"] : undefined;
  if (!isMap(events)) return false;
  if (!isPlain(events)) return true;
  return Object.keys(events).some(
    (event) => rest.startsWith(event) && eventSuffix.test(rest.slice(event.length)),
  );
}

/** False where a function may put in or remove what is not seen. */
function isPlain(map: JsonObject): boolean {
  return asIntrinsic(map) === null && Object.keys(map).every((key) => !key.startsWith("Fn::"));
}

/** The APIs that events make up are among the resources, unless a function decides which API an event has. */
function mayHaveImplicitApi(resources: ReadonlyMap<string, NamedResource>): boolean {
  return [...resources.values()].some(({ properties }) => {
    const events = isMap(properties) ? properties["Events"] : undefined;
    if (!isMap(events)) return false;
    return !isPlain(events) || Object.values(events).some(isApiUndecided);
  });
}

function isApiUndecided(event: JsonValue): boolean {
  if (!isMap(event)) return false;
  const properties = event["Properties"];
  const type = event["Type"];
  if (type !== "Api" && type !== "HttpApi") return isMap(type);
  if (!isMap(properties)) return false;
  if (!isPlain(properties)) return true;
  const api = properties[type === "Api" ? "RestApiId" : "ApiId"];
  return isMap(api) && asIntrinsic(api)?.name === "Fn::If";
}
