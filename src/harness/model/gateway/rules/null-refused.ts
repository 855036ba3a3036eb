import { placedAt } from "../../openapi/read-members.ts";
import { count, gatherPlaces, type ImportRule } from "../rule.ts";
import { keywordPlace, listValidatedSchemas } from "../validated-schemas.ts";

/** `nullable` is no word of JSON Schema draft 4: API Gateway refuses the `null` that the document allows. */
export const reportRefusedNulls: ImportRule = ({ document }) => {
  const bodies = new Set(
    document.operations.flatMap(({ requestBody }) =>
      (requestBody?.content ?? []).map(({ schemaPointer }) =>
        schemaPointer === null ? null : placedAt(document.root, schemaPointer)?.pointer,
      ),
    ),
  );
  const places = listValidatedSchemas(document)
    // A body that may be null is one that may be left out; nobody sends the word.
    .filter(({ pointer }) => !bodies.has(pointer))
    .filter(({ schema }) => schema["nullable"] === true && schema["type"] !== undefined)
    .map((placed) => keywordPlace(placed, "nullable"));
  return gatherPlaces(document, places, {
    code: "gateway/null-refused",
    message: `API Gateway ignores nullable, so its validator answers 400 to null in ${count(places.length, "place")} of request bodies where the document allows it.`,
  });
};
