import type { Matchers } from "@pact-foundation/pact";
import type { JsonObject } from "../../../core/json.ts";

/** A value, or one of Pact's matchers around an example. */
export type Template =
  | ReturnType<typeof Matchers.like>
  | string
  | number
  | boolean
  | null
  | readonly Template[]
  | { readonly [key: string]: Template };

/** A text, or a matcher around one. */
export type TextTemplate =
  | string
  | ReturnType<typeof Matchers.like<string>>
  | ReturnType<typeof Matchers.fromProviderState<string>>;

/** The request a consumer will send. */
export interface ExpectedRequest {
  readonly method: string;
  /** Without the stage; `Matchers.fromProviderState("/orders/${orderId}", "/orders/ORD-1")` injects a state's value. */
  readonly path: TextTemplate;
  readonly query?: Readonly<Record<string, TextTemplate | readonly TextTemplate[]>>;
  /** In any case: names are normalised to `Content-Type`. */
  readonly headers?: Readonly<Record<string, TextTemplate>>;
  /** JSON; its Content-Type is `application/json` unless a header says otherwise. */
  readonly body?: Template;
}

/** The response a consumer can work with. */
export interface ExpectedResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, TextTemplate>>;
  readonly body?: Template;
}

/** A provider state an interaction starts from. */
export interface GivenState {
  readonly name: string;
  readonly params: JsonObject;
}

/** A complete interaction, before Pact sees it. */
export interface InteractionData {
  readonly description: string;
  readonly states: readonly GivenState[];
  readonly operationId: string | null;
  readonly pending: boolean;
  readonly request: ExpectedRequest;
  readonly response: ExpectedResponse;
}

/**
 * `content-type` as `Content-Type`. Pact adds that header itself with a JSON body; in another case
 * it would stand in the file, and be sent by the mock server, twice.
 */
export function normaliseHeaderName(name: string): string {
  return name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
