import { joinPointer } from "../../../core/json-pointer.ts";
import { referenceOf } from "../../schema/resolve-reference.ts";
import { listMethods } from "../list-methods.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";
import { plainMap } from "../unknowable.ts";

/** Swagger 2.0: a response that stands under `responses` of the root is not imported with its operation. */
export const reportResponseReferences: ImportRule = ({ document }) => {
  const places = listMethods(document).flatMap(({ operation, raw }) =>
    Object.entries(plainMap(raw["responses"]) ?? {}).flatMap(([key, response]) =>
      referenceOf(response)?.startsWith("#/responses/") === true
        ? [joinPointer(operation.pointer, "responses", key)]
        : [],
    ),
  );
  return gatherPlaces(document, places, {
    code: "gateway/response-reference",
    message:
      "API Gateway does not follow $refs to the document's own responses: the response, its headers included, is not imported.",
  });
};
