import type { JsonValue } from "../../../core/json.ts";
import { isMap } from "../intrinsics/evaluation.ts";

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

/**
 * True for a logical id that the template does not hold but SAM generates while it deploys: the
 * role of a function, an API's stage, the rule of an event (source: SAM developer guide,
 * "Generated AWS CloudFormation resources").
 */
export function isSamGenerated(
  logicalId: string,
  resources: ReadonlyMap<string, NamedResource>,
): boolean {
  if (sharedIds.test(logicalId)) return true;
  return [...resources].some(([owner, resource]) => {
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
