import { resourceDetector } from "../resource-detector.ts";

/** Stacks inside the stack whose templates are not read. */
export const nestedStacks = resourceDetector({
  anchor: "nested-stacks",
  group: "Template",
  state: "not done",
  types: ["AWS::Serverless::Application", "AWS::CloudFormation::Stack"],
  applies: ({ logicalId }, { template }) => !template.stacks.has(logicalId),
  what: (names) => `the nested stack ${names}`,
  instead: "its template is not read; what it holds is not there and its outputs are not known",
});
