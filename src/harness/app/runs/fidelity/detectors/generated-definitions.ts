import type { Detector } from "../detector.ts";

/** APIs that have no document, and whose routes are those of their events. */
export const generatedDefinitions: Detector = {
  anchor: "generated-definitions",
  group: "APIs",
  state: "not done",
  find: ({ template, apis }) =>
    template.apis
      .filter(
        ({ logicalId, definition }) =>
          definition.kind === "generated" &&
          apis.every(({ wired }) => wired.resource.logicalId !== logicalId),
      )
      .map(({ logicalId, pointer }) => ({
        what: `the definition SAM generates for ${logicalId}`,
        location: template.source.locate(pointer),
        instead: "it is not served; its functions can be run with `lockstep invoke`",
      })),
};
