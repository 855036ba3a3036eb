import { partitionOf } from "../../core/partition-of.ts";
import { known, type Evaluation } from "./intrinsics/evaluation.ts";
import { madeUpUuid } from "./resources/made-up-id.ts";
import type { TemplateContext } from "./template-model.ts";

/** `amazonaws.com`, and `amazonaws.com.cn` in China. */
export function urlSuffixOf(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}

function stackId(context: TemplateContext): string {
  const { region, accountId, stackName } = context;
  return `arn:${partitionOf(region)}:cloudformation:${region}:${accountId}:stack/${stackName}/${madeUpUuid(stackName)}`;
}

/** The names of all pseudo parameters. */
export const pseudoParameterNames: readonly string[] = [
  "AWS::AccountId",
  "AWS::NoValue",
  "AWS::NotificationARNs",
  "AWS::Partition",
  "AWS::Region",
  "AWS::StackId",
  "AWS::StackName",
  "AWS::URLSuffix",
];

/**
 * CloudFormation's pseudo parameters; `null` for a name that is none of them
 * (source: CloudFormation user guide, "Pseudo parameters reference").
 */
export function pseudoParameter(name: string, context: TemplateContext): Evaluation | null {
  switch (name) {
    case "AWS::AccountId":
      return known(context.accountId);
    case "AWS::Region":
      return known(context.region);
    case "AWS::Partition":
      return known(partitionOf(context.region));
    case "AWS::URLSuffix":
      return known(urlSuffixOf(context.region));
    case "AWS::StackName":
      return known(context.stackName);
    case "AWS::StackId":
      return known(stackId(context));
    case "AWS::NotificationARNs":
      return known([]);
    case "AWS::NoValue":
      return { known: "removed" };
    default:
      return null;
  }
}
