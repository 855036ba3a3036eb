import type { CorpusProject } from "./corpus-project.ts";
import { judgeExpectation, type Judgement } from "./expectation.ts";
import { expectations, expectedOfAll, isFixture } from "./expectations.ts";
import { inspectProject, type Inspection } from "./inspect-project.ts";

/** A project as the product sees it, and whether that is what must be seen. */
export interface JudgedProject {
  readonly project: CorpusProject;
  readonly inspection: Inspection;
  readonly judgements: readonly Judgement[];
  /** Everything that is not as it must be, a line each. */
  readonly failures: readonly string[];
}

/** How the routes of each API differ from the deployed ones. */
function routeFailures(
  { deployedRoutes }: CorpusProject,
  { routes }: Inspection,
): readonly string[] {
  if (deployedRoutes === null) return [];
  const ids = [...new Set([...Object.keys(deployedRoutes), ...Object.keys(routes)])];
  return ids.flatMap((id) => {
    const wanted = new Set(deployedRoutes[id] ?? []);
    const found = (routes[id] ?? []).map(({ key }) => key);
    const missing = [...wanted].filter((key) => !found.includes(key));
    const extra = found.filter((key) => !wanted.has(key));
    return [
      ...(missing.length > 0 ? [`${id} lacks ${missing.join(", ")}`] : []),
      ...(extra.length > 0 ? [`${id} has ${extra.join(", ")}, not deployed`] : []),
      ...(id in routes || wanted.size === 0 ? [] : [`${id} is not listed`]),
    ];
  });
}

/** Inspects a project and holds it against its deployed routes and the expectations under its name. */
export async function judgeProject(project: CorpusProject): Promise<JudgedProject> {
  const inspection = await inspectProject(project);
  const judgements = [
    ...(expectations[project.name] ?? []),
    ...(isFixture(project.name) || !project.described ? [] : expectedOfAll),
  ].map((expectation) => judgeExpectation(expectation, inspection));
  const failures = [
    ...(inspection.crash === null ? [] : [`crashed: ${inspection.crash}`]),
    ...(inspection.refusal === null ? [] : [`was refused: ${inspection.refusal}`]),
    ...routeFailures(project, inspection),
    ...judgements
      .filter(({ verdict }) => verdict === "failed")
      .map(({ expectation, detail }) => `${expectation.kind}: ${expectation.says} (${detail})`),
  ];
  return { project, inspection, judgements, failures };
}
