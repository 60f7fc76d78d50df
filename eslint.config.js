const tseslint = require('typescript-eslint');

// Each room of the library depends only on the rooms before it.
const ROOMS = ['models', 'profiles', 'access', 'cost', 'settings', 'team', 'account'];

const submodules = {
  name: 'aws-cdk-lib',
  importNames: ['aws_iam', 'aws_sns', 'aws_ssm', 'aws_bedrock', 'aws_budgets', 'aws_cloudwatch', 'aws_events', 'aws_lambda', 'aws_kms', 'aws_sso'],
  message: 'Import the submodule.',
};

const roomRules = ROOMS.map((room, index) => {
  const closed = ROOMS.slice(index + 1);
  return {
    files: [`lib/${room}/**`],
    rules: {
      'no-restricted-imports': ['error', {
        paths: [submodules],
        patterns: [
          { group: ['**/bin/**', '**/test/**'], message: 'The library knows nothing of the app or its tests.' },
          ...(closed.length > 0 ? [{ group: closed.map((other) => `**/${other}/*`), message: `lib/${room} depends only on rooms above it.` }] : []),
        ],
      }],
    },
  };
});

module.exports = tseslint.config(
  { ignores: ['build/', 'dist/', 'cdk.out/', 'coverage/', '**/*.js'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'off', // jsii types maps of anything as any
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-require-imports': 'error',
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
  ...roomRules,
);
