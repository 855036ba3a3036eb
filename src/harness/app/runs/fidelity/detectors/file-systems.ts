import { functionTypes, propertyDetector } from "../property-detector.ts";

/** File systems of functions. */
export const fileSystems = propertyDetector({
  anchor: "file-systems",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["FileSystemConfigs"],
  what: (names) => `the file system of ${names}`,
  instead: "nothing is mounted",
});
