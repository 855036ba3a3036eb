import type { JsonObject, JsonValue } from "../../../core/json.ts";
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

/** What follows the logical id in the ids that SAM generates from a resource. */
const suffixes: Readonly<Record<string, RegExp>> = {
  "AWS::Serverless::Function":
    /^(Role$|Url|Alias|Version|EventInvokeConfig|DeploymentGroup$|DestinationQueue)/,
  "AWS::Serverless::Api":
    /^(\w*Stage$|Deployment|\w*Authorizer|ApiKey$|UsagePlan|\w*BasePathMapping|\w*RecordSetGroup)/,
  "AWS::Serverless::HttpApi":
    /^(ApiGatewayDefaultStage$|\w*Stage$|\w*ApiMapping|\w*BasePathMapping|\w*Authorizer)/,
  "AWS::Serverless::StateMachine": /^(Role$|Alias|Version)/,
  "AWS::Serverless::LayerVersion": /^[0-9a-f]{10}$/,
  "AWS::Serverless::GraphQLApi": /^(Schema|ApiKey|CloudWatch)/,
};

/** Ids that SAM generates once for the whole template. */
const sharedIds =
  /^(ServerlessRestApi\w*|ServerlessHttpApi\w*|ServerlessDeploymentApplication|CodeDeployServiceRole|ServerlessApiKey|ServerlessUsagePlan\w*|ApiGatewayDomainName\w*|RecordSetGroup\w*)$/;

/** `<Module><Resource>`: what a CloudFormation module brings along. */
function isOfModule(owner: string, type: string, logicalId: string): boolean {
  return type.endsWith("::MODULE") && logicalId.startsWith(owner);
}

/**
 * True for a logical id that the template does not hold but SAM generates while it deploys: the
 * role of a function, an API's stage, the rule of an event (source: SAM developer guide,
 * "Generated AWS CloudFormation resources"). Resources of modules count as well.
 */
export function isSamGenerated(
  logicalId: string,
  resources: ReadonlyMap<string, NamedResource>,
): boolean {
  if (sharedIds.test(logicalId)) return true;
  return [...resources].some(([owner, resource]) => {
    if (isOfModule(owner, resource.type, logicalId)) return true;
    if (!resource.type.startsWith("AWS::Serverless::") || !logicalId.startsWith(owner))
      return false;
    const rest = logicalId.slice(owner.length);
    return (
      (suffixes[resource.type]?.test(rest) ?? false) || isEventCompanion(rest, resource.properties)
    );
  });
}

/** `<Function><Event>`, `<Function><Event>Permission`, `<Function><Event>Queue`. */
function isEventCompanion(rest: string, properties: JsonValue): boolean {
  const events = isMap(properties) ? properties["Events"] : undefined;
  return isMap(events) && Object.keys(events).some((event) => rest.startsWith(event));
}
