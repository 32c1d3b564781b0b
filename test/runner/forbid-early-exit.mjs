/**
 * Loaded into every node test process. A test file that calls `process.exit(0)`
 * would silently drop the tests after it; here such an exit is a failure.
 */
const exit = process.exit;
process.exit = (code) => exit.call(process, code || 86);
