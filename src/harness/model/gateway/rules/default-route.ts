import { joinPointer } from "../../../core/json-pointer.ts";
import { isJsonMap } from "../../openapi/read-members.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { holdsIntrinsic } from "../unknowable.ts";

const anyMethod = "x-amazon-apigateway-any-method";

/** `$default` takes what no other route does, when its any-method says `isDefaultRoute: true`. */
export const reportDefaultRoutes: ImportRule = ({ document }) => {
  const paths = document.root["paths"];
  return Object.entries(isJsonMap(paths) ? paths : {}).flatMap(([path, item]) => {
    if (!/^\/?\$default$/.test(path) || !isJsonMap(item) || holdsIntrinsic(item)) return [];
    const route = item[anyMethod];
    if (isJsonMap(route) && (holdsIntrinsic(route) || route["isDefaultRoute"] === true)) return [];
    return [
      problemAt(document, joinPointer("/paths", path), {
        code: "gateway/default-route",
        message: `${path} is a route like any other: it lacks ${anyMethod} with isDefaultRoute: true.`,
        expected: `${anyMethod}: { isDefaultRoute: true, … }`,
      }),
    ];
  });
};
