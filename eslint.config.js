const tseslint = require('typescript-eslint');

module.exports = tseslint.config(
  { ignores: ['build/', 'dist/', 'cdk.out/', 'coverage/', '**/*.js'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'off', // jsii types maps of anything as any
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-require-imports': 'error',
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['lib/**'],
    rules: {
      'no-restricted-imports': ['error', {
        paths: [{ name: 'aws-cdk-lib', importNames: ['aws_iam', 'aws_sns', 'aws_ssm', 'aws_bedrock', 'aws_budgets'], message: 'Import the submodule.' }],
        patterns: [{ group: ['**/bin/**', '**/test/**'], message: 'The library knows nothing of the app or its tests.' }],
      }],
    },
  },
);
