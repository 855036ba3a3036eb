import { isObject } from "../../../../core/json.ts";
import { joinPointer, valueAt } from "../../../../core/json-pointer.ts";
import { authorizationOf } from "../../../../model/wiring/route-authorization.ts";
import type { ProjectApi } from "../../../project/load-project.ts";
import { authorizerDetector } from "../authorizer-detector.ts";
import type { Detector, Finding } from "../detector.ts";
import { answeredWith501 } from "../list-names.ts";
import { locateProperty } from "../locate-property.ts";

const schemes = authorizerDetector({
  anchor: "iam-authorization",
  kind: "signature (IAM) scheme",
  scheme: (scheme) =>
    scheme["x-amazon-apigateway-authorizer"] === undefined &&
    String(scheme["x-amazon-apigateway-authtype"]).toLowerCase() === "awssigv4",
  entry: () => false,
});

/** Operations with an auth type of their own, which no scheme stands for. */
function findOperations({ document, wired }: ProjectApi): readonly Finding[] {
  const signed = wired.operations.filter((each) => {
    const raw = valueAt(document.root, each.operation.pointer);
    const auth = isObject(raw) ? raw["x-amazon-apigateway-auth"] : undefined;
    if (isObject(auth) && auth["type"] === "AWS_IAM") return true;
    // Routes of HTTP APIs and SAM's `Auth` name it without a scheme; one with a scheme has its row there.
    const isNamed = each.operation.security.flat().includes("AWS_IAM");
    const isRest = wired.resource.kind === "rest";
    return authorizationOf(wired, each).authorizer === "AWS_IAM" && !(isRest && isNamed);
  });
  const [first] = signed;
  if (first === undefined) return [];
  const pointer = joinPointer(first.operation.pointer, "x-amazon-apigateway-auth");
  return [
    {
      what: `authorization by signature (IAM) of ${wired.resource.logicalId}`,
      location: document.source.locate(pointer),
      instead: answeredWith501(signed.map(({ operation }) => operation.key)),
    },
  ];
}

/** Requests that have to be signed with credentials of AWS. */
export const iamAuthorization: Detector = {
  anchor: "iam-authorization",
  group: "APIs",
  state: "not done",
  find: (facts) => [
    ...schemes.find(facts),
    ...facts.apis.flatMap(findOperations),
    ...facts.template.apis.flatMap(({ logicalId, properties, kind }) => {
      const auth = properties["Auth"];
      if (kind === "http" || !isObject(auth) || auth["DefaultAuthorizer"] !== "AWS_IAM") return [];
      return [
        {
          what: `authorization by signature (IAM) of ${logicalId}`,
          location: locateProperty(facts.template, logicalId, "Auth", "DefaultAuthorizer"),
          instead: `every request to ${logicalId} is answered with 501`,
        },
      ];
    }),
  ],
};
