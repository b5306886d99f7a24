/**
 * The compiler. `import` of the package itself makes Node scan its nine megabytes for export names (0.3 s); `require` does
 * not, and neither does an `import` of this file.
 */
const ts = require("typescript");

module.exports = ts;
