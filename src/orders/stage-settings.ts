/** String values by name: stage variables, or the environment of the process. */
type Values = Readonly<Record<string, string | undefined>>;

export interface StageSettings {
  readonly ordersTable: string;
  readonly cancelEnabled: boolean;
}

/**
 * The settings of the stage that the request came in on: its stage variables first, then the environment.
 * An empty value counts as none.
 *
 * @throws Error named `MissingSettingError` when neither names the table.
 */
export function readStageSettings(
  stageVariables: Values | null | undefined,
  environment: Values,
): StageSettings {
  const ordersTable = stageVariables?.["ordersTable"] || environment["ORDERS_TABLE"];
  if (!ordersTable) {
    const error = new Error(
      "set the stage variable ordersTable or the environment variable ORDERS_TABLE",
    );
    error.name = "MissingSettingError";
    throw error;
  }
  return {
    ordersTable,
    cancelEnabled:
      (stageVariables?.["cancelEnabled"] || environment["CANCEL_ENABLED"] || "true") === "true",
  };
}

/** The name of the log level: stage variable `logLevel`, then `LOG_LEVEL`. */
export function readLogLevelName(
  stageVariables: Values | null | undefined,
  environment: Values,
): string | undefined {
  return stageVariables?.["logLevel"] || environment["LOG_LEVEL"];
}
