import { LockstepError } from "../../../core/lockstep-error.ts";
import { formatLocation } from "../../../core/problem.ts";
import { isMisread } from "../../../core/source-document.ts";
import { loadProject, type Project } from "../../project/load-project.ts";
import { partsOf } from "../../project/project-parts.ts";
import { resolveConfig, type ConfigOverrides } from "../../project/resolve-config.ts";
import {
  fidelityGroups,
  type FidelityReport,
  type FidelityRow,
} from "../../report/fidelity-report.ts";
import { detectors } from "./detectors.ts";
import type { FidelityFacts, Machine } from "./detector.ts";

/** The machine this process runs on. */
export function thisMachine(): Machine {
  const [major = "24"] = process.versions.node.split(".");
  return {
    nodeMajor: Number(major),
    architecture: process.arch === "arm64" ? "arm64" : "x86_64",
  };
}

/** Each template with the APIs that are its own. */
function factsOf(project: Project, machine: Machine): readonly FidelityFacts[] {
  return partsOf(project).map(({ prefix, template, apis }) => ({
    template,
    apis,
    configured: project.config.functions,
    machine,
    runnerOf: ({ logicalId }) => project.runners.get(`${prefix}${logicalId}`) ?? { kind: "none" },
    layersOf: ({ logicalId }) => project.layers.get(`${prefix}${logicalId}`),
  }));
}

/** APIs whose document is named and could not be read. */
function unreadOf(facts: FidelityFacts): readonly string[] {
  return facts.template.apis
    .filter(
      ({ logicalId, definition }) =>
        definition.kind !== "generated" &&
        facts.apis.every(({ wired }) => wired.resource.logicalId !== logicalId),
    )
    .map(({ logicalId }) => logicalId);
}

/**
 * Which behaviours of a project's template this machine does not show as AWS does: one row for each,
 * in the order of docs/fidelity.md.
 */
export function listFidelity(project: Project, machine: Machine): FidelityReport {
  const all = factsOf(project, machine);
  const rows = detectors.flatMap((detector) =>
    all.flatMap((facts) =>
      detector.find(facts).map((finding): FidelityRow => ({
        group: detector.group,
        what: finding.what,
        location: finding.location,
        state: detector.state,
        instead: finding.instead,
        anchor: detector.anchor,
      })),
    ),
  );
  return {
    template: project.template.file,
    rows: fidelityGroups.flatMap((group) => rows.filter((row) => row.group === group)),
    unread: all.flatMap(unreadOf),
  };
}

/**
 * Loads a project and lists what is not emulated of it. Throws `template/not-found` and
 * `project/template-unreadable`.
 */
export async function reportFidelity(overrides: ConfigOverrides): Promise<FidelityReport> {
  const { config } = await resolveConfig(overrides);
  const project = loadProject(config);
  const { source, file } = project.template;
  if (isMisread(source)) {
    const [issue] = source.issues;
    const place = issue === undefined ? file : formatLocation(issue.location);
    throw new LockstepError({
      code: "project/template-unreadable",
      message: `${place}: ${issue?.message ?? "the template cannot be read."}`,
    });
  }
  return listFidelity(project, thisMachine());
}
