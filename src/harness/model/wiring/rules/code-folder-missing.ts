import { valueAt } from "../../../core/json-pointer.ts";
import { createProblem, type Problem, type SourceLocation } from "../../../core/problem.ts";
import { placeOfProperty } from "../../template/locate-written.ts";
import type { TemplateModel } from "../../template/template-model.ts";
import type { FunctionFacts, WiringFacts, WiringRule } from "../wiring-facts.ts";

/** A folder that handlers are to lie in and that is not there: said once for all functions in it. */
export const codeFolderMissing: WiringRule = (facts) => {
  const byFolder = new Map<string, FunctionFacts[]>();
  for (const fn of facts.functions) {
    const { missingFolder } = fn.search;
    if (missingFolder !== null)
      byFolder.set(missingFolder, [...(byFolder.get(missingFolder) ?? []), fn]);
  }
  return [...byFolder].map(([folder, owners]) => report(facts, folder, owners));
};

function report(
  { template }: WiringFacts,
  folder: string,
  owners: readonly FunctionFacts[],
): Problem {
  const [first] = owners;
  const names = owners.map(({ resource }) => resource.logicalId);
  const who = names.length === 1 ? names.join("") : `${String(names.length)} functions`;
  const unbuilt = owners.every(({ search }) => search.unbuilt !== null);
  const source = owners
    .map(({ search }) => search.unbuilt?.source ?? "")
    .find((each) => each !== "");
  return createProblem({
    code: "wiring/code-folder-missing",
    ...(unbuilt ? { severity: "warning" as const } : {}),
    message: `The code of ${who} is to lie in ${folder}, and there is no such folder${unbuilt ? "; a build may write it" : ""}.`,
    location: locateCode(template, first),
    related: owners.map((owner) => ({
      message: `${owner.resource.logicalId} expects ${owner.search.expected?.file ?? folder}`,
      location: locateCode(template, owner),
    })),
    expected: folder,
    hint: unbuilt
      ? `Build the project first${source === undefined ? "" : `, so that it is written from ${source} and others`}; or point CodeUri at the sources.`
      : `Create ${folder}, or correct CodeUri and Handler; CodeUri is relative to the template's folder.`,
  });
}

/** The folder is named by the code location, at the function or in Globals; without one, by the handler. */
function locateCode(
  { source, resources }: TemplateModel,
  owner: FunctionFacts | undefined,
): SourceLocation {
  if (owner === undefined) return source.locate("/Resources");
  const { logicalId, pointer } = owner.resource;
  const type = resources.get(logicalId)?.type ?? "";
  const places = ["CodeUri", "Code", "Handler"].map((name) =>
    placeOfProperty(source, { logicalId, pointer, type }, name),
  );
  const written = places.find((place) => valueAt(source.value, place.pointer) !== undefined);
  return source.locate(written?.pointer ?? pointer);
}
