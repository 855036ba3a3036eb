import { Command } from "commander";
import { toolVersion } from "../report/tool-version.ts";
import type { CommandSetting } from "./command-setting.ts";
import { addCheckCommand } from "./commands/check.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addEventsCommand, addGenerateEventCommand } from "./commands/events.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addFidelityCommand } from "./commands/fidelity.ts";
import { addInvokeCommand } from "./commands/invoke.ts";
import { addPactCommand } from "./commands/pact.ts";
import { addRoutesCommand } from "./commands/routes.ts";
import { addStartCommand } from "./commands/start.ts";
import { addTokenCommand } from "./commands/token.ts";

/**
 * The command line. Each command loads what it runs when it runs, so that `--help` and `--version`
 * answer at once.
 */
export function buildProgram(setting: CommandSetting): Command {
  const program = new Command("lockstep")
    .description(
      "Holds OpenAPI spec, SAM template, handlers, contracts, events and stage against each other.",
    )
    .version(toolVersion(), "-V, --version")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  addCheckCommand(program, setting);
  addRoutesCommand(program, setting);
  addStartCommand(program, setting);
  addTokenCommand(program, setting);
  addInvokeCommand(program, setting);
  addEventsCommand(program, setting);
  addGenerateEventCommand(program, setting);
  addPactCommand(program, setting);
  addDoctorCommand(program, setting);
  addExplainCommand(program, setting);
  addFidelityCommand(program, setting);
  return program;
}
