import { isObject } from "../../../../core/json.ts";
import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Traces of functions. */
export const xRay = propertyDetector({
  anchor: "x-ray",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["Tracing", "TracingConfig"],
  asks: (value) => value === "Active" || (isObject(value) && value["Mode"] === "Active"),
  what: (names) => `X-Ray tracing of ${names}`,
  instead: "no segments are sent; the trace header is there",
});
