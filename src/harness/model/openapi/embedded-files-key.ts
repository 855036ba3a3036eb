/** The member of the root under which other files stand once their references are resolved. */
export const embeddedFilesKey = "x-lockstep-files";
