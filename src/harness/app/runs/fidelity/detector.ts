import type { SourceLocation } from "../../../core/problem.ts";
import type { FunctionResource, TemplateModel } from "../../../model/template/template-model.ts";
import type { FunctionRunner } from "../../project/find-runners.ts";
import type { FunctionLayers } from "../../project/layers/find-layers.ts";
import type { ProjectApi } from "../../project/load-project.ts";
import type { ResolvedConfig } from "../../project/project-config.ts";
import type { FidelityGroup, FidelityRow } from "../../report/fidelity-report.ts";

/** The machine a template would run on. */
export interface Machine {
  /** Major version of the Node.js that runs functions. */
  readonly nodeMajor: number;
  /** As Lambda names it: `x86_64` or `arm64`. */
  readonly architecture: string;
}

/** What a detector looks at: one template (nested stacks come after their parent) and its APIs. */
export interface FidelityFacts {
  readonly template: TemplateModel;
  readonly apis: readonly ProjectApi[];
  readonly configured: ResolvedConfig["functions"];
  readonly machine: Machine;
  /** What runs a function of the template on this machine. */
  readonly runnerOf: (fn: FunctionResource) => FunctionRunner;
  /** The layers of a function of the template; `undefined` for one without. */
  readonly layersOf: (fn: FunctionResource) => FunctionLayers | undefined;
}

/** Something a detector found. */
export interface Finding {
  readonly what: string;
  readonly location: SourceLocation;
  readonly instead: string;
}

/** Finds one behaviour that this machine does not show as AWS does; docs/fidelity.md has its row. */
export interface Detector {
  /** Id of the row in docs/fidelity.md. */
  readonly anchor: string;
  readonly group: FidelityGroup;
  readonly state: FidelityRow["state"];
  find(facts: FidelityFacts): readonly Finding[];
}
