import { addsCorsMethods } from "../../../../local/stage/find-unemulated.ts";
import type { Detector } from "../detector.ts";
import { locateProperty } from "../locate-property.ts";

/** OPTIONS methods that SAM writes into a definition it can see. */
export const corsMethods: Detector = {
  anchor: "cors-methods",
  group: "APIs",
  state: "not done",
  find: ({ template, apis }) =>
    apis
      .filter(({ wired }) => addsCorsMethods(wired))
      .map(({ wired: { resource } }) => ({
        what: `the OPTIONS methods SAM adds to ${resource.logicalId} (Cors)`,
        location: locateProperty(template, resource.logicalId, "Cors"),
        instead: "OPTIONS is answered with 501 where the document has no method of its own",
      })),
};
