/** What a route's integration is, prepared once. */
export type Integration =
  | { readonly kind: "lambda-proxy" }
  | MockIntegration
  | LambdaCustomIntegration
  | HttpIntegration
  | HttpProxyIntegration
  | ServiceIntegration;

/** How requests and responses of a non-proxy integration are made. */
export interface Mapped {
  /** `integration.request.header.X` → mapping expression. */
  readonly requestParameters: ReadonlyMap<string, string>;
  /** Media type → template, in the author's order. */
  readonly requestTemplates: ReadonlyMap<string, string>;
  readonly passthrough: "when_no_match" | "when_no_templates" | "never";
  readonly contentHandling: ContentHandling;
  readonly responses: readonly IntegrationResponse[];
}

export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT" | null;

/** An entry of `responses`. */
export interface IntegrationResponse {
  /** Key as written, for messages. */
  readonly key: string;
  /** Has to match the whole text; `null` for `default`. */
  readonly pattern: RegExp | null;
  readonly status: number;
  /** `method.response.header.X` → mapping expression. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Media type → template, in the author's order. */
  readonly templates: ReadonlyMap<string, string>;
  readonly contentHandling: ContentHandling;
}

/** `mock`: the request template gives a status, which chooses the response. */
export interface MockIntegration extends Mapped {
  readonly kind: "mock";
}

/** `aws` with a Lambda function: the request template's text is the event. */
export interface LambdaCustomIntegration extends Mapped {
  readonly kind: "lambda-custom";
  readonly functionId: string;
}

/** Where an HTTP integration leads. */
export interface HttpPlace {
  /** `null` sends the client's own method. */
  readonly httpMethod: string | null;
  /** With `{variables}`. */
  readonly uri: string;
  /** Logical id of the API of this template behind the uri, `null` for any other server. */
  readonly api: string | null;
}

/** `http`: a server, by templates. */
export interface HttpIntegration extends Mapped, HttpPlace {
  readonly kind: "http";
}

/** `http_proxy`: a server that gets the client's request. */
export interface HttpProxyIntegration extends HttpPlace {
  readonly kind: "http-proxy";
  readonly requestParameters: ReadonlyMap<string, string>;
}

/** `aws` with any other service: `dynamodb`, `action`, `PutItem`. */
export interface ServiceIntegration extends Mapped {
  readonly kind: "service";
  readonly service: string;
  readonly way: "action" | "path";
  readonly target: string;
  readonly httpMethod: string;
}
