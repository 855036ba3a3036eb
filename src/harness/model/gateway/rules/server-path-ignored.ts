import { joinPointer } from "../../../core/json-pointer.ts";
import type { JsonValue } from "../../../core/json.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";
import { plainMap, plainText } from "../unknowable.ts";

/** The path of a server (`basePath` in Swagger 2.0) is left out on import unless the template asks for it. */
export const reportIgnoredServerPaths: ImportRule = ({ document, api }) => {
  const { root } = document;
  if (api.basePathMode !== "ignore") return [];
  const servers = Array.isArray(root["servers"]) ? root["servers"] : [];
  const places = servers.flatMap((server: JsonValue, index) => {
    const url = plainText(plainMap(server)?.["url"]);
    const path = url === null ? "" : url.replace(/^[a-z]+:\/\/[^/]*/i, "");
    return path.replace(/\/+$/, "") === "" ? [] : [joinPointer("/servers", index, "url")];
  });
  const base = plainText(root["basePath"]);
  const isBase = base !== null && base.replace(/\/+$/, "") !== "";
  return gatherPlaces(document, [...(isBase ? ["/basePath"] : []), ...places], {
    code: "gateway/server-path-ignored",
    message: `API Gateway leaves out the path of ${isBase ? "basePath" : "servers"} on import: the paths of ${api.logicalId} begin after the stage.`,
  });
};
