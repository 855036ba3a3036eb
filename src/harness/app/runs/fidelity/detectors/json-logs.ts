import { isObject } from "../../../../core/json.ts";
import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Logs as JSON. */
export const jsonLogs = propertyDetector({
  anchor: "json-logs",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["LoggingConfig"],
  asks: (value) => isObject(value) && value["LogFormat"] === "JSON",
  what: (names) => `the JSON log format of ${names}`,
  instead: "log lines are text",
});
