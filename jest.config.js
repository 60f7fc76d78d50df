/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Builds the Python package: npm run test:python.
  testPathIgnorePatterns: ['/node_modules/', '/test/python/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  // In templates of other tests nothing is validated: see the file.
  moduleNameMapper: { 'validation/cloudformation-validate-plugin$': '<rootDir>/test/support/template-validation.js' },
  maxWorkers: '100%',
  // Whole-process tests start the CDK CLI.
  testTimeout: 120000,
};
