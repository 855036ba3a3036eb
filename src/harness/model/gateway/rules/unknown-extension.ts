import { extensions } from "../extensions.ts";
import { listExtensions } from "../list-extensions.ts";
import { nearestName } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";

/** An extension that API Gateway does not know is passed over, whatever it was to do. */
export const reportUnknownExtensions: ImportRule = ({ document }) =>
  listExtensions(document)
    .filter(({ name }) => !extensions.has(name))
    .map(({ name, pointer }) => {
      const meant = nearestName(name, [...extensions.keys()]);
      return problemAt(document, pointer, {
        code: "gateway/unknown-extension",
        // A name that is like none may be younger than the list.
        ...(meant === null ? { severity: "info" as const } : { expected: meant }),
        message: `${name} is no extension of API Gateway that is documented${meant === null ? "." : `; did you mean ${meant}?`}`,
        actual: name,
      });
    });
