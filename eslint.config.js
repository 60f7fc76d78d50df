const { dirname, relative, resolve } = require('node:path');
const tseslint = require('typescript-eslint');

// Each room depends only on the rooms before it: in the house, in the library, and in its large wings.
const ORDERS = [
  { wing: '.', rooms: ['lib', 'app', 'review', 'commands', 'bin'] },
  { wing: 'lib', rooms: ['models', 'profiles', 'access', 'cost', 'settings', 'team', 'account', 'organization'] },
  { wing: 'lib/access', rooms: ['principals', 'policies', 'roles', 'api-keys', 'fences'] },
  { wing: 'lib/cost', rooms: ['budgets', 'stops', 'watching', 'alerts', 'billing'] },
  { wing: 'app', rooms: ['config', 'stacks'] },
  { wing: 'review', rooms: ['read', 'model', 'report', 'changes', 'render'] },
];

const submodules = {
  name: 'aws-cdk-lib',
  importNames: ['aws_iam', 'aws_sns', 'aws_ssm', 'aws_bedrock', 'aws_budgets', 'aws_cloudwatch', 'aws_events', 'aws_lambda', 'aws_kms', 'aws_sso'],
  message: 'Import the submodule.',
};

/** What a file may not import: the rooms after its own, at every level, and, from the app, the inside of the library. */
function closedTo(file) {
  const closed = ORDERS.flatMap(({ wing, rooms }) => {
    const inside = wing === '.' ? file : file.startsWith(`${wing}/`) ? file.slice(wing.length + 1) : undefined;
    const room = inside === undefined ? -1 : rooms.indexOf(inside.split('/')[0]);
    return room < 0 ? [] : rooms.slice(room + 1).map((other) => (wing === '.' ? other : `${wing}/${other}`));
  });
  return file.startsWith('test') || file.startsWith('scripts') ? [] : [...closed, 'test', 'scripts'];
}

const rooms = {
  rules: {
    order: {
      meta: { messages: { after: '{{file}} is in a room that comes before {{other}}.', inside: 'The app uses lib/index.ts, or the rules in lib/rules.ts.' } },
      create(context) {
        const file = relative(__dirname, context.filename);
        const closed = closedTo(file);
        return {
          ImportDeclaration: (node) => check(node), ExportNamedDeclaration: (node) => check(node), ExportAllDeclaration: (node) => check(node),
        };
        function check(node) {
          if (!node.source || !node.source.value.startsWith('.')) {
            return;
          }
          const other = relative(__dirname, resolve(dirname(context.filename), node.source.value));
          if (closed.some((room) => other === room || other.startsWith(`${room}/`))) {
            context.report({ node, messageId: 'after', data: { file, other } });
          }
          if (file.startsWith('app/') && other.startsWith('lib/') && other !== 'lib/rules' && other !== 'lib/index') {
            context.report({ node, messageId: 'inside' });
          }
        }
      },
    },
  },
};

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
  { plugins: { rooms }, rules: { 'rooms/order': 'error', 'no-restricted-imports': ['error', { paths: [submodules] }] } },
);
