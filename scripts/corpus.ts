import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { corpusFolder, listCorpus, listFolder } from "../tests/corpus/corpus-project.ts";
import { judgeProject, type JudgedProject } from "../tests/corpus/judge-project.ts";
import { countCodes, renderCorpus } from "../tests/corpus/render-corpus.ts";

// Reads real SAM projects as a user would and holds what is said of them against what must be said: no crash, exactly
// the deployed routes, the defects that are there, no false alarm. Arguments pick projects by part of their name.
//
//   npm run corpus                           the corpus beside the repository, or LOCKSTEP_CORPUS; skipped without one
//   npm run corpus -- --folder DIR           any folder: every template below it, nothing expected but no crash
//   npm run corpus -- --json --findings NAME one document instead of tables, with all findings

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string" },
    json: { type: "boolean", default: false },
    findings: { type: "boolean", default: false },
  },
});

function chosen<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return items.filter(
    ({ name }) => positionals.length === 0 || positionals.some((part) => name.includes(part)),
  );
}

function toJson(judged: readonly JudgedProject[]): string {
  const projects = judged.map(({ project, inspection, judgements, failures }) => ({
    name: project.name,
    failures,
    expectations: judgements.map(({ expectation: { kind, says }, verdict, detail }) => ({
      kind,
      says,
      verdict,
      detail,
    })),
    milliseconds: Math.round(inspection.milliseconds),
    routes: Object.fromEntries(
      Object.entries(inspection.routes).map(([api, routes]) => [api, routes.map(({ key }) => key)]),
    ),
    ...(values.findings ? { findings: inspection.findings } : {}),
  }));
  return JSON.stringify({ projects, codes: countCodes(judged) }, null, 2);
}

function listFindings(judged: readonly JudgedProject[]): readonly string[] {
  return judged.flatMap(({ project, inspection }) =>
    inspection.findings.map(
      ({ severity, code, place, pointer, message }) =>
        `${project.name}: ${severity} ${code} ${place} ${pointer}\n    ${message}`,
    ),
  );
}

const folder = values.folder === undefined ? corpusFolder() : path.resolve(values.folder);
const all = values.folder === undefined ? listCorpus(folder) : listFolder(folder);
if (all.length === 0 && (values.folder === undefined || !existsSync(folder))) {
  console.log(`Skipped: there is no corpus at ${folder} (LOCKSTEP_CORPUS names another).`);
  process.exitCode = values.folder === undefined ? 0 : 2;
} else {
  const judged: JudgedProject[] = [];
  // One after the other: their times are told.
  for (const project of chosen(all)) judged.push(await judgeProject(project));
  if (values.json) console.log(toJson(judged));
  else {
    if (values.findings) console.log([...listFindings(judged), ""].join("\n"));
    console.log(renderCorpus(judged));
  }
  process.exitCode = judged.some(({ failures }) => failures.length > 0) ? 1 : 0;
}
