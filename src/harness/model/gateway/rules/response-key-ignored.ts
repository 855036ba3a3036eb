import { listMethods } from "../list-methods.ts";
import { gatherPlaces, type ImportRule } from "../rule.ts";

const proxies = new Set(["aws_proxy", "http_proxy"]);

/** Method responses have a status; `default` and `4XX` are none. Answers of proxy integrations pass all the same. */
export const reportIgnoredResponseKeys: ImportRule = ({ document }) => {
  const found = listMethods(document).flatMap(({ operation }) =>
    operation.integration === null || proxies.has(operation.integration.type)
      ? []
      : operation.responses.filter(({ key }) => key === "default" || /^[1-5]XX$/i.test(key)),
  );
  const keys = [...new Set(found.map(({ key }) => key))].join(", ");
  return gatherPlaces(
    document,
    found.map(({ pointer }) => pointer),
    {
      code: "gateway/response-key-ignored",
      message: `API Gateway imports responses with a status alone; ${keys} becomes no method response.`,
    },
  );
};
