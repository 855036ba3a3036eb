/** One segment of a path template. */
export type PathSegment =
  | { readonly kind: "static"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  /** `{proxy+}`: takes the rest of the path, one segment at least. */
  | { readonly kind: "greedy"; readonly name: string }
  /** Text and parameters in one segment (`{id}.json`), which OpenAPI allows and API Gateway does not. */
  | { readonly kind: "mixed"; readonly pattern: RegExp; readonly names: readonly string[] };

const parameter = /\{([^{}]+?)(\+?)\}/g;

/** The segments of a path template; a trailing slash does not count. */
export function parsePathTemplate(path: string): readonly PathSegment[] {
  return pathSegments(path).map(parseSegment);
}

/** The segments of a path without the empty ones a leading or trailing slash makes. */
export function pathSegments(path: string): readonly string[] {
  const trimmed = path.replace(/^\//, "").replace(/\/$/, "");
  return trimmed === "" ? [] : trimmed.split("/");
}

/** Names of the parameters of a path template: `["orderId"]` of `/orders/{orderId}`. */
export function pathParameterNames(path: string): readonly string[] {
  return [...path.matchAll(parameter)].map((match) => match[1] ?? "");
}

function parseSegment(text: string): PathSegment {
  const whole = /^\{([^{}]+?)(\+?)\}$/.exec(text);
  if (whole !== null) {
    const name = whole[1] ?? "";
    return whole[2] === "+" ? { kind: "greedy", name } : { kind: "parameter", name };
  }
  const names = pathParameterNames(text);
  if (names.length === 0) return { kind: "static", text };
  const source = text
    .split(/(\{[^{}]+\})/)
    .map((part) =>
      /^\{[^{}]+\}$/.test(part) ? "(.+?)" : part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
    );
  return { kind: "mixed", pattern: new RegExp(`^${source.join("")}$`), names };
}
