import { createStage, type Stage } from "../../../src/harness/local/stage/create-stage.ts";
import { createSchemaRegistry } from "../../../src/harness/model/schema/create-schema-registry.ts";
import { wireTemplate } from "../wiring/read-definition.ts";
import { readTemplate } from "../wiring/read-template.ts";
import { functionTable, type TableFunction } from "./function-table.ts";
import { realClock, realIds } from "./test-stage.ts";

/** The stages of a template's APIs by logical id, wired as the tool wires them. */
export function stagesOfTemplate(
  text: string,
  functions: Readonly<Record<string, TableFunction>>,
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
      });
      return [resource.logicalId, stage];
    }),
  );
}
