import { splitPointer } from "../../../core/json-pointer.ts";
import { listNamedSchemas } from "../../openapi/list-schemas.ts";
import { problemAt, type ImportRule } from "../rule.ts";

/** Every named schema becomes a model, and the name of a model is letters and digits. */
export const reportModelNames: ImportRule = ({ document }) =>
  listNamedSchemas(document.root).flatMap((pointer) => {
    const home = document.version === "2.0" ? "/definitions/" : "/components/";
    if (!pointer.startsWith(home)) return [];
    const name = splitPointer(pointer).at(-1) ?? "";
    const isWritten = !name.startsWith("Fn::") && !name.startsWith("x-");
    if (!isWritten || /^[A-Za-z0-9]+$/.test(name)) return [];
    return [
      problemAt(document, pointer, {
        code: "gateway/model-name",
        message: `The schema ${name} cannot become a model: API Gateway takes letters and digits in its name.`,
        expected: "a name of letters and digits",
        actual: name,
      }),
    ];
  });
