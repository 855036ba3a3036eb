import type { Detector } from "../detector.ts";

/** Requests that have to be signed with credentials of AWS. */
export const iamAuthorization: Detector = {
  anchor: "iam-authorization",
  group: "APIs",
  state: "different",
  find: ({ apis }) =>
    apis.flatMap(({ document, wired }) => {
      const first = wired.operations.find(
        ({ authorization }) => authorization.authorizer.kind === "iam",
      );
      if (first === undefined) return [];
      return [
        {
          what: `authorization by signature (IAM) of ${wired.resource.logicalId}`,
          location: document.source.locate(first.operation.pointer),
          instead:
            "signatures of the access keys known here are taken; whether the caller's policies allow the call is not judged",
        },
      ];
    }),
};
