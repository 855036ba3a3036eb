import type { JsonValue } from "../../../core/json.ts";

/** What answers in a function's place: a server that gets the event, or a result that never changes. */
export type StandIn =
  | {
      readonly kind: "url";
      /** http or https. */
      readonly url: string;
      /** Milliseconds the server may take. */
      readonly timeoutMs: number;
    }
  | { readonly kind: "result"; readonly result: JsonValue };
