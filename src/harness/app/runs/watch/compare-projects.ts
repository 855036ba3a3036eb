import { isDeepStrictEqual } from "node:util";
import type { TableChange } from "../../../local/aws/start-aws.ts";
import { defineFunctions } from "../../project/define-functions.ts";
import type { Project } from "../../project/load-project.ts";
import type { ResolvedConfig } from "../../project/project-config.ts";
import { nameAnswerer } from "../name-answerer.ts";
import { listBriefly } from "./list-briefly.ts";

/** What cannot change while the endpoint and the tables stay. */
const fixed = ["region", "accountId", "dynamodb"] as const;

/** A configuration with what cannot change any more as it was. */
export function withFixed(config: ResolvedConfig, running: ResolvedConfig): ResolvedConfig {
  const { region, accountId, dynamodb } = running;
  return { ...config, region, accountId, dynamodb };
}

function restarts(asked: ResolvedConfig, running: ResolvedConfig): readonly string[] {
  const other = fixed.filter(
    (name) => JSON.stringify(asked[name]) !== JSON.stringify(running[name]),
  );
  return other.length === 0 ? [] : [`another ${other.join(" and ")} needs a restart`];
}

/** `GET /notes → ListFunction` of every API, by what tells one route from another. */
function routesOf({ config, apis }: Project): ReadonlyMap<string, string> {
  const isAlone = apis.length === 1;
  return new Map(
    apis.flatMap(({ wired }) =>
      wired.operations.map((operation): [string, string] => {
        const { logicalId } = wired.resource;
        const { key } = operation.operation;
        const name = isAlone ? key : `${logicalId} ${key}`;
        return [`${logicalId} ${key}`, `${name} → ${nameAnswerer(config, operation)}`];
      }),
    ),
  );
}

function routeChanges(before: Project, after: Project): readonly string[] {
  const [old, now] = [routesOf(before), routesOf(after)];
  const added = [...now].flatMap(([key, route]) => (old.has(key) ? [] : [route]));
  const gone = [...old].flatMap(([key, route]) => (now.has(key) ? [] : [route]));
  const moved = [...now].flatMap(([key, route]) =>
    old.has(key) && old.get(key) !== route ? [route] : [],
  );
  return [
    ...tellRoutes("added", added),
    ...tellRoutes("gone", gone),
    ...tellRoutes("led elsewhere", moved),
  ];
}

function tellRoutes(what: string, routes: readonly string[]): readonly string[] {
  if (routes.length === 0) return [];
  return [`${routes.length === 1 ? "route" : "routes"} ${what}: ${listBriefly(routes)}`];
}

function apiChanges(before: Project, after: Project): readonly string[] {
  const idsOf = ({ apis }: Project) => apis.map(({ wired }) => wired.resource.logicalId);
  const [old, now] = [idsOf(before), idsOf(after)];
  const added = now.filter((id) => !old.includes(id));
  const gone = old.filter((id) => !now.includes(id));
  return [
    ...(added.length === 0 ? [] : [`${added.join(", ")} new: restart to serve it`]),
    ...(gone.length === 0 ? [] : [`${gone.join(", ")} gone: served as it was until a restart`]),
  ];
}

function stageChanges(before: Project, after: Project): readonly string[] {
  return after.apis.flatMap(({ wired: { resource } }) => {
    const old = before.apis.find(({ wired }) => wired.resource.logicalId === resource.logicalId);
    const [from, to] = [old?.wired.resource.stageName, resource.stageName];
    if (from?.known !== true || !to.known || from.value === to.value) return [];
    return [`the stage of ${resource.logicalId} is ${to.value} now: /${to.value}/…`];
  });
}

function tableChanges({ created, outdated, left }: TableChange): readonly string[] {
  const tell = (names: readonly string[], text: string): readonly string[] =>
    names.length === 0
      ? []
      : [`${names.length === 1 ? "table" : "tables"} ${names.join(", ")} ${text}`];
  return [
    ...tell(created, "created"),
    ...tell(outdated, "defined otherwise: as before until a restart"),
    ...tell(left, "no longer declared: there until a restart"),
  ];
}

/** The functions that get other variables than before. */
function variableChanges(before: Project, after: Project): readonly string[] {
  const old = new Map(
    defineFunctions(before).map(({ logicalId, environment }) => [logicalId, environment]),
  );
  const changed = defineFunctions(after).filter(({ logicalId, environment }) => {
    const known = old.get(logicalId);
    return known !== undefined && !isDeepStrictEqual(known, environment);
  });
  if (changed.length === 0) return [];
  return [`other variables for ${listBriefly(changed.map(({ logicalId }) => logicalId))}`];
}

/** Two states of a project, and what is told of each. */
export interface ProjectComparison {
  readonly before: Project;
  readonly after: Project;
  /** The configuration as the files ask for it. */
  readonly asked: ResolvedConfig;
  readonly tables: TableChange;
  /** What keeps requests from their answers, one line each. */
  readonly problemsBefore: readonly string[];
  readonly problemsAfter: readonly string[];
}

/** What an edit of template, documents or configuration made of the stages: one phrase a change, empty for none. */
export function compareProjects(comparison: ProjectComparison): readonly string[] {
  const { before, after, asked, tables, problemsBefore, problemsAfter } = comparison;
  const added = problemsAfter.filter((line) => !problemsBefore.includes(line));
  const gone = problemsBefore.filter((line) => !problemsAfter.includes(line));
  const count = (lines: readonly string[]): string =>
    `${lines.length} ${lines.length === 1 ? "problem" : "problems"}`;
  return [
    ...routeChanges(before, after),
    ...stageChanges(before, after),
    ...apiChanges(before, after),
    ...variableChanges(before, after),
    ...tableChanges(tables),
    ...restarts(asked, before.config),
    ...(gone.length === 0 ? [] : [`${count(gone)} gone`]),
    ...(added.length === 0 ? [] : [`${count(added)} new: ${listBriefly(added, 1)}`]),
  ];
}
