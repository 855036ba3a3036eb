import type { JsonObject, JsonValue } from "../../../core/json.ts";

/**
 * Claims as events have them: each as text. An HTTP API writes lists as `[a b]` and maps as `map[a:b]`; Cognito on a
 * REST API joins lists by commas and writes times out (`Sat Jul 11 08:00:00 UTC 2026`). Both are assumed: AWS's
 * guides show no list.
 */
export function claimTexts(
  kind: "rest" | "http",
  claims: JsonObject,
): Readonly<Record<string, string>> {
  const entries = Object.entries(claims).map(([name, value]): [string, string] => [
    name,
    kind === "http" ? httpText(value) : restText(name, value),
  ]);
  return Object.fromEntries(entries);
}

function httpText(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (isList(value)) return `[${value.map(httpText).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${key}:${httpText(member)}`);
  return `map[${members.toSorted().join(" ")}]`;
}

function restText(name: string, value: JsonValue): string {
  if (typeof value === "string") return value;
  if ((name === "exp" || name === "iat") && typeof value === "number") return longTime(value);
  if (isList(value)) return value.map((each) => restText("", each)).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** `Sat Jul 11 08:00:00 UTC 2026`, of seconds. */
function longTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  const [weekday = "", day, month, year, time] = date.toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
