import type { JsonValue } from "../../../core/json.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import { suggestNames } from "../../../core/suggest-names.ts";
import type { ApiResource } from "../../template/template-model.ts";
import type { WiringFacts, WiringRule } from "../wiring-facts.ts";
import { isPlainMap, locateApiProperty } from "../written-property.ts";

const keys: Readonly<Record<ApiResource["kind"], readonly string[]>> = {
  rest: ["AllowOrigin", "AllowHeaders", "AllowMethods", "MaxAge", "AllowCredentials"],
  http: [
    "AllowOrigins",
    "AllowHeaders",
    "AllowMethods",
    "ExposeHeaders",
    "MaxAge",
    "AllowCredentials",
  ],
};

interface Fault {
  readonly path: readonly string[];
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;
}

/**
 * Cors of a REST API and CorsConfiguration of an HTTP API that do not deploy: a key SAM does not
 * know, credentials with any origin, and a REST value without the quotes of a mapping expression.
 */
export const corsInvalid: WiringRule = (facts) =>
  facts.apis.flatMap(({ resource }) => {
    const { kind, properties } = resource;
    // Beside DefinitionUri it is refused as a whole.
    if (properties["DefinitionUri"] !== undefined && properties["DefinitionBody"] === undefined)
      return [];
    const name = kind === "rest" ? "Cors" : "CorsConfiguration";
    const cors = properties[name];
    const faults = [
      ...(isPlainMap(cors)
        ? [...unknownKeys(cors, name, kind), ...credentials(cors, name, kind)]
        : []),
      ...(kind === "rest" ? unquoted(cors) : []),
    ];
    return faults.map((fault) => report(facts, resource, fault));
  });

function report({ template }: WiringFacts, resource: ApiResource, fault: Fault): Problem {
  const { path, message, expected, actual, hint } = fault;
  return createProblem({
    code: "wiring/cors-invalid",
    message: `${path.join(".")} of ${resource.logicalId} ${message}.`,
    location: locateApiProperty(template, resource, ...path),
    expected,
    actual,
    hint,
  });
}

type Cors = { readonly [key: string]: JsonValue };

function unknownKeys(cors: Cors, name: string, kind: ApiResource["kind"]): readonly Fault[] {
  return Object.keys(cors)
    .filter((key) => !keys[kind].includes(key))
    .map((key) => {
      const nearest = suggestNames(key, keys[kind]);
      return {
        path: [name, key],
        message: `is no key that SAM knows; it refuses the template (Invalid key '${key}' for 'Cors' property)`,
        expected: keys[kind].join(", "),
        actual: key,
        hint: nearest.length === 0 ? `Remove ${key}.` : `Write ${nearest.join(" or ")}.`,
      };
    });
}

function credentials(cors: Cors, name: string, kind: ApiResource["kind"]): readonly Fault[] {
  if (cors["AllowCredentials"] !== true) return [];
  const [key, example] =
    kind === "rest"
      ? (["AllowOrigin", `AllowOrigin: "'https://example.com'"`] as const)
      : (["AllowOrigins", "AllowOrigins: [https://example.com]"] as const);
  const origin = cors[key];
  const any =
    kind === "rest"
      ? origin === undefined || origin === "'*'"
      : Array.isArray(origin) && origin.length === 1 && origin[0] === "*";
  if (!any) return [];
  return [
    {
      path: [name, "AllowCredentials"],
      message: `cannot be true for any origin; SAM refuses the template`,
      expected: `${key} with the origins that may send credentials`,
      actual: origin === undefined ? "(absent)" : JSON.stringify(origin),
      hint: `Name the origin: ${example}`,
    },
  ];
}

/** A value goes into a mapping expression: a literal in single quotes, or a reference such as `context.x`. */
function isExpression(text: string): boolean {
  return /^'.*'$/s.test(text) || /^(?:context|stageVariables|integration|method)\./.test(text);
}

function unquoted(cors: JsonValue | undefined): readonly Fault[] {
  const members: readonly (readonly [readonly string[], JsonValue | undefined])[] = isPlainMap(cors)
    ? keys.rest
        .filter((key) => key !== "AllowCredentials")
        .map((key) => [["Cors", key], cors[key]] as const)
    : [[["Cors"], cors]];
  return members.flatMap(([path, value]): readonly Fault[] => {
    if (typeof value !== "string" && typeof value !== "number") return [];
    const text = String(value);
    // What AWS alone can resolve may bring its quotes.
    if (text === "" || isExpression(text) || /\$\{|\{\{resolve:/.test(text)) return [];
    return [
      {
        path,
        message:
          "is not in single quotes; API Gateway refuses it (Invalid mapping expression specified)",
        expected: `"'${text}'"`,
        actual: text,
        hint: `Quote it twice: ${path.at(-1) ?? "Cors"}: "'${text}'"`,
      },
    ];
  });
}
