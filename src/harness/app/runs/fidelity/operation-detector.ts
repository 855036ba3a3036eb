import type { SourceLocation } from "../../../core/problem.ts";
import type { WiredOperation } from "../../../model/wiring/project-model.ts";
import type { ProjectApi } from "../../project/load-project.ts";
import type { Detector } from "./detector.ts";
import { answeredWith501 } from "./list-names.ts";

/** A behaviour that integrations of operations ask for. */
export interface OperationRule extends Pick<Detector, "anchor" | "state"> {
  /** What an operation asks for, `null` when it does not: `the service integration sqs`. */
  readonly asks: (wired: WiredOperation, api: ProjectApi["wired"]) => string | null;
  /** What happens instead; a 501 by default. */
  readonly instead?: (operations: readonly string[]) => string;
}

function locationOf(api: ProjectApi, { operation }: WiredOperation): SourceLocation {
  return api.document.source.locate(operation.integration?.pointer ?? operation.pointer);
}

/** One row for each thing the operations of an API ask for; its place is the first that does. */
export function operationDetector({ anchor, state, asks, instead }: OperationRule): Detector {
  return {
    anchor,
    group: "APIs",
    state,
    find: ({ apis }) =>
      apis.flatMap((api) => {
        const asking = api.wired.operations.flatMap((wired) => {
          const what = asks(wired, api.wired);
          return what === null ? [] : [{ what, wired }];
        });
        return [...Map.groupBy(asking, ({ what }) => what)].flatMap(([what, all]) => {
          const keys = all.map(({ wired }) => wired.operation.key);
          const [first] = all;
          return first === undefined
            ? []
            : [
                {
                  what: `${what} of ${api.wired.resource.logicalId}`,
                  location: locationOf(api, first.wired),
                  instead: (instead ?? answeredWith501)(keys),
                },
              ];
        });
      }),
  };
}
