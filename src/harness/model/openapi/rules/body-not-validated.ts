import { joinPointer } from "../../../core/json-pointer.ts";
import { isUnresolved } from "../../schema/is-unresolved.ts";
import type { ApiDocument, Operation } from "../api-document.ts";
import { isHttpApi } from "../is-http-api.ts";
import { isJsonMap, jsonAt } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

/**
 * A body schema on a REST operation that no validator enforces. HTTP APIs have no validators, and a
 * document without integrations is not deployed as it stands; neither is spoken of.
 */
export const reportBodiesNotValidated: Rule = ({ document }) => {
  if (isHttpApi(document)) return [];
  return document.operations
    .filter(
      (operation) =>
        operation.integration !== null &&
        hasBodySchema(operation) &&
        !isChecked(operation) &&
        isChoiceKnown(document, operation),
    )
    .map(({ key, requestBody, requestValidator, pointer }) =>
      problemAt(document, requestBody?.pointer ?? pointer, {
        code: "openapi/body-not-validated",
        message:
          requestValidator === null
            ? `${key} documents a body schema, but no request validator is selected: API Gateway lets every body through.`
            : `${key} documents a body schema, but its request validator ${requestValidator.name} does not check bodies.`,
        operation: key,
        ...hintFor(document),
      }),
    );
};

/** Where the document defines no validator that checks bodies, the lines that do. */
function hintFor({ root }: ApiDocument): { readonly hint?: string } {
  const validators = root["x-amazon-apigateway-request-validators"];
  const checking = Object.entries(isJsonMap(validators) ? validators : {}).find(
    ([, validator]) => isJsonMap(validator) && validator["validateRequestBody"] === true,
  );
  if (checking !== undefined)
    return {
      hint: `Add to the operation, or to the document for all: x-amazon-apigateway-request-validator: ${checking[0]}`,
    };
  if (validators !== undefined) return {};
  return {
    hint: [
      "Add to the document:",
      "x-amazon-apigateway-request-validators:",
      "  all:",
      "    validateRequestBody: true",
      "    validateRequestParameters: true",
      "x-amazon-apigateway-request-validator: all",
    ].join("\n"),
  };
}

function hasBodySchema({ requestBody }: Operation): boolean {
  return requestBody?.content.some(({ schemaPointer }) => schemaPointer !== null) ?? false;
}

/** A name that is not defined is another rule's finding. */
function isChecked({ requestValidator }: Operation): boolean {
  return requestValidator !== null && (!requestValidator.defined || requestValidator.validateBody);
}

/** The name of a validator and what it checks may be put in when deployed. */
function isChoiceKnown({ root }: ApiDocument, { pointer, requestValidator }: Operation): boolean {
  const key = "x-amazon-apigateway-request-validator";
  const validators = joinPointer("", `${key}s`);
  const places = [joinPointer(pointer, key), joinPointer("", key), validators];
  if (requestValidator !== null) {
    const chosen = joinPointer(validators, requestValidator.name);
    places.push(chosen, joinPointer(chosen, "validateRequestBody"));
  }
  return !places.some((place) => isUnresolved(jsonAt(root, place)));
}
