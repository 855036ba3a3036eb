import { isObject } from "../../../core/json.ts";
import { joinPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type {
  WiredApi,
  WiredIntegration,
  WiredOperation,
} from "../../../model/wiring/project-model.ts";
import { findTemplateFault } from "../mapping-template/render-mapping-template.ts";
import { prepareIntegration, wordsOfBrokenPattern } from "./prepare-integration.ts";
import { readSelectionPattern } from "./selection-pattern.ts";

/** A part of an integration: how it goes by, and where it stands below the integration. */
interface Part {
  readonly name: string;
  readonly path: readonly string[];
  readonly text: string;
}

/**
 * What is wrong with the selection patterns and mapping templates of a REST API before any request comes: a pattern
 * that is no regular expression, a template that cannot be read. What is sound on AWS and not emulated here is told
 * of as well, with another code.
 */
export function findBrokenIntegrations(api: WiredApi): readonly Problem[] {
  return api.operations.flatMap((wired) => [
    ...brokenPatterns(api, wired),
    ...brokenTemplates(api, wired),
  ]);
}

/** Why the stage refuses an integration with a broken pattern; `null` where it has none. */
export function brokenPatternRefusal(wired: WiredIntegration): string | null {
  for (const key of patternsOf(wired)) {
    const read = readSelectionPattern(key);
    if (read.kind === "unlike") return null;
    if (read.kind === "broken") return wordsOfBrokenPattern(key, read.reason);
  }
  return null;
}

function patternsOf(wired: WiredIntegration): readonly string[] {
  const responses = "settings" in wired ? wired.settings["responses"] : undefined;
  return Object.keys(isObject(responses) ? responses : {}).filter((key) => key !== "default");
}

function brokenPatterns(api: WiredApi, { operation, integration }: WiredOperation) {
  return patternsOf(integration).flatMap((key): readonly Problem[] => {
    const read = readSelectionPattern(key);
    if (read.kind !== "broken") return [];
    return [
      createProblem({
        code: "stage/integration-broken",
        message: `The selection pattern ${JSON.stringify(key)} is no regular expression: ${read.reason}. The local stage answers ${operation.key} with 501.`,
        location: locate(api, operation, ["responses", key]),
        operation: operation.key,
        hint: "Correct the pattern: parentheses and brackets come in pairs, and a backslash before one takes it as it is.",
      }),
    ];
  });
}

function brokenTemplates(api: WiredApi, { operation, integration }: WiredOperation) {
  return templatesOf(integration).flatMap(({ name, path, text }): readonly Problem[] => {
    const fault = findTemplateFault(text);
    if (fault === null) return [];
    const about = { location: locate(api, operation, path), operation: operation.key };
    const what = `${name} of ${operation.key}: ${fault.message}`;
    return [
      fault.kind === "broken"
        ? createProblem({
            ...about,
            code: "stage/integration-broken",
            message: `${what}. Requests that need it are answered with 500.`,
            hint: "Correct the template at that line of it: quotes, commas and brackets of its expressions come in pairs.",
          })
        : createProblem({
            ...about,
            code: "stage/operation-not-emulated",
            message: `${what}, which the local stage does not emulate; requests that need it are answered with 501.`,
          }),
    ];
  });
}

function templatesOf(wired: WiredIntegration): readonly Part[] {
  const prepared = prepareIntegration(wired);
  if (typeof prepared === "string" || !("requestTemplates" in prepared)) return [];
  const requests = [...prepared.requestTemplates].map(([type, text]): Part => ({
    name: `The request template of ${type}`,
    path: ["requestTemplates", type],
    text,
  }));
  const responses = prepared.responses.flatMap(({ key, templates }) =>
    [...templates].map(([type, text]): Part => ({
      name: `The response template ${JSON.stringify(key)} of ${type}`,
      path: ["responses", key, "responseTemplates", type],
      text,
    })),
  );
  return [...requests, ...responses];
}

function locate(
  { document }: WiredApi,
  { integration, pointer }: WiredOperation["operation"],
  path: readonly string[],
) {
  return document.source.locate(
    integration === null ? pointer : joinPointer(integration.pointer, ...path),
  );
}
