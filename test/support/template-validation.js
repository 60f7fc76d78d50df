/**
 * The CDK validates every template that it synthesizes, with an engine that takes most of a test's time to start. What the
 * validation says of every configuration is held by test/app/validation.test.ts, and by every test that starts a process;
 * in other tests it is left out. A file that wants it sets `validatesTemplates`.
 */
const { dirname, join } = require('node:path');

const plugin = require(join(dirname(require.resolve('aws-cdk-lib/package.json')), 'core/lib/validation/cloudformation-validate-plugin.js'));
const { validate } = plugin.CloudFormationValidatePlugin.prototype;

plugin.CloudFormationValidatePlugin.prototype.validate = function validateOnRequest(context) {
  return globalThis.validatesTemplates === true ? validate.call(this, context) : { success: true, violations: [] };
};

module.exports = plugin;
