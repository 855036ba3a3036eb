import type { JsonValue } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import type { GatewayApi } from "../gateway-api.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";
import { plainMap, plainText } from "../unknowable.ts";

/** The path of a server (`basePath` in Swagger 2.0) is left out on import unless the template asks for it. */
export const reportIgnoredServerPaths: ImportRule = ({ document, api }) => {
  const { root } = document;
  if (api.basePathMode !== "ignore") return [];
  const servers = Array.isArray(root["servers"]) ? root["servers"] : [];
  const places = servers.flatMap((server: JsonValue, index) =>
    isLeftOut(pathOfServer(server), api) ? [joinPointer("/servers", index, "url")] : [],
  );
  const isBase = isLeftOut(plainText(root["basePath"]) ?? "", api);
  return gatherPlaces(document, [...(isBase ? ["/basePath"] : []), ...places], {
    code: "gateway/server-path-ignored",
    message: `API Gateway leaves out the path of ${isBase ? "basePath" : "servers"} on import: the paths of ${api.logicalId} begin after the stage.`,
  });
};

/** The path of the stage is there all the same. */
function isLeftOut(path: string, { stage }: GatewayApi): boolean {
  const plain = path.replace(/\/+$/, "");
  return plain !== "" && plain !== `/${stage?.name ?? ""}`;
}

/** The path of a server's URL, its variables at their defaults; empty where it cannot be told, or is a stage's. */
function pathOfServer(server: JsonValue): string {
  const url = plainText(plainMap(server)?.["url"]) ?? "";
  if (url.includes(".execute-api.")) return "";
  const variables = plainMap(plainMap(server)?.["variables"]) ?? {};
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, "");
  let isKnown = true;
  const filled = path.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = plainText(plainMap(variables[name])?.["default"]);
    isKnown &&= value !== null;
    return (value ?? "").replace(/^\//, "");
  });
  return isKnown ? filled : "";
}
