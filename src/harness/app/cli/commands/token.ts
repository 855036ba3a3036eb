import type { Command } from "commander";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { isJsonValue, type JsonValue } from "../../../core/json.ts";
import { collectValues } from "../collect-values.ts";
import type { CommandSetting } from "../command-setting.ts";
import { addProjectOptions, toOverrides, type ProjectFlags } from "../project-options.ts";
import { runCommand } from "../run-command.ts";

interface TokenFlags extends ProjectFlags {
  readonly issuer?: string;
  readonly audience?: string;
  readonly scope?: readonly string[];
  readonly claim?: readonly string[];
}

/** `NAME=VALUE`; a value that is JSON counts as that, any other as text. */
function readClaim(text: string): readonly [name: string, value: JsonValue] {
  const at = text.indexOf("=");
  if (at < 1) {
    throw new LockstepError({
      code: "project/config-invalid",
      message: `--claim "${text}" is no claim.`,
      hint: "Write NAME=VALUE, for example --claim sub=user-1.",
    });
  }
  const value = text.slice(at + 1);
  try {
    const parsed: unknown = JSON.parse(value);
    return [text.slice(0, at), isJsonValue(parsed) ? parsed : value];
  } catch {
    return [text.slice(0, at), value];
  }
}

/** `lockstep token`: a token that the stage on this machine takes. */
export function addTokenCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command("token")
    .description("print a token that the stage on this machine takes, and nobody else")
    .option("--issuer <issuer>", "name of an authorizer, or its issuer (default: the only one)")
    .option("--audience <audience>", "the claim aud (default: the authorizer's first)")
    .option("--scope <scope>", "a scope it carries; may be repeated", collectValues)
    .option("--claim <claim>", "a claim as NAME=VALUE; may be repeated", collectValues);
  addProjectOptions(command);
  command.action((flags: TokenFlags) =>
    runCommand(setting, flags, async () => {
      const { mintToken } = await import("../../runs/mint-token.ts");
      const token = await mintToken(toOverrides(flags), {
        issuer: flags.issuer ?? null,
        audience: flags.audience ?? null,
        scopes: flags.scope ?? [],
        claims: Object.fromEntries((flags.claim ?? []).map(readClaim)),
      });
      setting.terminal.print(flags.json === true ? `${JSON.stringify({ token })}\n` : `${token}\n`);
      return 0;
    }),
  );
}
