import { isObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import { jsonAt } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

const key = "x-amazon-apigateway-request-validator";

/** A validator that is named but not defined: API Gateway then checks nothing. */
export const reportUndefinedRequestValidators: Rule = ({ document }) =>
  document.operations.flatMap((operation) => {
    const choice = operation.requestValidator;
    const validators = document.root["x-amazon-apigateway-request-validators"];
    if (choice === null || choice.defined || isUnresolved(validators)) return [];
    const own = joinPointer(operation.pointer, key);
    const defined = document.root["x-amazon-apigateway-request-validators"];
    const names = isObject(defined) ? Object.keys(defined) : [];
    return [
      problemAt(document, jsonAt(document.root, own) === undefined ? joinPointer("", key) : own, {
        code: "openapi/undefined-request-validator",
        message: `${operation.key} names the request validator ${choice.name}, which the document does not define: nothing is validated.`,
        operation: operation.key,
        expected:
          names.length === 0
            ? "a validator (the document defines none)"
            : `one of ${names.join(", ")}`,
        actual: choice.name,
      }),
    ];
  });
