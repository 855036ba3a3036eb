import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { JsonValue } from "../../../core/json.ts";
import type { Problem } from "../../../core/problem.ts";
import type { ApiDocument } from "../../openapi/api-document.ts";
import { isJsonMap } from "../../openapi/read-members.ts";
import { didYouMean } from "../../../core/suggest-names.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { isUnknowable } from "../unknowable.ts";

const key = "x-amazon-apigateway-endpoint-configuration";
const members = ["disableExecuteApiEndpoint", "vpcEndpointIds", "ipAddressType"];

/** The endpoint configuration is a map of three members, at the root or in a server. */
export const reportEndpointConfiguration: ImportRule = ({ document }) => {
  const { root } = document;
  const servers = Array.isArray(root["servers"]) ? root["servers"] : [];
  const inServers = servers.flatMap((server: JsonValue, index) =>
    isJsonMap(server) ? judge(document, joinPointer("/servers", index, key), server[key]) : [],
  );
  return [...judge(document, `/${key}`, root[key]), ...inServers];
};

function judge(
  document: ApiDocument,
  pointer: JsonPointer,
  value: JsonValue | undefined,
): readonly Problem[] {
  if (value === undefined || isUnknowable(value)) return [];
  if (!isJsonMap(value)) {
    const message = `${key} is no map of ${members.join(", ")}.`;
    return [problemAt(document, pointer, { code: "gateway/endpoint-configuration", message })];
  }
  return Object.keys(value)
    .filter((member) => !members.includes(member))
    .map((member) =>
      problemAt(document, joinPointer(pointer, member), {
        code: "gateway/endpoint-configuration",
        message: `${key} has ${member}, which API Gateway does not know${didYouMean(member, members) || "."}`,
        expected: members.join(", "),
        actual: member,
      }),
    );
}
