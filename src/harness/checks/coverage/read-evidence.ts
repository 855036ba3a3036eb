import { isObject, parseJson } from "../../core/json.ts";
import type { Evidence, EvidenceSource } from "../../core/evidence.ts";

const sources: ReadonlySet<unknown> = new Set<EvidenceSource>([
  "unit",
  "integration",
  "examples",
  "conformance",
  "pact",
  "event",
]);

function isSource(value: unknown): value is EvidenceSource {
  return sources.has(value);
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function booleanOrNull(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}

function toEvidence(line: unknown): Evidence | null {
  if (!isObject(line)) return null;
  const { specDigest, operation, source, status, keywords } = line;
  if (typeof specDigest !== "string" || typeof operation !== "string" || !isSource(source))
    return null;
  return {
    specDigest,
    operation,
    source,
    status: typeof status === "number" ? status : null,
    contentType: textOrNull(line["contentType"]),
    requestValid: booleanOrNull(line["requestValid"]),
    responseValid: booleanOrNull(line["responseValid"]),
    responseKey: textOrNull(line["responseKey"]),
    keywords: Array.isArray(keywords)
      ? keywords.filter((keyword) => typeof keyword === "string")
      : [],
    testFile: textOrNull(line["testFile"]),
    testTitle: textOrNull(line["testTitle"]),
    requestId: textOrNull(line["requestId"]),
  };
}

function parseLine(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return null;
  }
}

/** Evidence lines of one NDJSON file; a line that is not evidence (a write cut short) is left out. */
export function readEvidence(text: string): readonly Evidence[] {
  const found: Evidence[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const evidence = toEvidence(parseLine(line));
    if (evidence !== null) found.push(evidence);
  }
  return found;
}
