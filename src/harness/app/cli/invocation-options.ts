import { InvalidArgumentError, Option, type Command } from "commander";

/** Options of an invocation beside its event, named after the parameters of Lambda's Invoke API. */
export interface InvocationFlags {
  readonly qualifier?: string;
  readonly clientContext?: string;
  readonly tenantId?: string;
  readonly logType?: "tail" | "none";
}

/** `Tail` and `None` are how the API writes them. */
function readLogType(text: string): "tail" | "none" {
  const type = text.toLowerCase();
  if (type === "tail" || type === "none") return type;
  throw new InvalidArgumentError("It is tail or none.");
}

/** Adds what Lambda's Invoke API takes beside the payload. */
export function addInvocationOptions(command: Command): Command {
  const logType = new Option(
    "--log-type <type>",
    "tail: the last 4 KB of the log alone, as the Invoke API answers; none: no log (default: all of it)",
  ).argParser(readLogType);
  return command
    .optionsGroup("Invocation:")
    .option("--qualifier <name>", "alias, version or $LATEST the caller names; also FUNCTION:name")
    .option("--client-context <json>", "client context, JSON or its Base64")
    .option("--tenant-id <id>", "tenant of a function that isolates tenants")
    .addOption(logType);
}
