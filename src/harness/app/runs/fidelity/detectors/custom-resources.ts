import type { Detector } from "../detector.ts";
import { listNames } from "../list-names.ts";

/** Resources that a function of the project makes while the stack deploys. */
export const customResources: Detector = {
  anchor: "custom-resources",
  group: "Template",
  state: "not done",
  find: ({ template }) => {
    const found = [...template.resources.values()].filter(
      ({ type }) => type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource",
    );
    const [first] = found;
    if (first === undefined) return [];
    return [
      {
        what: `the custom resource ${listNames(found.map(({ logicalId }) => logicalId))}`,
        location: template.source.locate(first.pointer),
        instead: "its function is not called and its attributes are not known",
      },
    ];
  },
};
