import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem } from "../../../core/problem.ts";
import { namesWithin } from "../../../core/suggest-names.ts";
import { asIntrinsic } from "../intrinsics/evaluate.ts";
import { isMap } from "../intrinsics/evaluation.ts";
import type { TemplateRule } from "./checked-template.ts";

/** What every event has at its top (source: EventBridge user guide, "Events"), and what patterns add. */
const keys = [
  "$or",
  "account",
  "detail",
  "detail-type",
  "id",
  "region",
  "replay-name",
  "resources",
  "source",
  "time",
  "version",
];

/** Event patterns that ask for a key no event has, where it is nearly one that events have. */
export const eventPatternKey: TemplateRule = ({ root, source }) =>
  patternsOf(root).flatMap(({ owner, pattern, pointer }) => {
    if (!isMap(pattern) || asIntrinsic(pattern) !== null) return [];
    return Object.keys(pattern).flatMap((key) => {
      const meant = keys.includes(key) ? null : meantBy(key);
      if (meant === null) return [];
      return [
        createProblem({
          code: "template/event-pattern-key",
          message: `The event pattern of ${owner} asks for ${key}, which no event has at its top, so it never matches.`,
          location: source.locate(joinPointer(pointer, key)),
          expected: meant,
          actual: key,
          hint: `Did you mean ${meant}?`,
        }),
      ];
    });
  });

/** Letter case and hyphens aside it is the same; of a longer one, a letter may be wrong. */
function meantBy(key: string): string | null {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_ ]/g, "");
  const same = keys.find((name) => plain(name) === plain(key));
  return same ?? namesWithin(key.length < 5 ? 0 : 1, key, keys)[0] ?? null;
}

interface WrittenPattern {
  readonly owner: string;
  readonly pattern: JsonValue | undefined;
  readonly pointer: JsonPointer;
}

function patternsOf(root: JsonValue): readonly WrittenPattern[] {
  return members(isMap(root) ? root["Resources"] : undefined).flatMap(([logicalId, resource]) => {
    const properties = isMap(resource) ? resource["Properties"] : undefined;
    const pointer = joinPointer("/Resources", logicalId, "Properties");
    if (!isMap(resource) || !isMap(properties)) return [];
    if (resource["Type"] === "AWS::Events::Rule") {
      const pattern = properties["EventPattern"];
      return [{ owner: logicalId, pattern, pointer: joinPointer(pointer, "EventPattern") }];
    }
    return members(properties["Events"]).flatMap(([name, event]) => {
      const type = isMap(event) ? event["Type"] : undefined;
      const own = isMap(event) ? event["Properties"] : undefined;
      if (type !== "EventBridgeRule" && type !== "CloudWatchEvent") return [];
      const place = joinPointer(pointer, "Events", name, "Properties", "Pattern");
      const pattern = isMap(own) ? own["Pattern"] : undefined;
      return [{ owner: `${logicalId} (${name})`, pattern, pointer: place }];
    });
  });
}

function members(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isMap(value) ? Object.entries(value) : [];
}
