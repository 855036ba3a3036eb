import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { isJsonMap, jsonAt } from "../../openapi/read-members.ts";
import { listMethods } from "../list-methods.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";

/** Links and callbacks have no counterpart in API Gateway. One finding for all. */
export const reportLinksAndCallbacks: ImportRule = ({ document }) => {
  const places = listMethods(document).flatMap(({ operation, raw }) => {
    const links = operation.responses.flatMap(({ pointer }): readonly JsonPointer[] => {
      const place = joinPointer(pointer, "links");
      return isJsonMap(jsonAt(document.root, place)) ? [place] : [];
    });
    return isJsonMap(raw["callbacks"])
      ? [...links, joinPointer(operation.pointer, "callbacks")]
      : links;
  });
  return gatherPlaces(document, places, {
    code: "gateway/links-and-callbacks",
    message: "API Gateway imports no links and no callbacks; they are documentation alone.",
  });
};
