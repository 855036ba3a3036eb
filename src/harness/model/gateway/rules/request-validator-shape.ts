import { joinPointer } from "../../../core/json-pointer.ts";
import { isJsonMap } from "../../openapi/read-members.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { holdsIntrinsic, isUnknowable, plainMap } from "../unknowable.ts";

const key = "x-amazon-apigateway-request-validators";
const members = ["validateRequestBody", "validateRequestParameters"];

/** A validator is a map of two switches; what is spelt otherwise validates nothing. */
export const reportRequestValidatorShapes: ImportRule = ({ document }) =>
  Object.entries(plainMap(document.root[key]) ?? {}).flatMap(([name, validator]) => {
    if (isUnknowable(validator)) return [];
    const pointer = joinPointer("", key, name);
    if (!isJsonMap(validator) || holdsIntrinsic(validator)) {
      return [
        problemAt(document, pointer, {
          code: "gateway/request-validator-shape",
          message: `The request validator ${name} is no map of ${members.join(" and ")}.`,
        }),
      ];
    }
    return Object.keys(validator)
      .filter((member) => !members.includes(member))
      .map((member) =>
        problemAt(document, joinPointer(pointer, member), {
          code: "gateway/request-validator-shape",
          message: `The request validator ${name} has ${member}, which API Gateway does not know${didYouMean(member, members) || "."}`,
          expected: members.join(", "),
          actual: member,
        }),
      );
  });
