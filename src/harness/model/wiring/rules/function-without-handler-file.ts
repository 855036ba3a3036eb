import { createProblem, type Problem, type Severity } from "../../../core/problem.ts";
import type { TemplateModel } from "../../template/template-model.ts";
import type { HandlerFile } from "../project-model.ts";
import type { FunctionFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/** A function whose handler file does not exist: it cannot be built or run. Said once for each file. */
export const functionWithoutHandlerFile: WiringRule = (facts) => {
  const byFile = new Map<string, FunctionFacts[]>();
  for (const fn of facts.functions) {
    const { expected, missingFolder } = fn.search;
    if (expected === null || missingFolder !== null) continue;
    byFile.set(expected.file, [...(byFile.get(expected.file) ?? []), fn]);
  }
  return [...byFile.values()].flatMap(([first, ...others]): readonly Problem[] => {
    const expected = first?.search.expected ?? null;
    return first === undefined || expected === null ? [] : [report(facts, first, others, expected)];
  });
};

interface Judgement {
  readonly severity?: Severity;
  readonly why: string;
  readonly hint: string;
}

/** A file that a build writes or a layer may bring is not proved to be missing. */
function judge({ search }: FunctionFacts, expected: HandlerFile, layered: boolean): Judgement {
  const { file, exportName } = expected;
  const { unbuilt } = search;
  if (unbuilt !== null) {
    const { source } = unbuilt;
    return {
      severity: "warning",
      why: source === null ? "; a build may write it" : `; a build writes it from ${source}`,
      hint:
        source === null
          ? "Build the project first, or point CodeUri at the sources."
          : `Build the project first, so that ${file} is written from ${source}; or point CodeUri at the sources.`,
    };
  }
  if (layered) {
    return {
      severity: "warning",
      why: "; a layer of the function may bring it",
      hint: `Correct CodeUri and Handler, unless a layer holds the handler; layers are not looked into.`,
    };
  }
  const what = file.endsWith(".py") ? "define" : "export";
  const from = file.endsWith(".py") ? "in" : "from";
  return {
    why: "",
    hint: `Create ${file} and ${what} ${exportName} ${from} it, or correct CodeUri and Handler.`,
  };
}

function isLayered(template: TemplateModel, { resource }: FunctionFacts): boolean {
  const layers = template.resources.get(resource.logicalId)?.properties["Layers"];
  // Wrappers of layers go by a bare name; esbuild has to have the source itself.
  return (
    Array.isArray(layers) &&
    layers.length > 0 &&
    resource.handler.known &&
    !resource.handler.value.includes("/") &&
    resource.buildMethod !== "esbuild"
  );
}

function report(
  { apis, template }: WiringFacts,
  fn: FunctionFacts,
  others: readonly FunctionFacts[],
  expected: HandlerFile,
): Problem {
  const { resource } = fn;
  const { severity, why, hint } = judge(fn, expected, isLayered(template, fn));
  const handler = resource.handler.known ? resource.handler.value : "";
  const who =
    others.length === 0
      ? `${resource.logicalId} has the handler ${handler}`
      : `${resource.logicalId} has the handler ${handler} and ${String(others.length)} more ${others.length === 1 ? "function has its" : "functions have theirs"} in the same file`;
  const operations = apis.flatMap((api) =>
    api.operations
      .filter((each) => each.fn?.resource.logicalId === resource.logicalId)
      .map((each) => ({ api, ...each })),
  );
  return createProblem({
    code: "wiring/function-without-handler-file",
    ...(severity === undefined ? {} : { severity }),
    message: `${who}, but there is no ${expected.file}${why}.`,
    location: template.source.locate(`${resource.pointer}/Properties/Handler`),
    related: [
      ...operations.flatMap(({ api, operation }) =>
        api.document === null
          ? []
          : [
              {
                message: `${operation.key} leads to it`,
                location: api.document.source.locate(operation.pointer),
              },
            ],
      ),
      ...others.map((other) => ({
        message: `${other.resource.logicalId} has its handler there as well`,
        location: template.source.locate(`${other.resource.pointer}/Properties/Handler`),
      })),
    ],
    expected: expected.file,
    hint,
  });
}
