import { bodyText } from "../../core/http-message.ts";
import { parseJson, type JsonValue } from "../../core/json.ts";
import type { Exchange } from "../../core/target.ts";

const brand = Symbol.for("lockstep-sam.api-response");

/** A response of the API under test. */
export class ApiResponse {
  /** HTTP status. */
  readonly status: number;
  /** Headers by lower-case name; several lines of one name are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The exchange itself: raw request and response, and what happened in between. */
  readonly exchange: Exchange;
  readonly [brand] = true;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    this.status = exchange.response.status;
    const headers: Record<string, string> = {};
    for (const [name, value] of exchange.response.headers) {
      const key = name.toLowerCase();
      headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
    }
    this.headers = headers;
  }

  /** The body as text. */
  get text(): string {
    return bodyText(this.exchange.response);
  }

  /** The body as JSON. Throws `SyntaxError` when it is not JSON. */
  get json(): JsonValue {
    return parseJson(this.text);
  }

  /** True for a response of any copy of the library. */
  static is(value: unknown): value is ApiResponse {
    return typeof value === "object" && value !== null && Reflect.get(value, brand) === true;
  }
}
