import { count, gatherPlaces, type ImportRule } from "../rule.ts";
import { keywordPlace, listValidatedSchemas } from "../validated-schemas.ts";

/** `nullable` is no word of JSON Schema draft 4: API Gateway refuses the `null` that the document allows. */
export const reportRefusedNulls: ImportRule = ({ document }) => {
  const places = listValidatedSchemas(document)
    .filter(({ schema }) => schema["nullable"] === true && schema["type"] !== undefined)
    .map((placed) => keywordPlace(placed, "nullable"));
  return gatherPlaces(document, places, {
    code: "gateway/null-refused",
    message: `API Gateway ignores nullable, so its validator answers 400 to null in ${count(places.length, "place")} of request bodies where the document allows it.`,
  });
};
