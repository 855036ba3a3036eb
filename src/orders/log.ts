const LEVELS = ["debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof LEVELS)[number];

export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The level of that name in any case, or `info` for a name that is no level. */
export function toLogLevel(name: string | undefined): LogLevel {
  const wanted = name?.toLowerCase();
  return LEVELS.find((level) => level === wanted) ?? "info";
}

/** A log that writes one JSON line per entry from `least` upwards, each with the given fields. */
export function createLog(least: LogLevel, common: LogFields): Log {
  const write = (level: LogLevel, message: string, fields: LogFields = {}): void => {
    if (LEVELS.indexOf(level) >= LEVELS.indexOf(least)) {
      console[level](JSON.stringify({ level, message, ...common, ...fields }));
    }
  };
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
  };
}
