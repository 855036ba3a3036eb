import { isObject } from "../../../../core/json.ts";
import { functionTypes, propertyDetector } from "../property-detector.ts";

/** Functions that start from a snapshot. */
export const snapstart = propertyDetector({
  anchor: "snapstart",
  group: "Functions",
  state: "not done",
  types: functionTypes,
  properties: ["SnapStart"],
  asks: (value) => isObject(value) && value["ApplyOn"] !== "None",
  what: (names) => `SnapStart of ${names}`,
  instead: "functions start cold",
});
