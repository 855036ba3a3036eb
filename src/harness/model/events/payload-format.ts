/** The form of an HTTP API's events and results: `payloadFormatVersion` of the integration. */
export type PayloadFormat = "1.0" | "2.0";

/**
 * Reads `payloadFormatVersion`; `null` for a value there is no such format of. An integration that
 * names none gets 2.0, as SAM writes it.
 */
export function readPayloadFormat(value: unknown): PayloadFormat | null {
  if (value === undefined || value === null) return "2.0";
  // YAML reads an unquoted 2.0 as the number 2.
  const text = typeof value === "number" ? value.toFixed(1) : value;
  return text === "1.0" || text === "2.0" ? text : null;
}
