import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ApiDocument, Operation } from "../../openapi/api-document.ts";
import type { TemplateModel } from "../../template/template-model.ts";
import { keyOfReference } from "../match-configured-function.ts";
import { pasteHint } from "../paste.ts";
import type { WiredIntegration } from "../project-model.ts";
import { writtenAt } from "../written-property.ts";
import { locateIntegration, type WiringRule } from "../wiring-facts.ts";

/** The lines that let a function of the user's own answer for one of another stack. */
function configurationHint(integration: WiredIntegration): string {
  const key = integration.kind === "foreign-lambda" ? keyOfReference(integration.reference) : "…";
  const file = "src/stubs/function.ts";
  return pasteHint(
    "The function lies outside this template, so the operation is not run on this machine. Say in lockstep.config what answers for it (a file, a URL, or a fixed result):",
    ["functions: {", `  ${JSON.stringify(key)}: ${JSON.stringify(file)},`, "},"],
  );
}

function conditionOf(template: TemplateModel, name: string): string | undefined {
  const written = writtenAt(template, joinPointer("/Resources", name, "Condition"));
  return typeof written === "string" ? written : undefined;
}

/**
 * An integration that leads nowhere. Where only AWS can tell (an import, a function of another
 * stack) it is a warning: the deployed API may well work, the local one answers for it with an error.
 * That a parameter lacks a value is a warning of its own.
 */
export const integrationUnresolved: WiringRule = ({ apis, template }) =>
  apis.flatMap(({ resource, document, operations }) =>
    operations.flatMap(({ operation, target }): readonly Problem[] => {
      const fault = target?.fault;
      if (document === null || target === null || fault?.kind !== "unresolved") return [];
      if (fault.missing !== undefined) return [hangs(document, operation, fault.missing)];
      const condition =
        fault.removed === undefined ? undefined : conditionOf(template, fault.removed);
      const hint = fault.certain
        ? condition !== undefined
          ? `CloudFormation refuses to deploy it (unresolved resource dependencies). Put the operation, or ${resource.logicalId}, under the same condition: Fn::If: [${condition}, …, Ref: AWS::NoValue]`
          : (fault.advice ??
            "Write the uri as Fn::Sub: arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations")
        : configurationHint(target.integration);
      return [
        createProblem({
          code: "wiring/integration-unresolved",
          ...(fault.certain ? {} : { severity: "warning" as const }),
          message: `The integration of ${operation.key} ${fault.certain ? "leads to no function of this template" : "leads elsewhere"}: ${fault.reason}.`,
          location: locateIntegration(document, operation),
          related: [
            {
              message: `the API ${resource.logicalId}`,
              location: template.source.locate(resource.pointer),
            },
          ],
          operation: operation.key,
          hint,
        }),
      ];
    }),
  );

function hangs(document: ApiDocument, operation: Operation, missing: string): Problem {
  return createProblem({
    code: "wiring/integration-unresolved",
    severity: "info",
    message: `The integration of ${operation.key} hangs on the parameter ${missing}, which has no value: it is not followed.`,
    location: locateIntegration(document, operation),
    operation: operation.key,
    hint: `Pass --parameter-overrides ${missing}=VALUE to have it followed.`,
  });
}
