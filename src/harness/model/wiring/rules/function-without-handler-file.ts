import { createProblem, type Problem } from "../../../core/problem.ts";
import type { FunctionFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/** Folders that a build writes: a handler that is not there yet may only be unbuilt. */
const buildFolder = /(^|\/)(dist|build|out|lib|\.aws-sam|\.build)(\/|$)/;

/** A function whose handler file does not exist: it cannot be built or run. */
export const functionWithoutHandlerFile: WiringRule = (facts) =>
  facts.functions.flatMap((fn): readonly Problem[] => {
    const { expected } = fn.search;
    return expected === null ? [] : [report(facts, fn, expected.file, expected.exportName)];
  });

function report(
  { apis, template }: WiringFacts,
  { resource }: FunctionFacts,
  file: string,
  exportName: string,
): Problem {
  const operations = apis.flatMap((api) =>
    api.operations
      .filter(({ fn }) => fn?.resource.logicalId === resource.logicalId)
      .map((each) => ({ api, ...each })),
  );
  const handler = resource.handler.known ? resource.handler.value : "";
  const unbuilt = resource.buildMethod === null && buildFolder.test(file);
  return createProblem({
    code: "wiring/function-without-handler-file",
    ...(unbuilt ? { severity: "warning" as const } : {}),
    message: `${resource.logicalId} has the handler ${handler}, but there is no ${file}.`,
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
    expected: file,
    hint: unbuilt
      ? `Build the project, or point CodeUri at the sources.`
      : `Create ${file} and export ${exportName} from it, or correct CodeUri and Handler.`,
  });
}
