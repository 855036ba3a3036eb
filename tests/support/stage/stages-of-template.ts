import { createStage, type Stage } from "../../../src/harness/local/stage/create-stage.ts";
import type { StageOptions } from "../../../src/harness/local/stage/stage-options.ts";
import { createSchemaRegistry } from "../../../src/harness/model/schema/create-schema-registry.ts";
import { usagePlansOf } from "../../../src/harness/model/wiring/usage/usage-plans-of.ts";
import { wireTemplate } from "../wiring/read-definition.ts";
import { readTemplate } from "../wiring/read-template.ts";
import { functionTable, type TableFunction } from "./function-table.ts";
import { realClock, realIds } from "./test-stage.ts";

/** The stages of a template's APIs by logical id, wired as the tool wires them. */
export function stagesOfTemplate(
  text: string,
  functions: Readonly<Record<string, TableFunction>>,
  options: Partial<Omit<StageOptions, "api" | "schemas">> = {},
): ReadonlyMap<string, Stage> {
  const template = readTemplate(text);
  const project = wireTemplate(template);
  return new Map(
    project.apis.map((api) => {
      const { resource, document } = api;
      const stage = createStage({
        api,
        template: template.source,
        stageName: resource.stageName.known ? resource.stageName.value : "dev",
        stageVariables: resource.stageVariables,
        schemas: createSchemaRegistry(document.root, document.dialect),
        invoker: functionTable(functions),
        ports: { clock: realClock, ids: realIds },
        usagePlans: usagePlansOf(template, resource),
        ...options,
      });
      return [resource.logicalId, stage];
    }),
  );
}
