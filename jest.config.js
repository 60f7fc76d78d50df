/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Builds the Python package: npm run test:python.
  testPathIgnorePatterns: ['/node_modules/', '/test/python/'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  // Whole-process tests start the CDK CLI.
  testTimeout: 120000,
};
