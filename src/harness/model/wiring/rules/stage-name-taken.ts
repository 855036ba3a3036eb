import { createProblem, type Problem } from "../../../core/problem.ts";
import type { WiringRule } from "../wiring-facts.ts";
import { locateApiProperty } from "../written-property.ts";

/**
 * SAM makes a stage named `Stage` beside the one that is asked for, unless OpenApiVersion is set; a
 * REST API whose own stage has that name fails with "Stage already exists" (source:
 * aws/serverless-application-model issues 191 and 1823).
 */
export const stageNameTaken: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource }): readonly Problem[] => {
    const { kind, stageName, properties, logicalId } = resource;
    const isSam = template.resources.get(logicalId)?.type === "AWS::Serverless::Api";
    if (kind !== "rest" || !isSam || !stageName.known || stageName.value !== "Stage") return [];
    if (properties["OpenApiVersion"] !== undefined) return [];
    return [
      createProblem({
        code: "wiring/stage-name-taken",
        message: `The stage of ${logicalId} is named Stage, and so is the extra one that SAM makes: the deployment fails (Stage already exists).`,
        location: locateApiProperty(template, resource, "StageName"),
        expected: "another name, or OpenApiVersion",
        actual: "Stage",
        hint: `Add to the Properties of ${logicalId}, which removes the extra stage:\nOpenApiVersion: 3.0.1`,
      }),
    ];
  });
