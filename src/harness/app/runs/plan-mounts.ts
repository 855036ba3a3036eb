import { LockstepError } from "../../core/lockstep-error.ts";
import { chooseApis } from "../project/choose-api.ts";
import { readDomainMappings } from "../project/read-domain-mappings.ts";
import type { Project } from "../project/load-project.ts";
import type { ApiMount } from "../project/stage-servers.ts";

/** How APIs are to share a port. */
export interface SharedPort {
  /** Serve by custom domain: all of the template's (`true`), or one by its name. */
  readonly domain: string | true | null;
  /** Mappings of the domain as typed, `KEY=API`, in place of the template's. */
  readonly basePaths: readonly string[];
  /** Every API under its logical id. */
  readonly onePort: boolean;
}

/** Where APIs are served on one port; empty where each has a port of its own. */
export function planMounts(project: Project, shared: SharedPort): readonly ApiMount[] {
  const { domain, basePaths, onePort } = shared;
  if (onePort) {
    if (domain !== null || basePaths.length > 0)
      throw invalid("--one-port and --domain put APIs on a port in two ways.", "Leave one out.");
    return project.apis.map((api) => ({
      api,
      domain: null,
      base: `/${api.wired.resource.logicalId}`,
    }));
  }
  if (basePaths.length > 0) return typedMounts(project, domain, basePaths);
  if (domain === null) return [];
  const all = readDomainMappings(project);
  const mounts = domain === true ? all : all.filter((each) => each.domain === domain.toLowerCase());
  if (mounts.length > 0) return mounts;
  const names = [...new Set(all.flatMap((each) => each.domain ?? []))];
  const which = domain === true ? "a custom domain" : `the domain ${domain}`;
  const known = names.length === 0 ? "" : ` Its domains are ${names.join(", ")}.`;
  throw invalid(
    `The template leads ${which} to no API that is served here.${known}`,
    "Give the mapping: --domain NAME --base-path KEY=API, an empty KEY for the whole domain.",
  );
}

function typedMounts(
  project: Project,
  domain: string | true | null,
  basePaths: readonly string[],
): readonly ApiMount[] {
  if (typeof domain !== "string")
    throw invalid("--base-path is a mapping of a custom domain.", "Name it with --domain NAME.");
  return basePaths.flatMap((text) => {
    const mark = text.indexOf("=");
    if (mark === -1)
      throw invalid(
        `--base-path "${text}" is no mapping.`,
        "Write KEY=API: --base-path v1=OrdersApi.",
      );
    const key = text.slice(0, mark).replace(/^\/+|\/+$/gu, "");
    const base = key === "" ? "" : `/${key}`;
    return chooseApis(project, text.slice(mark + 1)).map((api): ApiMount => {
      return { api, domain: domain.toLowerCase(), base };
    });
  });
}

function invalid(message: string, hint: string): LockstepError {
  return new LockstepError({ code: "project/config-invalid", message, hint });
}
