import { joinPointer } from "../../../core/json-pointer.ts";
import { contradictionsOf } from "../../schema/find-contradictions.ts";
import { listAllSchemas } from "../list-schemas.ts";
import { problemAt, type Rule } from "./rule.ts";

/** Schemas that refuse every value, as far as that can be proved. */
export const reportUnsatisfiableSchemas: Rule = ({ document }) =>
  listAllSchemas(document).flatMap((placed) =>
    contradictionsOf(document.root, placed).map(({ keyword, message, expected, actual }) =>
      problemAt(document, joinPointer(placed.pointer, keyword), {
        code: "openapi/unsatisfiable-schema",
        message,
        expected,
        actual,
      }),
    ),
  );
