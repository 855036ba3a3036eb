import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { isList, isMap } from "../intrinsics/evaluation.ts";
import { resourceKindOf } from "../resources/resource-kinds.ts";
import type { CheckedTemplate, TemplateRule } from "./checked-template.ts";

const arnPattern = /arn:[a-z-]+:([a-z0-9-]+):([a-z0-9-]+):(\d{12}):([^"'\s,${}]+)/g;

/**
 * ARNs written out, region and account included, of a function, queue or table that the template
 * makes itself under that name: deployed to another region or account, they name something else.
 * Only names the template gives count, so an ARN of somebody else's resource is let be.
 */
export const hardCodedArn: TemplateRule = (template) => {
  const own = ownArns(template);
  if (own.size === 0) return [];
  return [...template.scope.resources.values()].flatMap((resource) =>
    textsIn(resource.properties, joinPointer(resource.pointer, "Properties")).flatMap(
      ({ text, pointer }): readonly Problem[] =>
        [...text.matchAll(arnPattern)].flatMap(
          ([arn, service = "", region, account, rest = ""]) => {
            const named = own.get(keyOf(service, rest));
            if (named === undefined) return [];
            return [
              createProblem({
                code: "template/hard-coded-arn",
                message: `${resource.logicalId} names ${named}, which this template makes, by an ARN of the region ${region} and the account ${account}.`,
                location: template.source.locate(pointer),
                actual: arn,
                hint: `Write Fn::GetAtt: [${named}, Arn], which follows the stack to any region and account.`,
              }),
            ];
          },
        ),
    ),
  );
};

/** Service and name, whatever comes after the name (`:live`, `/invocations`, `/index/*`). */
function keyOf(service: string, resource: string): string {
  const parts = resource.split(/[:/]/);
  const name = parts.length > 1 ? parts[1] : parts[0];
  return `${service} ${name ?? ""}`;
}

const services: Readonly<Record<string, string>> = {
  "AWS::DynamoDB::Table": "dynamodb",
  "AWS::Kinesis::Stream": "kinesis",
  "AWS::Lambda::Function": "lambda",
  "AWS::SNS::Topic": "sns",
  "AWS::SQS::Queue": "sqs",
  "AWS::Serverless::Function": "lambda",
  "AWS::Serverless::SimpleTable": "dynamodb",
  "AWS::Serverless::StateMachine": "states",
  "AWS::StepFunctions::StateMachine": "states",
};

function ownArns({ scope }: CheckedTemplate): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const { logicalId, type, properties } of scope.resources.values()) {
    const service = services[type];
    const property = resourceKindOf(type)?.nameProperty;
    if (service === undefined || typeof property !== "string") continue;
    const name = properties[property] === undefined ? null : scope.physicalName(logicalId);
    if (name?.known === true) own.set(`${service} ${name.value}`, logicalId);
  }
  return own;
}

interface PlacedText {
  readonly text: string;
  readonly pointer: JsonPointer;
}

function textsIn(value: JsonValue, pointer: JsonPointer): readonly PlacedText[] {
  const found: PlacedText[] = [];
  const visit = (each: JsonValue, tokens: readonly string[]): void => {
    if (typeof each === "string") {
      if (each.includes("arn:"))
        found.push({ text: each, pointer: joinPointer(pointer, ...tokens) });
    } else if (isList(each)) {
      for (const [index, item] of each.entries()) visit(item, [...tokens, String(index)]);
    } else if (isMap(each)) {
      for (const [key, member] of Object.entries(each)) visit(member, [...tokens, key]);
    }
  };
  visit(value, []);
  return found;
}
