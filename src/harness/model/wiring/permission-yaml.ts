import type { ApiResource, TemplateModel } from "../template/template-model.ts";
import type { FunctionReference } from "./function-lookup.ts";

/** `AWS::Lambda::Permission` that lets an API call a function, ready to be pasted under Resources. */
export function permissionYaml(
  name: string,
  { functionId, qualifier }: FunctionReference,
  api: Pick<ApiResource, "logicalId">,
  tail: string,
): readonly string[] {
  const called =
    qualifier === null ? `!GetAtt ${functionId}.Arn` : `!Sub "\${${functionId}.Arn}:${qualifier}"`;
  return [
    `${name}:`,
    "  Type: AWS::Lambda::Permission",
    "  Properties:",
    "    Action: lambda:InvokeFunction",
    `    FunctionName: ${called}`,
    "    Principal: apigateway.amazonaws.com",
    `    SourceArn: !Sub arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${api.logicalId}}/${tail}`,
  ];
}

/**
 * Whether an event can give the leave: SAM makes a permission of the events of its own functions, for
 * its own APIs.
 */
export function takesEvents(
  { resources }: TemplateModel,
  functionId: string,
  { logicalId }: Pick<ApiResource, "logicalId">,
): boolean {
  return (
    resources.get(functionId)?.type === "AWS::Serverless::Function" &&
    resources.get(logicalId)?.type.startsWith("AWS::Serverless::") === true
  );
}
