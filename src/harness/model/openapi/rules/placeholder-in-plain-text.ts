import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { Problem } from "../../../core/problem.ts";
import type { ApiDocument } from "../api-document.ts";
import { embeddedFilesKey } from "../embedded-files-key.ts";
import { isJsonMap } from "../read-members.ts";
import { problemAt, type Rule } from "./rule.ts";

const code = "openapi/placeholder-in-plain-text";

/** Resolved by API Gateway when it imports a document (developer guide, "AWS variables for OpenAPI import"). */
const resolvedAtImport = new Set(["AWS::AccountId", "AWS::Partition", "AWS::Region"]);

/** Texts for people, values, and languages of their own, in which `${…}` means something else or nothing. */
const otherText = new Set([
  "description",
  "summary",
  "title",
  "example",
  "examples",
  "default",
  "enum",
  "const",
  "pattern",
  "patternProperties",
  "requestTemplates",
  "responseTemplates",
  "Fn::Transform",
  embeddedFilesKey,
]);

/** `${stageVariables.x}`, `${request.header.x}` and the like are API Gateway's own. */
const gatewayOwn = /^(?:stageVariables|request|response|context|integration|method)\b/;
/** What `Fn::Sub` would substitute: a pseudo parameter, a logical id or parameter, an attribute. */
const substituted = /^(?:AWS::[A-Za-z]+|[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_.]+)?)$/;

interface Finding {
  readonly pointer: JsonPointer;
  readonly names: readonly string[];
}

/** `${…}` in a text that is not under `Fn::Sub`. Those API Gateway resolves itself are told once, for information. */
export const reportPlaceholdersInPlainText: Rule = ({ document }) => {
  if (!document.source.text.includes("${") || document.written === "generated") return [];
  const findings = findPlaceholders(document.root);
  const lost = findings.flatMap(({ pointer, names }) => {
    const others = names.filter((name) => !resolvedAtImport.has(name));
    return others.length === 0 ? [] : [{ pointer, names: others }];
  });
  return [
    ...lost.map(({ pointer, names }) =>
      problemAt(document, pointer, {
        code,
        message: `Nobody substitutes ${listNames(names)} here: the text is not under Fn::Sub.`,
        expected: "Fn::Sub with the text",
        actual: "a plain text",
      }),
    ),
    // A text that has to go under Fn::Sub anyway leaves nothing to the import.
    ...leftToImport(
      document,
      findings.filter(({ pointer }) => lost.every((each) => each.pointer !== pointer)),
    ),
  ];
};

function leftToImport(document: ApiDocument, findings: readonly Finding[]): readonly Problem[] {
  const found = findings.filter(({ names }) => names.some((name) => resolvedAtImport.has(name)));
  const [first] = found;
  if (first === undefined) return [];
  const names = new Set(found.flatMap((each) => each.names));
  const left = [...names].filter((name) => resolvedAtImport.has(name));
  const places =
    found.length === 1
      ? ""
      : `, here and at ${found.length - 1} more ${found.length === 2 ? "place" : "places"}`;
  return [
    problemAt(document, first.pointer, {
      code,
      severity: "info",
      message: `${listNames(left)} in plain text is left to API Gateway's import${places}; CloudFormation does not substitute it.`,
      hint: "Nothing has to be done; `Fn::Sub` would do the same when the stack is deployed.",
    }),
  ];
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(" and ");
}

function findPlaceholders(root: JsonObject): readonly Finding[] {
  const findings: Finding[] = [];
  const visit = (value: JsonValue, pointer: JsonPointer, isGateway: boolean): void => {
    if (typeof value === "string") {
      const names = namesIn(value).filter((name) => isGateway || name.startsWith("AWS::"));
      if (names.length > 0) findings.push({ pointer, names });
    } else if (isList(value)) {
      value.forEach((item, index) => visit(item, joinPointer(pointer, index), isGateway));
    } else if (isJsonMap(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (isOther(key, pointer)) continue;
        const place = joinPointer(pointer, key);
        const inner = isGateway || key.startsWith("x-amazon-apigateway-");
        // The text of Fn::Sub is what it is for; the values of its variables are plain again.
        if (key !== "Fn::Sub") visit(member, place, inner);
        else if (isList(member)) visit(member[1] ?? null, joinPointer(place, 1), inner);
      }
    }
  };
  visit(root, "", false);
  return findings;
}

function isOther(key: string, pointer: JsonPointer): boolean {
  if (key === "title" && pointer === "/info") return false;
  return otherText.has(key) || key.startsWith("Fn::ForEach");
}

function namesIn(text: string): readonly string[] {
  const names = [...text.matchAll(/\$\{([^{}]*)\}/g)].map(([, name = ""]) => name.trim());
  return [...new Set(names.filter((name) => substituted.test(name) && !gatewayOwn.test(name)))];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
