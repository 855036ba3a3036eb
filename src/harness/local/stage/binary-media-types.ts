import { mediaType } from "../../core/http-message.ts";

/** The API's binary media types, ready to be asked. */
export interface BinaryMediaTypes {
  /** True when the type that covers all types is among them. */
  readonly all: boolean;
  /** Is a media type (parameters ignored) binary? Without a type, only `all` makes it so. */
  matches(type: string | undefined): boolean;
}

/**
 * Prepares `binaryMediaTypes`. SAM writes `/` as `~1` (`image~1png`); a sub-type wildcard
 * (`image/*`) covers its type.
 */
export function readBinaryMediaTypes(types: readonly string[]): BinaryMediaTypes {
  const written = types.map((type) => type.replaceAll("~1", "/").toLowerCase());
  const exact = new Set(written);
  const all = exact.has("*/*");
  const prefixes = written
    .filter((type) => type.endsWith("/*") && type !== "*/*")
    .map((type) => type.slice(0, -1));
  return {
    all,
    matches(type) {
      if (all) return true;
      if (exact.size === 0) return false;
      const wanted = mediaType(type);
      if (wanted === undefined) return false;
      return exact.has(wanted) || prefixes.some((prefix) => wanted.startsWith(prefix));
    },
  };
}

/** The first media type of an `Accept` header; API Gateway looks at no other. */
export function firstAccepted(accept: string | undefined): string | undefined {
  return mediaType(accept?.split(",", 1)[0]);
}
