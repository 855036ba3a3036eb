import { unknown, type Intrinsic } from "./evaluation.ts";

/** `Ref`: the value of a parameter or pseudo parameter, or what a resource type returns for itself. */
export const ref: Intrinsic = (argument, scope) =>
  typeof argument === "string"
    ? scope.reference(argument)
    : unknown("Ref takes the name of a parameter or resource");
