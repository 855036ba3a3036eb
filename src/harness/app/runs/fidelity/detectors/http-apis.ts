import { apiRefusal } from "../../../../local/stage/find-unemulated.ts";
import type { Detector } from "../detector.ts";

/** HTTP APIs, which are checked and not served. */
export const httpApis: Detector = {
  anchor: "http-apis",
  group: "APIs",
  state: "not done",
  find: ({ template, apis }) =>
    apis
      .filter(({ wired }) => wired.resource.kind === "http" && apiRefusal(wired) !== null)
      .map(({ wired: { resource } }) => ({
        what: `the HTTP API ${resource.logicalId}`,
        location: template.source.locate(resource.pointer),
        instead: "every request to it is answered with 501; document and wiring are checked",
      })),
};
