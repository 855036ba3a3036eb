import { LockstepError } from "../../core/lockstep-error.ts";
import { partitionOf } from "../../core/partition-of.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import { findEvent } from "../../model/events/catalogue/catalogue.ts";
import type { EventEntry } from "../../model/events/catalogue/event-entry.ts";
import type { EventWorld } from "../../model/events/catalogue/event-world.ts";
import type { EventFlaw } from "../../model/events/catalogue/judge-event.ts";
import { makeEvent } from "../../model/events/catalogue/make-event.ts";
import { seededIds } from "../../model/events/catalogue/seeded-ids.ts";
import { readSetting, type SetMember } from "../../model/events/catalogue/set-member.ts";
import { defaultTime } from "../../model/events/operation-call.ts";
import type { TemplateModel } from "../../model/template/template-model.ts";
import { eventDigests } from "../project/event-digests.ts";
import { loadProject } from "../project/load-project.ts";
import { nameResources } from "../project/named-resources.ts";
import { resolveConfig, type ConfigOverrides } from "../project/resolve-config.ts";
import { writeEvent } from "./write-event.ts";

/** What the command line says of any event. */
export interface CommonEventOptions {
  /** `path=value`, in their order; typed ones are JSON. */
  readonly settings: readonly { readonly written: string; readonly typed: boolean }[];
  readonly count: string | null;
  readonly seed: string | null;
  /** ISO 8601. */
  readonly now: string | null;
  readonly accountId: string | null;
  readonly partition: string | null;
  readonly wrappings: readonly string[];
  readonly wrapQueueName: string | null;
  readonly wrapTopic: string | null;
  /** File to write, relative to the project root; `null` only returns the text. */
  readonly out: string | null;
}

/** What `events generate SERVICE EVENT` is asked to do. */
export interface CatalogueEventOptions extends CommonEventOptions {
  readonly overrides: ConfigOverrides;
  readonly service: string;
  readonly event: string;
  /** Values by option name. */
  readonly given: ReadonlyMap<string, string>;
}

/** An event as text, where it was written to, and what of it no service would send. */
export interface GeneratedEvent {
  readonly text: string;
  readonly file: string | null;
  readonly problems: readonly Problem[];
}

function refuse(name: string, why: string): never {
  throw new LockstepError({ code: "events/option-invalid", message: `--${name} ${why}.` });
}

/** Throws `events/option-invalid`. */
export function readInteger(name: string, text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,10}$/.test(text)) return Number(text);
  return refuse(name, `takes an integer of zero or more, not ${JSON.stringify(text)}`);
}

/** Throws `events/option-invalid`. */
export function readTime(text: string | null): number {
  if (text === null) return defaultTime;
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  // AWS has no events of before its time, and four digits of a year.
  if (time >= 0 && time < Date.UTC(10_000, 0, 1)) return time;
  return refuse("now", `takes a time such as 2030-01-01T00:00:00Z, not ${JSON.stringify(text)}`);
}

/** Throws `events/option-invalid`. */
export function readAccount(text: string | null): string | null {
  if (text === null || /^\d{12}$/.test(text)) return text;
  return refuse("account-id", `takes 12 digits, not ${JSON.stringify(text)}`);
}

/** Throws `events/set-invalid`. */
export function readSettings(settings: CommonEventOptions["settings"]): readonly SetMember[] {
  return settings.map(({ written, typed }) => readSetting(written, typed));
}

const wrappings = ["eventbridge", "sns", "sqs"] as const;

function readWrappings(written: readonly string[]): readonly (typeof wrappings)[number][] {
  return written
    .flatMap((each) => each.split(","))
    .map(
      (each) =>
        wrappings.find((known) => known === each.trim()) ??
        refuse("wrap", `takes ${wrappings.join(", ")}, not ${JSON.stringify(each)}`),
    );
}

/** Where no template lies and nobody named one, events are made all the same. */
async function openTemplate(overrides: ConfigOverrides): Promise<{
  readonly template: TemplateModel | null;
  readonly root: string;
  readonly region: string;
  readonly accountId: string;
}> {
  try {
    const { config } = await resolveConfig(overrides);
    const { template } = loadProject(config);
    return { template, root: config.root, region: config.region, accountId: config.accountId };
  } catch (error) {
    const isMissing = LockstepError.is(error) && error.code === "template/not-found";
    if (!isMissing || overrides.template !== undefined) throw error;
    return {
      template: null,
      root: overrides.root ?? ".",
      region: overrides.region ?? "us-east-1",
      accountId: "123456789012",
    };
  }
}

function worldOf(
  options: CatalogueEventOptions,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): EventWorld {
  if (!/^[a-z0-9-]+$/.test(region))
    refuse("region", `is ${JSON.stringify(region)}, which is no region`);
  const partition = options.partition ?? partitionOf(region);
  if (!/^aws[a-z-]*$/.test(partition)) {
    refuse("partition", `takes aws, aws-cn or aws-us-gov, not ${JSON.stringify(partition)}`);
  }
  return {
    account: readAccount(options.accountId) ?? accountId,
    partition,
    region,
    now: readTime(options.now),
    ids: seededIds(readInteger("seed", options.seed) ?? 0),
    digests: eventDigests,
  };
}

/** What of an event no service would send, as problems. */
export function flawProblems(name: string, flaws: readonly EventFlaw[]): readonly Problem[] {
  return flaws.map(({ path, message }) =>
    createProblem({
      code: "events/schema-violation",
      message: `${path === "" ? "The event" : path} ${message}: no event of ${name} is so.`,
      hint: "Change the option or the --set that says so.",
    }),
  );
}

/**
 * Makes an event of the catalogue, with names and keys of the template where there is one. Same options, same
 * bytes. An event that breaks its schema is neither printed nor written. Throws `events/event-unknown`,
 * `events/event-not-offered`, `events/option-invalid`, `events/set-invalid`, `events/wrap-refused`, and what
 * loading a project throws.
 */
export async function generateCatalogueEvent(
  options: CatalogueEventOptions,
): Promise<GeneratedEvent> {
  const entry: EventEntry = findEvent(options.service, options.event);
  const opened = await openTemplate(options.overrides);
  const world = worldOf(options, opened);
  const { given, known } = nameResources(opened.template, entry, options.given);
  const { event, flaws } = makeEvent(
    {
      entry,
      given,
      known,
      count: readInteger("count", options.count),
      settings: readSettings(options.settings),
      wrappings: readWrappings(options.wrappings),
      places: {
        queueName: options.wrapQueueName ?? "MyQueue",
        topic: options.wrapTopic ?? "ExampleTopic",
      },
    },
    world,
  );
  const problems = flawProblems(`${entry.service} ${entry.event}`, flaws);
  const text = `${JSON.stringify(event, null, 2)}\n`;
  if (problems.length > 0) return { text, file: null, problems };
  return { ...writeEvent(opened.root, options.out, text), problems };
}
