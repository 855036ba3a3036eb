import { usagePlansOf } from "../../../../model/wiring/usage/usage-plans-of.ts";
import type { Detector } from "../detector.ts";

/** Keys of clients, where the template does not say their values. */
export const apiKeys: Detector = {
  anchor: "api-keys",
  group: "APIs",
  state: "different",
  find: ({ apis, template }) =>
    apis.flatMap(({ document, wired }) => {
      // HTTP APIs have no keys: the scheme takes no effect there.
      const first = wired.operations.find(
        ({ authorization }) => wired.resource.kind === "rest" && authorization.apiKeyRequired,
      );
      const plans = usagePlansOf(template, wired.resource);
      const isSaid =
        plans.length > 0 &&
        plans.every(({ keys }) => keys.length > 0 && keys.every(({ value }) => value !== null));
      if (first === undefined || isSaid) return [];
      const none = plans.length === 0 ? ", and the template has no usage plan for the stage" : "";
      return [
        {
          what: `values of API keys of ${wired.resource.logicalId}, which AWS makes up${none}`,
          location: document.source.locate(first.operation.pointer),
          instead: "`lockstep start` shows those that are taken here; identity.apiKeys sets others",
        },
      ];
    }),
};
