exports.handler = async () => typeof require + typeof module + __filename.endsWith("common.cjs");
exports.callback = (_event, _context, callback) => callback(null, "called");
