/**
 * How many places in templates a rule tells of: finding a place takes a look through the file, and
 * nobody reads more.
 */
export const mostFindings = 100;
