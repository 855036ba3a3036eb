import type { JsonValue } from "../../../core/json.ts";
import { parseJson } from "../../../core/json.ts";
import { selectByPath } from "./json-path.ts";
import { TemplateFault } from "./template-fault.ts";
import { fromJson, printValue, type TemplateObject, type TemplateValue } from "./template-value.ts";

/** Parameters of a request, as `$input.params()` has them. */
export interface TemplateParameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

function mapOf(values: Readonly<Record<string, string>>): Map<string, TemplateValue> {
  return new Map(Object.entries(values));
}

/** Path, then query, then header (API Gateway developer guide, "Mapping template reference"). */
function parameter({ path, querystring, header }: TemplateParameters, name: string): string {
  for (const values of [path, querystring]) {
    if (Object.hasOwn(values, name)) return values[name] ?? "";
  }
  const lower = name.toLowerCase();
  const found = Object.entries(header).find(([key]) => key.toLowerCase() === lower);
  return found?.[1] ?? "";
}

/** What `$input` stands for: a body and the parameters of the request. An empty body is `{}` (recorded). */
export function inputVariable(body: string, parameters: TemplateParameters): TemplateObject {
  const text = body === "" ? "{}" : body;
  let parsed: { readonly value: JsonValue } | undefined;
  const document = (): JsonValue => {
    try {
      parsed ??= { value: parseJson(text) };
    } catch {
      throw new TemplateFault("broken", "the body a template reads is not JSON");
    }
    return parsed.value;
  };
  const pathOf = ([path = "$"]: readonly TemplateValue[]): string => printValue(path);
  return {
    kind: "object",
    property: (name) => (name === "body" ? text : null),
    call(method, args, work) {
      const select = (): JsonValue =>
        selectByPath(document(), pathOf(args), (values) => work.spendItems(values));
      if (method === "json") return JSON.stringify(select() ?? "");
      if (method === "path") {
        const value = fromJson(select());
        work.spendValue(value);
        return value;
      }
      if (method !== "params") return undefined;
      const [name] = args;
      if (name !== undefined) return parameter(parameters, printValue(name));
      return new Map<string, TemplateValue>([
        ["path", mapOf(parameters.path)],
        ["querystring", mapOf(parameters.querystring)],
        ["header", mapOf(parameters.header)],
      ]);
    },
  };
}
