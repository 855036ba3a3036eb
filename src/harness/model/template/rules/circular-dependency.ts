import { isMap } from "../intrinsics/evaluation.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { ReferenceUse } from "../intrinsic-uses.ts";
import type { CheckedTemplate, TemplateRule } from "./checked-template.ts";
import { dependenciesOf } from "./unknown-dependency.ts";

/**
 * Properties of SAM's resources that stay with the resource itself, or with the role it waits for.
 * The others go to resources SAM generates, which the resource does not wait for.
 */
const ownProperties: Readonly<Record<string, ReadonlySet<string>>> = {
  "AWS::Serverless::Function": new Set([
    "DeadLetterQueue",
    "Description",
    "Environment",
    "FileSystemConfigs",
    "FunctionName",
    "KmsKeyArn",
    "Layers",
    "Policies",
    "Role",
    "VpcConfig",
  ]),
  "AWS::Serverless::Api": new Set(["DefinitionBody", "Name"]),
  "AWS::Serverless::HttpApi": new Set(["DefinitionBody", "Name"]),
  "AWS::Serverless::StateMachine": new Set([
    "Definition",
    "DefinitionSubstitutions",
    "Name",
    "Policies",
    "Role",
  ]),
  "AWS::Serverless::Application": new Set(["Parameters"]),
};

interface Edge {
  readonly to: string;
  readonly pointer: () => JsonPointer;
}

/**
 * Resources that wait for each other through `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn`. Only
 * what is certain counts: references that are evaluated, and of SAM's resources the properties that
 * stay with them. CloudFormation refuses the template.
 */
export const circularDependency: TemplateRule = (template) => {
  const edges = edgesOf(template);
  return findCycles(edges).map((cycle): Problem => {
    const [first = ""] = cycle;
    const places = cycle.flatMap((from, index) => {
      const to = cycle[(index + 1) % cycle.length] ?? from;
      const edge = edges.get(from)?.find((each) => each.to === to);
      return edge === undefined
        ? []
        : [{ from, to, location: template.source.locate(edge.pointer()) }];
    });
    const circle = [...cycle, first].join(" → ");
    return createProblem({
      code: "template/circular-dependency",
      message:
        cycle.length === 1
          ? `${first} waits for itself: one of its own properties names it.`
          : `Resources wait for each other: ${circle}.`,
      ...(places[0] === undefined ? {} : { location: places[0].location }),
      related: places
        .slice(1)
        .map(({ from, to, location }) => ({ message: `${from} waits for ${to} here`, location })),
    });
  });
};

function edgesOf(template: CheckedTemplate): ReadonlyMap<string, readonly Edge[]> {
  const { references, root, scope } = template;
  const edges = new Map<string, Edge[]>();
  const add = (from: string, edge: Edge): void => {
    if (!scope.resources.has(from) || scope.resources.get(edge.to)?.implicit !== false) return;
    const known = edges.get(from) ?? [];
    if (!known.some(({ to }) => to === edge.to)) edges.set(from, [...known, edge]);
  };
  for (const reference of references) {
    const { use, name } = reference;
    if (use.owner !== null && use.section === "Resources" && isCertain(reference, scope))
      add(use.owner, { to: name, pointer: () => use.pointer() });
  }
  const resources = isMap(root) && isMap(root["Resources"]) ? root["Resources"] : {};
  for (const from of scope.resources.keys()) {
    for (const { name, path } of dependenciesOf(resources[from]))
      add(from, { to: name, pointer: () => joinPointer("/Resources", from, ...path) });
  }
  return edges;
}

function isCertain(
  { use, attribute, name }: ReferenceUse,
  scope: CheckedTemplate["scope"],
): boolean {
  const type = use.owner === null ? undefined : scope.resources.get(use.owner)?.type;
  if (!use.reached || type === undefined) return false;
  const [part, property = ""] = use.path;
  if (part !== "Properties") return false;
  // `Api.Stage`, `Function.Alias`: another resource, which SAM generates.
  if (scope.resources.get(name)?.type.startsWith("AWS::Serverless::") === true)
    if (attribute !== null && !["Arn", "RootResourceId"].includes(attribute)) return false;
  if (!type.startsWith("AWS::Serverless::")) return true;
  // Policies go to the role SAM makes; with a role of its own, nowhere.
  const owner = use.owner === null ? undefined : scope.resources.get(use.owner);
  if (property === "Policies" && owner?.properties["Role"] !== undefined) return false;
  return ownProperties[type]?.has(property) === true;
}

/** One cycle for each group of resources that reach one another (Tarjan's components, without recursion). */
function findCycles(edges: ReadonlyMap<string, readonly Edge[]>): readonly (readonly string[])[] {
  return stronglyConnected(edges).flatMap((group): readonly (readonly string[])[] => {
    const members = new Set(group);
    const start = [...edges.keys()].find((id) => members.has(id));
    const cycle = start === undefined ? null : shortestCycle(start, members, edges);
    return cycle === null ? [] : [cycle];
  });
}

/** Groups of two and more, and single resources that name themselves. */
function stronglyConnected(
  edges: ReadonlyMap<string, readonly Edge[]>,
): readonly (readonly string[])[] {
  const order = finishingOrder(edges);
  const reversed = new Map<string, string[]>();
  for (const [from, list] of edges)
    for (const { to } of list) {
      const sources = reversed.get(to) ?? [];
      sources.push(from);
      reversed.set(to, sources);
    }
  const seen = new Set<string>();
  return order.toReversed().flatMap((start): readonly (readonly string[])[] => {
    if (seen.has(start)) return [];
    const group: string[] = [];
    const pending = [start];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      group.push(id);
      pending.push(...(reversed.get(id) ?? []));
    }
    const isCircle = group.length > 1 || edges.get(start)?.some(({ to }) => to === start) === true;
    return isCircle ? [group] : [];
  });
}

function finishingOrder(edges: ReadonlyMap<string, readonly Edge[]>): readonly string[] {
  const seen = new Set<string>();
  const order: string[] = [];
  for (const start of edges.keys()) {
    const stack: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    if (seen.has(start)) continue;
    seen.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = edges.get(top.id)?.[top.next];
      top.next += 1;
      if (edge === undefined) {
        order.push(top.id);
        stack.pop();
      } else if (!seen.has(edge.to)) {
        seen.add(edge.to);
        stack.push({ id: edge.to, next: 0 });
      }
    }
  }
  return order;
}

function shortestCycle(
  start: string,
  members: ReadonlySet<string>,
  edges: ReadonlyMap<string, readonly Edge[]>,
): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  const pending = [start];
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    for (const { to } of edges.get(id) ?? []) {
      if (to === start) return wayBack(id, start, cameFrom);
      if (!members.has(to) || cameFrom.has(to)) continue;
      cameFrom.set(to, id);
      pending.push(to);
    }
  }
  return null;
}

/** The steps from the start to where the cycle closes. */
function wayBack(
  end: string,
  start: string,
  cameFrom: ReadonlyMap<string, string>,
): readonly string[] {
  const path: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = cameFrom.get(at)) {
    path.push(at);
    if (at === start) break;
  }
  return path.toReversed();
}
