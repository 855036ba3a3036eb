import { joinPointer } from "../../../core/json-pointer.ts";
import type { ApiDocument, Operation } from "../../openapi/api-document.ts";
import { isJsonMap, jsonAt } from "../../openapi/read-members.ts";
import { listParameters } from "../../openapi/read-parameters.ts";
import { listMethods } from "../list-methods.ts";
import { problemAt, type ImportRule } from "../rule.ts";
import { holdsIntrinsic, plainMap, plainText } from "../unknowable.ts";

const source = /^method\.request\.(path|querystring|header)\.([^.\s]+)$/;
const places = { path: "path", querystring: "query", header: "header" } as const;

/**
 * `requestParameters` map from parameters of the method, which has to declare them. A Lambda proxy maps nothing.
 * Whether the import takes a plain `{id}` of the path as declared is not documented, so nobody is accused of it;
 * a greedy one has to be declared (AWS knowledge center, "Invalid mapping expression specified").
 */
export const reportUndeclaredMappingSources: ImportRule = ({ document }) =>
  listMethods(document).flatMap(({ operation }) => {
    const { integration } = operation;
    const mappings =
      integration === null || integration.type === "aws_proxy"
        ? null
        : plainMap(integration.raw["requestParameters"]);
    if (integration === null || mappings === null || !isReadWhole(document, operation)) return [];
    return Object.entries(mappings).flatMap(([target, mapping]) => {
      const [, kind, name] = source.exec(plainText(mapping) ?? "") ?? [];
      if (name === undefined || !isPlace(kind) || isDeclared(operation, kind, name)) return [];
      if (kind === "path" && operation.path.includes(`{${name}}`)) return [];
      return [
        problemAt(document, joinPointer(integration.pointer, "requestParameters", target), {
          code: "gateway/undeclared-mapping-source",
          message: `The integration of ${operation.key} maps from the ${places[kind]} parameter ${name}, which the operation does not declare.`,
          operation: operation.key,
          expected: `a parameter with name: ${name} and in: ${places[kind]}`,
          actual: "(not declared)",
        }),
      ];
    });
  });

function isPlace(kind: string | undefined): kind is keyof typeof places {
  return kind !== undefined && Object.hasOwn(places, kind);
}

/** Names of headers are compared without letter case: which is meant is not in doubt. */
function isDeclared({ parameters }: Operation, kind: keyof typeof places, name: string): boolean {
  return parameters.some(
    (parameter) =>
      parameter.in === places[kind] &&
      (parameter.name === name ||
        (kind === "header" && parameter.name.toLowerCase() === name.toLowerCase())),
  );
}

/** A list with a part that CloudFormation fills in may declare anything. */
function isReadWhole({ root }: ApiDocument, { pointer }: Operation): boolean {
  const pathItem = pointer.slice(0, pointer.lastIndexOf("/"));
  return [pathItem, pointer].every((owner) => {
    const value = jsonAt(root, owner);
    if (!isJsonMap(value) || holdsIntrinsic(value)) return false;
    const written = value["parameters"];
    if (written === undefined) return true;
    const read = listParameters(root, { pointer: owner, value }).filter(
      (parameter) =>
        plainText(parameter.value["name"]) !== null && plainText(parameter.value["in"]) !== null,
    );
    return Array.isArray(written) && written.length === read.length;
  });
}
