import { nearestName } from "../../core/suggest-names.ts";

/** Why an integration does not lead to a function of the template. */
export type IntegrationFault =
  /** `missing` names the parameter without a value that it hangs on. */
  | {
      readonly kind: "unresolved";
      readonly reason: string;
      readonly certain: boolean;
      readonly missing?: string;
      /** Logical id of the resource it names that a false condition removes. */
      readonly removed?: string;
      /** What to write instead, where more is known than that the uri is wrong. */
      readonly advice?: string;
    }
  | { readonly kind: "no-function"; readonly name: string };

const types = ["aws_proxy", "aws", "http_proxy", "http", "mock"];

/** An integration type that API Gateway does not have; `""` where none is written. */
export function unknownType(type: string): IntegrationFault {
  const reason =
    type === "" ? "it has no type" : `the type "${type}" is none that API Gateway knows`;
  const meant = nearestName(type.replaceAll("-", "_"), types);
  const advice = `Write type: ${meant ?? "aws_proxy"}${meant === null ? " for a Lambda function" : ""}.`;
  return { kind: "unresolved", reason, certain: true, advice };
}

/** A function named where its ARN has to stand; of one in the template the reference that gives it. */
export function bareName(lambda: string, functionId: string | null): IntegrationFault {
  return {
    kind: "unresolved",
    reason: `its uri holds the function's name ${lambda}, and a REST API takes an ARN there (Invalid ARN specified in the request)`,
    certain: true,
    advice: `Write \${${functionId?.includes("/") === false ? functionId : "Function"}.Arn} in the uri.`,
  };
}
