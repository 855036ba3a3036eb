import type { JsonValue } from "../../core/json.ts";
import type { SourceLocation } from "../../core/problem.ts";

/** A stage variable as the template gives it. */
export interface StageVariable {
  readonly name: string;
  readonly value: string;
  readonly location: SourceLocation;
}

/** The stage of an API, as far as the template says. */
export interface GatewayStage {
  /** `null` when it cannot be known. */
  readonly name: string | null;
  readonly location: SourceLocation;
  readonly variables: readonly StageVariable[];
}

/** The API a document is imported into. */
export interface GatewayApi {
  readonly logicalId: string;
  /** `rest` for `AWS::Serverless::Api`, `http` for `AWS::Serverless::HttpApi`. */
  readonly kind: "rest" | "http";
  /** True when the template sets authorization beside the document, so that the document alone does not decide. */
  readonly authorizedOutside: boolean;
  /** `null` when no stage was handed in. */
  readonly stage: GatewayStage | null;
  /** What becomes of the base path: `Parameters.basepath` of the API; `unknown` where it cannot be told. */
  readonly basePathMode: "ignore" | "prepend" | "split" | "unknown";
  /** `CorsConfiguration` of the template (HTTP APIs); `null` without one. */
  readonly cors: { readonly value: JsonValue; readonly location: SourceLocation } | null;
}
