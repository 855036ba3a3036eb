import { schemaRegistryOf } from "../../model/openapi/schema-registry-of.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import type { ProjectModel } from "../../model/wiring/project-model.ts";
import type { Project, ProjectApi } from "./load-project.ts";

/** A template of a project, the main one or that of a nested stack, with the APIs that are its own. */
export interface ProjectPart {
  /** What ids of the part begin with: empty for the main template, else `Child/`. */
  readonly prefix: string;
  readonly template: TemplateModel;
  readonly model: ProjectModel;
  readonly apis: readonly ProjectApi[];
}

/** The templates of a project, parents before their nested stacks. */
export function partsOf(project: Project): readonly ProjectPart[] {
  const { template, model, apis } = project;
  return [{ prefix: "", template, model, apis }, ...stacksOf(model, "")];
}

function stacksOf({ stacks }: ProjectModel, around: string): readonly ProjectPart[] {
  return [...stacks].flatMap(([id, model]) => {
    const prefix = `${around}${id}/`;
    const apis = model.apis.map((wired): ProjectApi => ({
      wired,
      document: wired.document,
      registry: schemaRegistryOf(wired.document),
    }));
    return [{ prefix, template: model.template, model, apis }, ...stacksOf(model, prefix)];
  });
}
