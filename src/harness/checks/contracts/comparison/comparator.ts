import * as engine from "@pactflow/openapi-pact-comparator";
import { isObject, type JsonObject } from "../../../core/json.ts";

/** One finding of the comparator, as far as it is used here. */
export interface ComparatorResult {
  /** `request.body.incompatible`, `response.status.unknown`, … */
  readonly code: string;
  readonly type: "error" | "warning" | "info";
  readonly message: string;
  /** Where in the pact: `[root].interactions[0].response.body.items.0.sku`. */
  readonly mockLocation: string;
  readonly mockValue: unknown;
  /** Where in the document: `[root].paths./orders.post.responses`; `null` when it is nowhere. */
  readonly specLocation: string | null;
  readonly specValue: unknown;
}

/** Compares pacts with one OpenAPI document; schemas are compiled once. */
export interface PactComparator {
  /** Rejects when the pact or the document cannot be read by the comparator. */
  compare(pact: JsonObject): Promise<readonly ComparatorResult[]>;
}

function severityOf(value: unknown): ComparatorResult["type"] {
  return value === "warning" || value === "info" ? value : "error";
}

function readResult(value: unknown): ComparatorResult {
  const result = isObject(value) ? value : {};
  const mock = isObject(result["mockDetails"]) ? result["mockDetails"] : {};
  const spec = isObject(result["specDetails"]) ? result["specDetails"] : {};
  return {
    code: String(result["code"]),
    type: severityOf(result["type"]),
    message: String(result["message"]),
    mockLocation: typeof mock["location"] === "string" ? mock["location"] : "",
    mockValue: mock["value"],
    specLocation: typeof spec["location"] === "string" ? spec["location"] : null,
    specValue: spec["value"],
  };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return isObject(value) && typeof Reflect.get(value, Symbol.asyncIterator) === "function";
}

/**
 * A comparator over an OpenAPI document, which it writes into: give it a copy.
 * The package's declarations do not resolve under Node's module resolution, so what comes out of it
 * is checked here.
 */
export function createPactComparator(oas: JsonObject): PactComparator {
  const Comparator: unknown = Reflect.get(engine, "Comparator");
  if (typeof Comparator !== "function")
    throw new TypeError("@pactflow/openapi-pact-comparator exports no Comparator.");
  const comparator: unknown = Reflect.construct(Comparator, [{ oas }]);
  const compare: unknown = isObject(comparator) ? Reflect.get(comparator, "compare") : undefined;
  if (typeof compare !== "function")
    throw new TypeError(
      "The Comparator of @pactflow/openapi-pact-comparator has no compare method.",
    );
  return {
    async compare(pact) {
      const results: unknown = Reflect.apply(compare, comparator, [pact]);
      if (!isAsyncIterable(results)) throw new TypeError("The comparator gave no list of results.");
      const read: ComparatorResult[] = [];
      for await (const result of results) read.push(readResult(result));
      return read;
    },
  };
}
