import { createProblem, type Problem, type Severity } from "../../../core/problem.ts";
import type { HandlerFile } from "../project-model.ts";
import type { FunctionFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/** A function whose handler file does not exist: it cannot be built or run. */
export const functionWithoutHandlerFile: WiringRule = (facts) =>
  facts.functions.flatMap((fn): readonly Problem[] => {
    const { expected, missingFolder } = fn.search;
    return expected === null || missingFolder !== null ? [] : [report(facts, fn, expected)];
  });

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

function report(
  { apis, template }: WiringFacts,
  fn: FunctionFacts,
  expected: HandlerFile,
): Problem {
  const { resource } = fn;
  const operations = apis.flatMap((api) =>
    api.operations
      .filter((each) => each.fn?.resource.logicalId === resource.logicalId)
      .map((each) => ({ api, ...each })),
  );
  const handler = resource.handler.known ? resource.handler.value : "";
  const layers = template.resources.get(resource.logicalId)?.properties["Layers"];
  // Wrappers of layers go by a bare name; esbuild has to have the source itself.
  const layered =
    Array.isArray(layers) &&
    layers.length > 0 &&
    !handler.includes("/") &&
    resource.buildMethod !== "esbuild";
  const { severity, why, hint } = judge(fn, expected, layered);
  return createProblem({
    code: "wiring/function-without-handler-file",
    ...(severity === undefined ? {} : { severity }),
    message: `${resource.logicalId} has the handler ${handler}, but there is no ${expected.file}${why}.`,
    location: template.source.locate(`${resource.pointer}/Properties/Handler`),
    related: operations.flatMap(({ api, operation }) =>
      api.document === null
        ? []
        : [
            {
              message: `${operation.key} leads to it`,
              location: api.document.source.locate(operation.pointer),
            },
          ],
    ),
    expected: expected.file,
    hint,
  });
}
