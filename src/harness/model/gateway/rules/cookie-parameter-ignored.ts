import { listMethods } from "../list-methods.ts";
import { count, gatherPlaces, type ImportRule } from "../rule.ts";

/** Methods have path, query and header parameters; cookies are not looked at. */
export const reportIgnoredCookieParameters: ImportRule = ({ document }) => {
  const places = listMethods(document).flatMap(({ operation }) =>
    operation.parameters.filter((each) => each.in === "cookie").map(({ pointer }) => pointer),
  );
  return gatherPlaces(document, places, {
    code: "gateway/cookie-parameter-ignored",
    message: `API Gateway ignores ${count(new Set(places).size, "cookie parameter")}; not even a required one is checked.`,
  });
};
