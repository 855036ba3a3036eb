import { functionDetector, isConfigured } from "../function-detector.ts";

/** Functions that are container images. */
export const containerImages = functionDetector({
  anchor: "container-images",
  state: "not done",
  property: "PackageType",
  asks: (fn, facts) => {
    const resource = facts.template.resources.get(fn.logicalId);
    const isImage = resource?.properties["PackageType"] === "Image";
    return isImage && !isConfigured(fn, facts) ? "image" : null;
  },
  what: (_, names) => `the container image of ${names}`,
  instead: () => "it is not run: an invocation fails; `functions` of the configuration can answer",
});
