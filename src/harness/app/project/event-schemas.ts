import { isObject } from "../../core/json.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { isMisread, parseSourceDocument } from "../../core/source-document.ts";
import type { DetailSchema } from "../../model/eventbridge/never-matches/never-matches.ts";
import { readDetailSchemas } from "../../model/eventbridge/never-matches/read-detail-schemas.ts";
import type { ResolvedConfig } from "./project-config.ts";
import { createTextFiles, listFiles } from "./project-files.ts";

/** Schemas of events, and what is wrong with their files. */
export interface EventSchemas {
  readonly schemas: readonly DetailSchema[];
  readonly problems: readonly Problem[];
}

/** The folder of schemas inside the one of sample events. */
export function schemaFolder({ events }: Pick<ResolvedConfig, "events">): string {
  return `${events.replace(/\/+$/u, "")}/schemas`;
}

function filesOf(config: ResolvedConfig): readonly string[] {
  if (config.eventSchemas !== null) return config.eventSchemas;
  const folder = schemaFolder(config);
  return [".json", ".yaml", ".yml"].flatMap((ending) => listFiles(config.root, folder, ending));
}

function unusable(file: string, message: string): EventSchemas {
  const location = { file };
  return {
    schemas: [],
    problems: [createProblem({ code: "project/event-schema-unusable", message, location })],
  };
}

function readFile(file: string, text: string | null): EventSchemas {
  if (text === null) return unusable(file, `There is no file of event schemas ${file}.`);
  const source = parseSourceDocument({ file, text });
  if (isMisread(source) || !isObject(source.value)) {
    return unusable(file, `${file} is neither JSON nor YAML of a schema.`);
  }
  const schemas = readDetailSchemas({ file, root: source.value });
  if (schemas.length > 0) return { schemas, problems: [] };
  return unusable(
    file,
    `${file} has no schema with x-amazon-events-source and x-amazon-events-detail-type.`,
  );
}

/** Reads the schemas of events that the configuration names, or those of the events folder. */
export function loadEventSchemas(config: ResolvedConfig): EventSchemas {
  const files = createTextFiles(config.root);
  const read = filesOf(config).map((file) => readFile(file, files.read(file)));
  return {
    schemas: read.flatMap(({ schemas }) => schemas),
    problems: read.flatMap(({ problems }) => problems),
  };
}
